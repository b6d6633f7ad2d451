"""The base of our services: from a request to a `Call`, from an `Answer` to a response."""

from __future__ import annotations

from ..content.span import Span
from ..model.verdict import Refused
from ..services.ports import ports_for
from .answer import Answer
from .answer import not_found
from .answer import refused
from .body import defuse
from .call import Call
from .guard import MARK
from abc import abstractmethod
from plone.restapi.services import Service
from typing import Any
from zope.component.hooks import getSite
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


class ExternalShareService(Service):
    """Subclasses implement `answer`; everything expected is returned, nothing is raised."""

    file: Span | None = None

    def __init__(self, context: Any, request: Any) -> None:
        super().__init__(context, request)
        # Here, since authentication comes after traversal and trips over bad bodies.
        defuse(request)

    def render(self) -> Any:
        """JSON, or a file as it is."""
        written = super().render()
        return written if self.file is None else self.file

    @abstractmethod
    def answer(self, call: Call) -> Answer:
        """Carry out the verb."""

    def reply(self) -> Any:
        """Set status and headers, and hand on the content."""
        site = getSite()
        ports = ports_for(site)
        if MARK in self.request.environ:
            answer = refused(self.request, Refused("parameter_name"))
        elif ports is None:
            answer = not_found(self.request)
        else:
            answer = self.answer(Call(self.context, self.request, site, ports))
        response = self.request.response
        # Names, addresses and links belong in no cache.
        response.setHeader("Cache-Control", "private, no-store")
        for name, value in answer.headers.items():
            response.setHeader(name, value)
        if isinstance(answer.content, Span):
            self.file = answer.content
        if answer.content is None or self.file is not None:
            return self.reply_no_content(answer.status)
        response.setStatus(answer.status)
        return answer.content


@implementer(IPublishTraverse)
class TraversingService(ExternalShareService):
    """Collects what follows the service's name in the path."""

    def __init__(self, context: Any, request: Any) -> None:
        super().__init__(context, request)
        self.path: list[str] = []

    def publishTraverse(self, request: Any, name: str) -> TraversingService:  # noqa: N802
        """Take one more name."""
        self.path.append(name)
        return self
