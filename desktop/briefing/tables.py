"""The evidence as tables: the claims, and the quotes by who says them."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from desktop.briefing.legend import grades
from desktop.briefing.passages import about, heading
from desktop.briefing.plan import Passage, Plan
from desktop.briefing.relations import CONTRADICTED, SUPPORTED, Relations, Way
from desktop.briefing.words import (
    Line,
    confidence_sentence,
    direction,
    dotted,
    labels_sentence,
    one_line,
    speech,
    who,
)
from desktop.i18n import _, ngettext
from desktop.listing.facets import speaker_name
from desktop.model.codebook import CLAIM, QUOTE
from desktop.options import SectionName
from exporters import briefing as out

Fill = Callable[[Passage], out.Cell]
_EMPTY = out.Cell("")


class _Column(NamedTuple):
    """A column and how it is filled; one that stays empty is not printed.

    Shares are points of the 440 that both page sizes have, so that no word of a heading is cut.
    """

    title: str
    share: float
    fill: Fill


def claims(plan: Plan, relations: Relations) -> Iterator[out.Section]:
    """Every claim with who makes it, how it is graded, and what speaks for it and against it.

    Where there are several articles the claims of each stand together. The paragraph is told only
    where no article is printed, for else the number stands in its margin.
    """
    if CLAIM not in plan.by_tag:
        return
    fill = _Fill(plan, relations, SectionName.CLAIMS)
    columns = (
        _Column(_("No."), fill.chip, fill.number),
        _Column(_("Claim"), 176 - fill.chip, fill.words),
        _Column(_("Claimant"), 64, fill.claimant),
        _Column(_("Grade"), 38, fill.grade),
        _Column(_("For"), 42, lambda one: fill.others(one, SUPPORTED)),
        _Column(_("Against"), 44, lambda one: fill.others(one, CONTRADICTED)),
        _Column(_("Note"), 76, fill.note_of_claim),
    )
    table = _table(_("Claims and what they rest on"), columns, _articles(plan))
    title = heading(plan, CLAIM, _("Claim"), SectionName.CLAIMS)
    yield _section(SectionName.CLAIMS, title, (*about(plan, CLAIM), table, *_key(plan, table)))


def quotes(plan: Plan, relations: Relations) -> Iterator[out.Section]:
    """Every quote verbatim, under its speaker; who is quoted most comes first."""
    if QUOTE not in plan.by_tag:
        return
    fill = _Fill(plan, relations, SectionName.QUOTES)
    columns = (
        _Column(_("No."), fill.chip, fill.number),
        _Column(_("Words"), 214 - fill.chip, fill.words),
        _Column(_("Speech"), 48, fill.speech),
        _Column(_("Where"), 48, fill.place),
        _Column(_("Grade"), 40, fill.grade),
        _Column(_("Note"), 90, fill.note_of_quote),
    )
    table = _table(_("Verbatim, who is quoted most first"), columns, _speakers(plan))
    title = heading(plan, QUOTE, _("Quote"), SectionName.QUOTES)
    yield _section(SectionName.QUOTES, title, (*about(plan, QUOTE), table, *_key(plan, table)))


class _Fill:
    """The cells of a passage."""

    def __init__(self, plan: Plan, relations: Relations, section: SectionName) -> None:
        self._plan = plan
        self._relations = relations
        self._section = section

    @property
    def chip(self) -> float:
        """The room the longest number needs: "C7", or "C10000"."""
        return 16 + 7 * max(len(one.reference) for one in self._plan.passages)

    def number(self, one: Passage) -> out.Cell:
        anchor = self._plan.entry_in(one, self._section)
        return out.Cell(one.reference, self._plan.mark(one), tag=one.held.tag, anchor=anchor)

    def words(self, one: Passage) -> out.Cell:
        text = one.text
        language = one.article.source.front.language
        return out.Cell(text, direction=direction(text), language=language)

    def place(self, one: Passage) -> out.Cell:
        return out.Cell(self._plan.place(one.article, one.held))

    def claimant(self, one: Passage) -> out.Cell:
        """The speaker; where none is named the claim is the author's."""
        if one.held.speaker is not None and who(one.held.speaker):
            said = who(one.held.speaker)
        else:
            said = _("The author")  # whose name stands with the article
        return out.Cell(said, direction=direction(said))

    def speech(self, one: Passage) -> out.Cell:
        speaker = one.held.speaker
        return out.Cell(speech(speaker.kind)) if speaker is not None else _EMPTY

    def grade(self, one: Passage) -> out.Cell:
        said = self._plan.grade(one)
        return out.Cell(said) if said else _EMPTY

    def others(self, one: Passage, way: Way) -> out.Cell:
        line = self._relations.passages(one, way)
        return out.Cell(line.text, inlines=line.inlines) if line.text else _EMPTY

    def note_of_claim(self, one: Passage) -> out.Cell:
        """Without what has columns of its own; with the place where no article is printed."""
        printed = SectionName.ARTICLES in self._plan.chosen
        place = "" if printed else self._plan.place(one.article, one.held)
        return self._note(one, (SUPPORTED, CONTRADICTED), place)

    def note_of_quote(self, one: Passage) -> out.Cell:
        """All that is said about the quote and its links."""
        return self._note(one)

    def _note(self, one: Passage, without: tuple[Way, ...] = (), place: str = "") -> out.Cell:
        line = Line(one_line(one.held.note))
        way = direction(line.text)
        line.join(Line(confidence_sentence(one.held.confidence)))
        for sentence in self._relations.sentences(one, without):
            line.join(sentence)
        line.join(Line(labels_sentence(one.held.labels))).join(Line(place))
        return out.Cell(line.text, direction=way, inlines=line.inlines) if line.text else _EMPTY


