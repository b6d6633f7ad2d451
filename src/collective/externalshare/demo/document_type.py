"""The content type Controlled Document: a page with an attached PDF, as a site would make it.

Made through the same API as the type editor of the control panel uses. It
shows that the add-on needs no type of its own: any Dexterity type with a PDF
file field will do.
"""

from collective.externalshare.demo.places import TYPE_NAME
from plone import api
from plone.dexterity.fti import DexterityFTI


_MODEL = """\
<model xmlns="http://namespaces.plone.org/supermodel/schema"
       xmlns:marshal="http://namespaces.plone.org/supermodel/marshal">
  <schema>
    <field name="document_number" type="zope.schema.TextLine">
      <title>Document number</title>
    </field>
    <field name="revision" type="zope.schema.TextLine">
      <title>Revision</title>
    </field>
    <field name="pdf" type="plone.namedfile.field.NamedBlobFile" marshal:primary="true">
      <title>PDF</title>
      <description>What readers receive.</description>
      <required>False</required>
    </field>
  </schema>
</model>
"""
_BEHAVIORS = (
    "plone.basic",
    "plone.richtext",
    "plone.categorization",
    "plone.publication",
    "plone.ownership",
    "plone.namefromtitle",
    "plone.excludefromnavigation",
)


def ensure_type() -> None:
    """Create the type, published by the same workflow as a page."""
    types = api.portal.get_tool("portal_types")
    if TYPE_NAME in types.objectIds():
        return
    fti = DexterityFTI(
        TYPE_NAME,
        title="Controlled Document",
        description="A page with a document number, a revision and a PDF.",
        icon_expr="string:contenttype/document",
        klass="plone.dexterity.content.Item",
        model_source=_MODEL,
        behaviors="\n".join(_BEHAVIORS),
        add_permission="cmf.AddPortalContent",
        global_allow=True,
    )
    types._setObject(TYPE_NAME, fti)
    workflows = api.portal.get_tool("portal_workflow")
    workflows.setChainForPortalTypes([TYPE_NAME], ("simple_publication_workflow",))
