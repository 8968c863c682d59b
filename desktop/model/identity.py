"""Names for the strings that identify things, and where new ones come from."""

from datetime import UTC, datetime
from typing import NewType
from uuid import uuid4

SourceId = NewType("SourceId", str)
AnnotationId = NewType("AnnotationId", str)
PersonId = NewType("PersonId", str)
DecisionId = NewType("DecisionId", str)
SessionId = NewType("SessionId", str)
TagId = NewType("TagId", str)
Instant = NewType("Instant", str)
"""ISO 8601 in UTC, whole seconds: ``2026-11-22T09:00:00Z``; empty where unknown."""


def new_urn() -> str:
    """A fresh random identifier, ``urn:uuid:…`` (RFC 9562, version 4)."""
    return uuid4().urn


def now() -> Instant:
    """This moment, to the second."""
    return Instant(datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