Rows = tuple[str, str, Sequence[Passage]]
"""What the group is called (empty: no group), more about it, and its passages."""


def _articles(plan: Plan) -> list[Rows]:
    """The claims of each article that has some."""
    if not plan.several:
        return [("", "", plan.by_tag[CLAIM])]
    by_article: dict[str, list[Passage]] = {}
    for one in plan.by_tag[CLAIM]:
        by_article.setdefault(one.article.code, []).append(one)
    return [
        (code, one_line(found[0].article.source.title), found) for code, found in by_article.items()
    ]


def _speakers(plan: Plan) -> list[Rows]:
    """The passages by speaker: most passages first, then by the first of them; nobody comes last.

    The roles a speaker is given are named together, each once.
    """
    by_name: dict[str, list[Passage]] = {}
    for one in plan.by_tag[QUOTE]:
        by_name.setdefault(speaker_name(one.held), []).append(one)
    named = sorted(
        ((name, theirs) for name, theirs in by_name.items() if name),
        key=lambda pair: -len(pair[1]),
    )
    groups: list[Rows] = [(name, _detail(theirs), theirs) for name, theirs in named]
    nobody = by_name.get("")
    if nobody:
        groups.append((_("No speaker named"), _detail(nobody), nobody))
    return groups


def _detail(passages: list[Passage]) -> str:
    speakers = [one.held.speaker for one in passages if one.held.speaker is not None]
    roles = dict.fromkeys(" ".join(speaker.position.split()) for speaker in speakers)
    times = len(passages)  # no figure first: after a name from right to left it would change sides
    quoted = ngettext("quoted once", "quoted {count} times", times).format(count=times)
    return dotted("; ".join(role for role in roles if role), quoted)


def _table(caption: str, columns: Sequence[_Column], groups: Sequence[Rows]) -> out.Table:
    """The rows under their groups, without the columns that say nothing in any row."""
    filled = [
        [tuple(column.fill(one) for column in columns) for one in passages]
        for _name, _about, passages in groups
    ]
    kept = [
        at for at in range(len(columns)) if any(row[at].text for rows in filled for row in rows)
    ]
    rows: list[tuple[out.Cell, ...] | out.Group] = []
    for (name, detail, _passages), cells in zip(groups, filled, strict=True):
        if name:
            rows.append(out.Group(name, detail, direction(name)))
        rows += [tuple(row[at] for at in kept) for row in cells]
    shown = tuple(out.Column(columns[at].title, columns[at].share) for at in kept)
    return out.Table(caption, shown, tuple(rows))


def _key(plan: Plan, table: out.Table) -> tuple[out.Note, ...]:
    """What the grades of a table mean, where no legend says it."""
    graded = any(column.title == _("Grade") for column in table.columns)
    return grades() if graded and SectionName.LEGEND not in plan.chosen else ()


def _section(name: SectionName, title: str, parts: tuple[out.Part, ...]) -> out.Section:
    return out.Section(title, 1, name.value, parts, direction=direction(title))
