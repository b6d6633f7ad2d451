"""Share published documents with people outside the organisation."""

from zope.i18nmessageid import MessageFactory

import logging


_ = MessageFactory("collective.externalshare")
logger = logging.getLogger("collective.externalshare")
