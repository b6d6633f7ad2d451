"""Where the sample content lies in the site; without Plone, for the guide and the walk."""

TYPE_NAME = "ControlledDocument"

PUBLISHED = "controlled-documents"
DRAFTS = "drafts"
PROCEDURE = f"{PUBLISHED}/control-of-nonconforming-parts"
MANUAL = f"{PUBLISHED}/milling-centre-ew-400.pdf"
REQUIREMENTS = f"{PUBLISHED}/supplier-quality-requirements"
LOCKED = f"{PUBLISHED}/spare-parts-2027.pdf"
IMPOSTOR = f"{PUBLISHED}/calibration-certificate.pdf"
DRAFT = f"{DRAFTS}/deburring-by-hand.pdf"
