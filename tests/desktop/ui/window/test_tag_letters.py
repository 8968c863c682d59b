"""The letter of a tag is its own, in the window and in the briefing alike."""

from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from desktop.briefing import compose
from desktop.model.codebook import Tag, four_tags
from desktop.model.identity import TagId
from desktop.options import Options
from desktop.ui.look.icons import paint_mark
from desktop.ui.look.theme import Theme
from exporters import briefing as out
from tests.desktop.ui.articles import HARBOUR, passage, session, source
from tests.desktop.ui.hands import Hands

OWN = (
    Tag(TagId("urn:uuid:1"), "Con", "#A878E4", "5", "Against it."),
    Tag(TagId("urn:uuid:2"), "Cost", "#601800", "6", "What it costs."),
)


def mark(theme: Theme, tag: Tag, name: str) -> QImage:
    picture = QImage(28, 28, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    paint_mark(painter, tag.id, name, QRectF(0, 0, 28, 28), QColor(tag.color), theme)
    painter.end()
    return picture


def test_marks_in_the_window_carry_the_letters_of_the_briefing(
    hands: Hands, tmp_path: Path
) -> None:
    article = source(*HARBOUR)
    held = [
        passage(article, words, tag=str(tag.id), number=number)
        for number, (words, tag) in enumerate(
            zip(("harbour pilots", "the strike"), OWN, strict=True), 1
        )
    ]
    opened = replace(session(article, passages=held), codebook=(*four_tags(), *OWN))
    hands.open(opened, tmp_path)
    theme = hands.window.theme
    printed = {
        tag.name: tag.letter
        for section in compose(opened, Options()).sections
        for part in section.parts
        if isinstance(part, out.Legend)
        for tag in part.tags
    }
    assert printed == {"Con": "CO", "Cost": "S"}
    assert {tag.name: theme.letter(tag.id, tag.name) for tag in OWN} == printed
    assert mark(theme, OWN[0], "Con") != mark(Theme(), OWN[0], "Con")
    assert mark(theme, OWN[1], str(OWN[1].id)) == mark(theme, OWN[1], "Cost")
