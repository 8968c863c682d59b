"""Suggestions in words and colours: what they would be, why, and where."""

from collections.abc import Callable

from msgspec.structs import replace

from desktop.editing.reasons import form, reason, short_reason
from desktop.editing.suggesting import came_from, known_as
from desktop.editing.wording import vocabulary
from desktop.i18n import _
from desktop.model.annotation import words
from desktop.model.identity import TagId
from desktop.model.session import Session
from desktop.model.source import Block, place_names
from desktop.model.suggestion import Suggestion
from desktop.ui.look.theme import Theme
from desktop.ui.reader.offsets import Offsets
from desktop.ui.session.workspace import Workspace
from desktop.ui.triage.queue import Row
from resources.palette import TagSigns

SHOWN = 200
"""Code points of a passage in its row."""


class Wording:
    """Words for the suggestions of the article being read."""

    def __init__(self, workspace: Workspace, theme: Theme, offsets: Callable[[], Offsets]) -> None:
        self._workspace, self._theme, self._offsets = workspace, theme, offsets
        self._named: tuple[Session, tuple[str, ...]] | None = None
        self._blocks: tuple[Block, ...] = ()
        self._places: list[str] = []

    def row(self, one: Suggestion, answer: str = "") -> Row:
        """A suggestion in the words of its row."""
        source = self._workspace.source
        text = source.text if source is not None else ""
        said = {"accepted": _("accepted"), "rejected": _("rejected"), "skipped": _("skipped")}
        answered, signs = said.get(answer, ""), self.signs_of(one)
        form_proposed = self.form_of(one)
        mark = one.tag, form_proposed
        taken = self._taken_as(one) if answer == "accepted" else one.tag
        if taken != one.tag:
            name = self._workspace.session.tag(taken).name
            answered = _("accepted as {tag}").format(tag=name)
            mark, signs = (taken, name), self.signs_of(replace(one, tag=taken))
        return Row(
            one,
            form_proposed,
            mark,
            signs,
            " ".join(words(text, one.spans)[:SHOWN].split()),
            short_reason(one, text),
            self._place(one.start),
            answered,
        )

    def _taken_as(self, one: Suggestion) -> TagId:
        """The tag of the passage that was made of a suggestion."""
        source = self._workspace.source
        held = self._workspace.passages(source.id) if source is not None else []
        return next((passage.tag for passage in held if came_from(passage, one)), one.tag)

    def _place(self, offset: int) -> str:
        source = self._workspace.source
        if source is None:
            return ""
        index = self._offsets().block_at(offset)
        if source.blocks is not self._blocks:
            self._blocks, self._places = source.blocks, place_names(source.blocks)
        return self._places[index] if index < len(self._places) else ""

    def reason_of(self, one: Suggestion) -> str:
        """Why it is suggested, with its speaker by the name that accepting it would give."""
        source = self._workspace.source
        if one.speaker is not None and not one.speaker.guessed:
            name = known_as(one.speaker.name, self._names())
            one = replace(one, speaker=replace(one.speaker, name=name))
        return reason(one, source.text if source is not None else "")

    def _names(self) -> tuple[str, ...]:
        """The speakers of the session; looked up once between two changes."""
        session = self._workspace.session
        if self._named is None or self._named[0] is not session:
            self._named = session, vocabulary(session).names
        return self._named[1]

    def form_of(self, one: Suggestion) -> str:
        """What it would be: the kind of quote, or its tag."""
        for tag in self._workspace.session.codebook:
            if tag.id == one.tag:
                return form(one, tag.name)
        return form(one, one.tag)

    def signs_of(self, one: Suggestion) -> TagSigns:
        """The signs of its tag in this theme."""
        for position, tag in enumerate(self._workspace.session.codebook):
            if tag.id == one.tag:
                return self._theme.signs(tag.id, tag.color, position)
        return self._theme.signs(one.tag, "#666666", 0)
