"""The members of a session file that this version knows, as msgspec reads them.

These shapes are what ``resources/schema/session-1.schema.json`` describes, without the members a
reader can do without (the words of a quote selector stand in the text already). Members they do not
list are skipped here and live on in the record's own bytes.
"""

from typing import Annotated, Any

from msgspec import Meta, Raw, Struct

from desktop.model.annotation import SpeechKind
from desktop.model.identity import AnnotationId, Instant, PersonId, SessionId, SourceId, TagId
from desktop.model.source import Block

FORMAT = "brieflight-session"
FORMAT_VERSION = 1
MIN_READER = 1
SCHEMA_NAME = "session-1.schema.json"

# A prefix needs an absolute IRI. A random UUID is one that nobody else can mint and that claims no
# host name we do not own; RFC 8141 keeps names such as `urn:brieflight` for registered namespaces.
NAMESPACE = "urn:uuid:0b6b1f0e-8f0d-4c55-9d0c-3d5f1c2ab7e4#"
CONTEXT = ("http://www.w3.org/ns/anno.jsonld", {"br": NAMESPACE})

POSITION = "TextPositionSelector"
QUOTE = "TextQuoteSelector"
AROUND = 32
"""Code points of prefix and suffix in a quote selector."""

CREDIBILITY, CONFIDENCE = "admiralty-credibility", "confidence"
"""The schemes of ``assessing`` bodies that the model holds."""
ADMIRALTY = "admiralty"
"""The scheme of a source's grade."""

UNSAID = Raw()
"""Stands for a member that is not there. One that may hold anything, of whatever type, is read as
its bytes, and made sense of only where that can be done."""


class _NoValue(str):
    """An empty string that can be told from one that was written."""

    __slots__ = ()


NO_VALUE = _NoValue()
"""The ``value`` of a body that has no such member (compare with ``is``)."""

Color = Annotated[str, Meta(pattern="^#[0-9A-Fa-f]{6}$")]
Ordinal = Annotated[int, Meta(ge=0)]


class Selector(Struct, gc=False):
    """Web Annotation Data Model 4.2.4 and 4.2.5; any other selector is passed over."""

    type: str
    start: int = -1
    end: int = -1


class Target(Struct, gc=False):
    """A SpecificResource (4.1), or the place of a mention."""

    source: str
    selector: list[Selector]


class Body(
    Struct,
    gc=False,
    rename={
        "role": "br:role",
        "position": "br:position",
        "cue": "br:cue",
        "kind": "br:kind",
        "mention": "br:mention",
        "scheme": "br:scheme",
        "annotation": "br:annotation",
    },
):
    """A TextualBody (3.2.4), told apart by its purpose (3.3.5)."""

    purpose: str = ""
    value: str = NO_VALUE
    role: str = ""
    position: str = ""
    cue: str = ""
    kind: SpeechKind = SpeechKind.UNSET
    mention: Target | None = None
    scheme: Raw = UNSAID
    annotation: Raw = UNSAID


class Suggested(Struct, gc=False):
    """What the program proposed, where ``br:suggested`` has this form."""

    rule: str
    score: float = 0.0
    decision: str = ""
    proposed: Any = None


class Agent(Struct, gc=False):
    """A creator written as an object (3.3.1)."""

    id: PersonId = PersonId("")


class Annotation(Struct, gc=False, rename={"suggested": "br:suggested"}):
    """One entry of ``annotations``: an Annotation (3.1)."""

    id: AnnotationId
    body: list[Body | str]
    target: Target | list[Target]
    creator: Agent | PersonId = PersonId("")
    created: Instant = Instant("")
    modified: Instant = Instant("")
    suggested: Raw = UNSAID


class Front(Struct):
    """The front matter of a source."""

    title: str = ""
    author: str = ""
    outlet: str = ""
    published: str = ""
    retrieved: str = ""
    url: str = ""
    language: str = ""


class Origin(Struct, rename="camel"):
    """The bytes a source was read from."""

    sha256: str
    byte_length: Ordinal


class Reader(Struct):
    """Which reader made a source."""

    name: str
    version: str


class Text(Struct):
    """The text of a source; ``length`` counts code points."""

    value: str
    length: Ordinal
    sha256: str
    unit: str = "codepoint"


class Source(Struct, rename="camel"):
    """One entry of ``sources``."""

    id: SourceId
    name: str
    media_type: str
    front: Front
    origin: Origin
    reader: Reader
    text: Text
    blocks: tuple[Block, ...]
    grade: Raw = UNSAID


class Person(Struct):
    """One entry of ``people``."""

    id: PersonId
    name: str
    initials: str = ""


class Tag(Struct):
    """One entry of ``codebook``."""

    id: TagId
    name: str
    color: Color
    key: str = ""
    description: str = ""


class Briefing(Struct, rename="camel"):
    """What was last chosen for the document of a session, where it has this form."""

    format: str = ""
    title: str = ""
    reference: str = ""
    author: str | None = None
    page_size: str = ""
    sections: list[str] | None = None
    left_out: list[str] = []


class File(Struct, rename="camel"):
    """The whole file."""

    format: str
    format_version: int
    min_reader: int
    id: SessionId
    title: str
    created: Instant
    modified: Instant
    people: list[Person]
    codebook: list[Tag]
    sources: list[Source]
    annotations: list[Annotation]
    decisions: Raw = UNSAID
    briefing: Raw = UNSAID
    marking: Raw = UNSAID
