"""The title block: what the briefing says, by whom, from when and from which sources."""

from exporters.briefing import Cover, Fact
from exporters.pdf.objects.structure import Element
from exporters.pdf.parts.fitting import fitted
from exporters.pdf.parts.inlines import RichText, inside, rich_lines, rich_rows
from exporters.pdf.rows import (
    COVER_LINE,
    FACT,
    LEFT,
    MEASURE,
    TITLE,
    Painter,
    Row,
    RuleRow,
    baseline,
    keep_together,
    text_rows,
)
from exporters.pdf.sheet import Sheet
from exporters.pdf.typesetting.lines import Line
from exporters.pdf.typesetting.text import Typesetter
from resources.palette import LIGHT

_NAMES_WIDEST = 150.0
_NAME_GAP = 14.0
_UNDER_TITLE = 6.0
_BEFORE_FACTS = 9.0
_BEFORE_RULE = 12.0


def cover_rows(cover: Cover, setter: Typesetter, root: Element) -> list[Row]:
    """The rows of the title block, down to the rule that ends it."""
    title = text_rows(setter.lines(cover.title, TITLE, MEASURE), root.add("Title"))
    keep_together(title)
    below: list[Row] = []
    for text in cover.lines:
        below += text_rows(setter.lines(text, COVER_LINE, MEASURE), root.add("P"))
    if title and below:
        below[0].before = _UNDER_TITLE
    facts = _facts(cover, setter, root)
    if facts and (title or below):
        facts[0].before = _BEFORE_FACTS
    rows: list[Row] = [*title, *below, *facts]
    if rows:
        rows[-1].height += _BEFORE_RULE
        rows.append(RuleRow(6.0, colour=LIGHT.ink, thickness=1.0))
    return rows


def _facts(cover: Cover, setter: Typesetter, root: Element) -> list[Row]:
    names = [fitted(fact.name, COVER_LINE, _NAMES_WIDEST, setter) for fact in cover.facts]
    indent = max((name.width for name in names if name), default=-_NAME_GAP) + _NAME_GAP
    entries = root.add("L")
    rows: list[Row] = []
    for fact, name in zip(cover.facts, names, strict=True):
        rows += _fact(fact, name, indent, setter, entries.add("LI"))
    return rows


def _fact(
    fact: Fact, name: Line | None, indent: float, setter: Typesetter, entry: Element
) -> list[Row]:
    sign, body = entry.add("Lbl"), entry.add("LBody")
    rtl = fact.direction == "rtl"
    rich = RichText(fact.text, body, inside(fact.text, fact.inlines))
    lines = rich_lines(rich, FACT, MEASURE - indent, setter, rtl)
    if not lines:
        return []
    rows = rich_rows(lines, rich, LEFT + indent)
    if name is not None:
        rows[0].also = (_name(name, sign),)
    return [*rows]


def _name(name: Line, sign: Element) -> Painter:
    def paint(sheet: Sheet, top: float) -> None:
        sheet.text(name.show(LEFT, baseline(FACT, top)), name.style.colour, sign)

    return paint
