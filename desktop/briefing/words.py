"""Words put together: directions, lines with links in them, grades and speakers as sentences."""

import re
import unicodedata
from collections.abc import Iterable

from desktop.i18n import _
from desktop.model.annotation import Speaker, SpeechKind
from desktop.model.grade_words import (
    code,
    confidence_words,
    credibility_words,
    reliability_words,
)
from desktop.model.grades import Confidence, Credibility, Reliability
from exporters import briefing as out

_BETWEEN = " […] "
_PAIRS = {"“": "”", "«": "»", "»": "«", "„": "“", '"': '"'}
_SINGLE = {"“": "‘", "”": "’", "«": "‘", "»": "’", "„": "‘"}
_STRAIGHT = re.compile(r'(?P<opening>(?:(?<=[\s(\[—–])|\A)")|"')
_ENDS = (".", "!", "?", "…", "؟", "۔", "。")


def direction(text: str, start: int = 0, end: int | None = None) -> out.Direction:
    """The direction of a stretch by its first strong character (UAX #9, P2 and P3)."""
    for index in range(start, len(text) if end is None else end):
        kind = unicodedata.bidirectional(text[index])
        if kind in ("L", "R", "AL"):
            return "ltr" if kind == "L" else "rtl"
    return "ltr"


class Line:
    """A text that grows piece by piece and knows which of its stretches are links."""

    def __init__(self, text: str = "") -> None:
        self.text = text
        self._inlines: list[out.Inline] = []

    @property
    def inlines(self) -> tuple[out.Inline, ...]:
        """The links so far, as code points of ``text``."""
        return tuple(self._inlines)

    def add(self, text: str, link: str = "") -> "Line":
        """Append ``text``, a link where one is given; returns the line itself."""
        start = len(self.text)
        self.text += text
        if link and text:
            self._inlines.append(out.Inline(start, len(self.text), link))
        return self

    def join(self, other: "Line", between: str | None = None) -> "Line":
        """Append another line, ``between`` before it where both say something.

        By default that is a dot, or a blank after the end of a sentence.
        """
        if not other.text:
            return self
        if self.text:
            self.text += _between(self.text) if between is None else between
        moved = len(self.text)
        self.text += other.text
        self._inlines += [
            out.Inline(one.start + moved, one.end + moved, one.link) for one in other.inlines
        ]
        return self


def _between(text: str) -> str:
    return " " if text.endswith(_ENDS) else " · "


def dotted(*parts: str) -> str:
    """The parts that say something, a dot between them."""
    return " · ".join(part for part in parts if part)


def address(url: str) -> str:
    """A link only where a click goes to the web, never to a file or a script."""
    return url if url.lower().startswith(("https://", "http://")) else ""


def one_line(text: str) -> str:
    """The lines of a note, each evened out, as one."""
    line = Line()
    for part in text.splitlines():
        line.join(Line(" ".join(part.split())))
    return line.text


def speech(kind: SpeechKind) -> str:
    """How words are given: "direct"; empty where nobody has said."""
    return {
        SpeechKind.UNSET: "",
        SpeechKind.DIRECT: _("direct"),
        SpeechKind.MIXED: _("mixed"),
        SpeechKind.INDIRECT: _("indirect"),
    }[kind]


def who(speaker: Speaker) -> str:
    """ "Neda Tarvell, foreign minister"."""
    return ", ".join(part for part in (speaker.name, speaker.position) if part)


def spoken(speaker: Speaker | None) -> str:
    """ "Neda Tarvell, foreign minister (direct)"; empty for no speaker."""
    if speaker is None:
        return ""
    kind = f"({speech(speaker.kind)})" if speech(speaker.kind) else ""
    return " ".join(part for part in (who(speaker), kind) if part)


def grade_sentence(reliability: Reliability, credibility: Credibility) -> str:
    """ "Grade B2: source usually reliable, information probably true"; empty where both are unset.

    Of the half that nobody has set it says so: F and 6 stand for it in the code.
    """
    if not reliability and not credibility:
        return ""
    return _("Grade {code}: source {source}, information {information}").format(
        code=code(reliability, credibility),
        source=reliability_words(reliability) or _("not graded"),
        information=credibility_words(credibility) or _("not graded"),
    )


def confidence_sentence(confidence: Confidence) -> str:
    """ "Confidence: moderate"; empty where unset."""
    if not confidence:
        return ""
    return _("Confidence: {words}").format(words=confidence_words(confidence))


def labels_sentence(labels: tuple[str, ...]) -> str:
    """ "Labels: strike, port"; empty where there are none."""
    return _("Labels: {labels}").format(labels=", ".join(labels)) if labels else ""


def in_marks(parts: Iterable[str]) -> str:
    """Words in double quotation marks, quotations inside in single ones.

    Parts are joined by […]; where each part is a quotation already, its own marks are left out.
    """
    said = list(parts)
    if all(_is_quotation(part) for part in said):
        said = [part[1:-1] for part in said]
    inside = _STRAIGHT.sub(lambda m: "‘" if m["opening"] else "’", _BETWEEN.join(said))
    return f"“{inside.translate(str.maketrans(_SINGLE))}”"


def _is_quotation(part: str) -> bool:
    if len(part) < 3 or _PAIRS.get(part[0]) != part[-1]:
        return False
    return not any(mark in part[1:-1] for mark in (part[0], part[-1]))
