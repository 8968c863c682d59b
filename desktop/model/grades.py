"""How far a source and its information are to be trusted: the Admiralty code, and confidence.

Two axes set apart from each other, by hand only (NATO AJP-2.1; UK JDP 2-00): the reliability of a
source and the credibility of one piece of information. A passage inherits the reliability of its
source. Neither is ever worked out from the other.
"""

from enum import StrEnum

from msgspec import Struct

from desktop.model.identity import Instant, PersonId


class Reliability(StrEnum):
    """Of a source. ``UNSET`` stands for F: it has not been judged, and is not said anywhere."""

    UNSET = ""
    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Credibility(StrEnum):
    """Of a piece of information. ``UNSET`` stands for 6: nobody has judged it."""

    UNSET = ""
    CONFIRMED = "1"
    PROBABLY_TRUE = "2"
    POSSIBLY_TRUE = "3"
    DOUBTFUL = "4"
    IMPROBABLE = "5"
    CANNOT_BE_JUDGED = "6"


class Confidence(StrEnum):
    """How sure the analyst is of what they say about a passage."""

    UNSET = ""
    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


class Grade(Struct, frozen=True):
    """The reliability of a source, why, by whom and when."""

    reliability: Reliability = Reliability.UNSET
    rationale: str = ""
    by: PersonId = PersonId("")
    at: Instant = Instant("")


NO_GRADE = Grade()
