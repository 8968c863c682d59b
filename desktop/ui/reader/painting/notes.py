"""The notes beside the text: speaker and note of a passage, wrapped once, packed downwards."""

from typing import NamedTuple

from PySide6.QtGui import QFont, QTextLayout, QTextOption

from desktop.i18n import _
from desktop.model.annotation import Annotation, SpeechKind
from desktop.ui.look.theme import Theme
from desktop.ui.reader.offsets import utf16_slice
from desktop.ui.reader.painting.margin import Margin

MOST_LINES = 4
_KEPT = 1024
"""Wrapped notes that are kept: far more than are in view, far fewer than a long day makes."""
_LONGEST = 600
"""Code points of a note that can matter to four lines of it."""


class NoteLine(NamedTuple):
    """One line of a margin note."""

    text: str
    strong: bool


class Notes:
    """Wrapped margin notes by passage; a changed passage is wrapped anew."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._wrapped: dict[str, tuple[Annotation, Margin, list[NoteLine]]] = {}
        self._whole: tuple[Annotation, Margin, int, list[NoteLine]] | None = None

    def forget(self) -> None:
        """Another article is read. A passage kept here would keep its whole session alive."""
        self._wrapped.clear()
        self._whole = None

    def lines(self, annotation: Annotation, margin: Margin) -> list[NoteLine]:
        """At most four lines for a passage; none without a note or a speaker."""
        if not has_note(annotation):
            return []
        found = self._wrapped.get(annotation.id)
        if found is not None and found[0] is annotation and found[1] is margin:
            return found[2]
        if len(self._wrapped) >= _KEPT:
            self._wrapped.clear()
        lines = self._wrap(annotation, margin)
        self._wrapped[annotation.id] = (annotation, margin, lines)
        return lines

    def whole(self, annotation: Annotation, margin: Margin, most: int) -> list[NoteLine]:
        """Every line for a passage, as its note is broken; at most ``most`` of them."""
        if self._whole is not None and self._whole[0] is annotation:
            held_margin, held_most, held = self._whole[1:]
            if held_margin is margin and held_most == most:
                return held
        lines = self.said(annotation, margin, most)
        left = most - len(lines)
        if annotation.note and left > 0:
            plain = self._theme.ui_font(margin.type)
            broken = broken_lines(annotation.note, plain, margin.width, left)
            left -= len(broken)
            lines += [NoteLine(text, False) for text in broken]
        if left <= 0 and lines and not annotation.note.endswith(lines[-1].text):
            lines[-1] = NoteLine(lines[-1].text.rstrip("…") + "…", lines[-1].strong)
        self._whole = (annotation, margin, most, lines)
        return lines

    def _wrap(self, annotation: Annotation, margin: Margin) -> list[NoteLine]:
        lines = self.said(annotation, margin, brief=bool(annotation.note))
        left = MOST_LINES - len(lines)
        if annotation.note and left > 0:
            plain, said = self._theme.ui_font(margin.type), annotation.note[:_LONGEST]
            lines += [NoteLine(t, False) for t in _wrapped(said, plain, margin.width, left)]
        return lines[:MOST_LINES]

    def said(
        self, annotation: Annotation, margin: Margin, most: int = 2, brief: bool = False
    ) -> list[NoteLine]:
        """Who says the words and how, each in at most ``most`` lines; ``brief`` leaves out how.

        How is in brackets: nobody takes the position of a speaker for a note on the passage.
        """
        lines: list[NoteLine] = []
        speaker, width = annotation.speaker, margin.width
        if speaker is not None and speaker.name:
            strong = self._theme.ui_font(margin.type, 600)
            name = speaker.name[:_LONGEST]
            lines += [NoteLine(t, True) for t in _wrapped(name, strong, width, most)]
            about = speaker_detail(annotation)[:_LONGEST]
            if about and not brief:
                plain = self._theme.ui_font(margin.type)
                lines += [NoteLine(t, False) for t in _wrapped(f"({about})", plain, width, most)]
        return lines


def broken_lines(text: str, font: QFont, width: int, most: int) -> list[str]:
    """The first ``most`` lines of a text that keeps its line breaks, whatever its length."""
    lines: list[str] = []
    # A line holds less than a code point for each pixel: nothing further on can show.
    for paragraph in text[: most * width].split("\n", most):
        if len(lines) < most:
            lines += _wrapped(paragraph, font, width, most - len(lines)) or [""]
    return lines


def has_note(annotation: Annotation) -> bool:
    """Whether a passage has anything to show beside the text."""
    return bool(annotation.note) or annotation.speaker is not None


def speaker_detail(annotation: Annotation) -> str:
    """What stands under a speaker's name: position, and "indirect" where the words are reported."""
    speaker = annotation.speaker
    if speaker is None:
        return ""
    indirect = _("indirect") if speaker.kind is SpeechKind.INDIRECT else ""
    return ", ".join(part for part in (speaker.position, indirect) if part)


def _wrapped(text: str, font: QFont, width: int, most: int) -> list[str]:
    """``text`` broken into at most ``most`` lines; the last ends in an ellipsis if more follows."""
    text = " ".join(text.split())
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[str] = []
    while len(lines) < most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        piece = utf16_slice(text, line.textStart(), line.textLength()).rstrip()
        if len(lines) == most - 1 and not text.endswith(piece):
            piece = piece[: max(1, len(piece) - 1)].rstrip() + "…"
        lines.append(piece)
    layout.endLayout()
    return lines
