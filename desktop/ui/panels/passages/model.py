"""The rows of the list of passages for Qt, and what each says."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt

from desktop.i18n import _, ngettext
from desktop.listing.facets import Ground, speaker_name
from desktop.listing.listing import Heading, Listing, Step
from desktop.listing.query import Conditions
from desktop.model.annotation import Annotation
from desktop.model.codebook import QUOTE, Tag
from desktop.model.grade_words import code
from desktop.model.grades import Reliability
from desktop.model.identity import AnnotationId, SourceId
from desktop.model.source import place_names
from desktop.settings import Grouping

_SHOWN = 300
"""Code points of a passage that can matter to one line."""
_AT_ONCE = 64
"""Changes from which the rows are made anew rather than one after the other."""
Index = QModelIndex | QPersistentModelIndex
Passages = tuple[Annotation | None, Annotation | None]
"""A passage before and after a change."""
_OF_HEADING = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
_OF_PASSAGE = _OF_HEADING | Qt.ItemFlag.ItemIsSelectable


class PassageModel(QStringListModel):
    """Passages under their headings, as ``Listing`` has them.

    Qt holds as many empty strings as there are rows: a view asks for their number and their parent
    for every row whenever one is added, which in Python would take longer than all the rest.
    """

    def __init__(self) -> None:
        super().__init__()
        self.listing = Listing()
        self._places: dict[SourceId, tuple[list[int], list[str]]] = {}

    def show(
        self, ground: Ground, held: Iterable[Annotation], grouping: Grouping = "order"
    ) -> None:
        """List these passages."""
        self._places = {}
        self.listing.grouping = grouping
        self.listing.show(ground, held)
        self._reset()

    def group_by(self, grouping: Grouping) -> None:
        """Put the same passages under other headings."""
        self.listing.group_by(grouping)
        self._reset()

    def ask(self, conditions: Conditions) -> None:
        """List only what fits a filter."""
        self.listing.ask(conditions)
        self._reset()

    def fold(self, value: str, folded: bool) -> None:
        """Fold a group away, or show it again."""
        self._follow(self.listing.fold(value, folded))

    def relink(self, edits: list[Passages]) -> None:
        """Passages of the session were changed, listed or not: their links may be others."""
        for before, after in edits:
            old = before.links if before is not None else ()
            new = after.links if after is not None else ()
            if old == new:
                continue
            more = Counter([link.to for link in new])
            more.subtract(link.to for link in old)
            for id_, by in more.items():
                if by:
                    self._follow(self.listing.point(id_, by))

    def apply(self, edits: list[Passages]) -> None:
        """Passages were added, changed or deleted."""
        listing, many = self.listing, len(edits) > _AT_ONCE
        moved = False
        for before, after in edits:
            if before is not None and after is not None:
                steps = listing.change(before, after)
                if steps is not None:
                    self._follow(steps)
                    continue
            moved = True
            if before is not None:
                steps = listing.take(before)
                if not many:
                    self._follow(steps)
            if after is not None:
                steps = listing.put(after)
                if not many:
                    self._follow(steps)
        if many and moved:
            self._reset()

    def release(self, ids: Collection[AnnotationId]) -> None:
        """Passages that were listed although the filter hides them: they go."""
        if len(ids) > _AT_ONCE:
            for id_ in ids:
                self.listing.release(id_)
            self._reset()
            return
        for id_ in ids:
            self._follow(self.listing.release(id_))

    def annotation(self, row: int) -> Annotation | None:
        """The passage of a row, none for a heading."""
        return self.listing.at(row)

    def annotations(self) -> list[Annotation]:
        """The passages that have a row, from the top."""
        return self.listing.passages()

    def heading(self, row: int) -> Heading | None:
        """The heading in a row, none for a passage."""
        return self.listing.heading(row)

    def row(self, annotation: AnnotationId) -> int:
        """The row of a passage, -1 where it has none."""
        return self.listing.row(annotation)

    def number(self, annotation: AnnotationId) -> int:
        """Which passage of its article it is, from 1."""
        return self.listing.number(annotation)

    def tag(self, annotation: Annotation) -> tuple[Tag, int]:
        """Its codebook entry and the entry's place."""
        return self.listing.ground.tags[annotation.tag]

    def place(self, annotation: Annotation) -> str:
        """Where it starts, in words: "¶3", "headline"."""
        starts, names = self._blocks(annotation.source)
        index = max(0, bisect_left(starts, annotation.start + 1) - 1)
        return names[index] if names else ""

    def badge(self, annotation: Annotation) -> str:
        """The number of its article, as "S2"."""
        return self.listing.ground.badge(annotation.source)

    def first_line(self, annotation: Annotation) -> str:
        """The words of a passage, the start of each part."""
        source = self.listing.ground.sources.get(annotation.source)
        if source is None:
            return ""
        text = source.text
        parts = (text[s.start : min(s.end, s.start + _SHOWN)] for s in annotation.spans[:3])
        return " ".join(" … ".join(parts)[:_SHOWN].split())

    def second_line(self, annotation: Annotation) -> str:
        """Who says it and what else is known."""
        unnamed = _("no speaker yet") if annotation.tag == QUOTE else _("author")
        parts = [speaker_name(annotation) or unnamed]
        if len(annotation.spans) > 1:
            parts.append(_("{count} parts").format(count=len(annotation.spans)))
        if annotation.note:
            parts.append(_("note"))
        parts.extend(self._grade(annotation))
        count = self.listing.ground.links(annotation)
        if count:
            parts.append(ngettext("{count} link", "{count} links", count).format(count=count))
        parts.extend(annotation.labels)
        return " · ".join(parts)

    def _grade(self, annotation: Annotation) -> list[str]:
        """ "B2", where there is something to tell: that of the only source stands beside it."""
        sources = self.listing.ground.sources
        source = sources.get(annotation.source)
        reliability = source.grade.reliability if source is not None else Reliability.UNSET
        told = annotation.credibility or (reliability and len(sources) > 1)
        return [code(reliability, annotation.credibility)] if told else []

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = index.row()
        if not 0 <= row < len(self.listing):
            return None
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        heading = self.heading(row)
        if heading is not None:
            return heading.title if role == Qt.ItemDataRole.DisplayRole else _heard(heading)
        held = self.annotation(row)
        if held is None or role == Qt.ItemDataRole.DisplayRole:
            return self.first_line(held) if held is not None else None
        tag = self.tag(held)[0].name
        return f"{tag}: {self.first_line(held)}. {self.second_line(held)}. {self.place(held)}"

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings are reached by the keys, but cannot be selected: nothing is done to them."""
        if index.isValid() and not self.listing.is_heading(index.row()):
            return _OF_PASSAGE
        return _OF_HEADING

    def _reset(self) -> None:
        self.setStringList([""] * len(self.listing))

    def _follow(self, steps: list[Step]) -> None:
        for step in steps:
            if step.kind == "came":
                self.insertRows(step.row, step.count)
            elif step.kind == "went":
                self.removeRows(step.row, step.count)
            else:
                self.dataChanged.emit(self.index(step.row), self.index(step.row))

    def _blocks(self, id_: SourceId) -> tuple[list[int], list[str]]:
        """Start and place of each block of an article."""
        found = self._places.get(id_)
        if found is None:
            source = self.listing.ground.sources.get(id_)
            blocks = source.blocks if source is not None else ()
            found = [block.start for block in blocks], place_names(blocks)
            self._places[id_] = found
        return found


def _heard(heading: Heading) -> str:
    words = ngettext("{title}, {count} passage", "{title}, {count} passages", heading.count)
    state = _("folded") if heading.folded else _("unfolded")
    return f"{words.format(title=heading.title, count=heading.count)}, {state}"
