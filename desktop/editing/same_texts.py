"""Three states of one session brought onto the same texts, so that their passages can be compared.

Where one side has another text of an article, the other side gets it too. Its passages go where the
side with the new text put them; those only it knows stay where they are, if the same words stand
there. No passage is moved on a guess.
"""

from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from desktop.model.annotation import Annotation, Span
from desktop.model.identity import SourceId
from desktop.model.session import Session
from desktop.model.source import Source


class Why(StrEnum):
    """Why two states of a session cannot be brought together."""

    OTHER_SESSION = "other-session"
    BOTH_CHANGED = "both-changed"
    """Both sides changed the text of an article, or one its text and the other its paragraphs."""
    NO_PLACE_THERE = "no-place-there"
    """Passages that were changed here have no place in the new text there."""
    NO_PLACE_HERE = "no-place-here"
    """Passages that were changed there have no place in the new text here."""


class Apart(Exception):
    """Two states cannot be brought together; ``article`` and ``passages`` say where, how many."""

    def __init__(self, why: Why, article: str = "", passages: int = 0) -> None:
        super().__init__(why, passages)
        self.why = why
        self.article = article
        self.passages = passages


class Sides(Struct, frozen=True):
    """What both sides began with, and what each has made of it."""

    base: Session
    mine: Session
    theirs: Session


def on_same_texts(sides: Sides) -> Sides:
    """The three states, with one text for each article that both sides still have.

    Raises ``Apart`` where that cannot be done.
    """
    if len({sides.base.id, sides.mine.id, sides.theirs.id}) > 1:
        raise Apart(Why.OTHER_SESSION)
    start = sides.base
    for id_ in start.sources.keys() | sides.mine.sources.keys():
        base, mine, theirs = (one.sources.get(id_) for one in (start, sides.mine, sides.theirs))
        if mine is None or theirs is None:
            continue
        if base is None:
            if mine.text != theirs.text:
                raise Apart(Why.BOTH_CHANGED, mine.title)
        elif mine.text == theirs.text:
            if mine.text != base.text:
                sides = replace(sides, base=_onto(sides.base, start, sides.theirs, id_))
        elif _body(mine) == _body(base):
            sides = Sides(
                _onto(sides.base, start, sides.theirs, id_),
                _placed(sides.mine, start, sides.theirs, id_, Why.NO_PLACE_THERE),
                sides.theirs,
            )
        elif _body(theirs) == _body(base):
            sides = Sides(
                _onto(sides.base, start, sides.mine, id_),
                sides.mine,
                _placed(sides.theirs, start, sides.mine, id_, Why.NO_PLACE_HERE),
            )
        else:
            raise Apart(Why.BOTH_CHANGED, mine.title)
    return sides


def _body(source: Source) -> tuple[object, ...]:
    """What belongs to the text of an article and goes with it."""
    return source.text, source.blocks, source.media_type, source.origin, source.reader


def _onto(state: Session, base: Session, new: Session, id_: SourceId) -> Session:
    """``state`` with the text that ``new`` has of a source, and the places it gave passages."""
    told = new.sources[id_]
    article = replace(
        state.sources[id_],
        text=told.text,
        sha256=told.sha256,
        blocks=told.blocks,
        media_type=told.media_type,
        origin=told.origin,
        reader=told.reader,
    )
    moved = {
        held.id: _moved(held, base.annotations.get(held.id), new.annotations.get(held.id))
        for held in state.of_source(id_)
    }
    return replace(
        state,
        sources={**state.sources, id_: article},
        annotations={**state.annotations, **moved},
    )


def _placed(state: Session, base: Session, new: Session, id_: SourceId, why: Why) -> Session:
    """As ``_onto``; raises ``Apart`` for passages changed in ``state`` that have no place there."""
    result = _onto(state, base, new, id_)
    old, text = base.sources[id_].text, new.sources[id_].text
    astray = [
        held
        for held in state.of_source(id_)
        if held != base.annotations.get(held.id)
        and result.annotations[held.id] is held
        and not all(_stands(place, old, text) for place in _places(held))
    ]
    if astray:
        raise Apart(why, new.sources[id_].title, len(astray))
    return result


def _moved(held: Annotation, before: Annotation | None, there: Annotation | None) -> Annotation:
    """A passage whose place was not touched here, at the place it has there; else itself."""
    if before is None or there is None or there.source != held.source:
        return held
    if list(_places(held)) != list(_places(before)):
        return held
    speaker, other = held.speaker, there.speaker
    if speaker is not None and speaker.mention is not None:
        if other is None or other.mention is None:
            return held
        speaker = replace(speaker, mention=other.mention)
    suggested = there.suggested if held.suggested == before.suggested else held.suggested
    return replace(held, spans=there.spans, speaker=speaker, suggested=suggested)


def _places(held: Annotation) -> Iterator[Span]:
    """Where a passage lies and where its speaker is named, in code points."""
    yield from held.spans
    if held.speaker is not None and held.speaker.mention is not None:
        yield held.speaker.mention


def _stands(span: Span, old: str, new: str) -> bool:
    """Whether the same words stand at a place of two texts, and are no part of longer ones."""
    same = old[span.start : span.end] == new[span.start : span.end]
    return same and all(_beside(old, at) == _beside(new, at) for at in (span.start - 1, span.end))


def _beside(text: str, at: int) -> str:
    """The letter or digit at a place, empty for anything else."""
    return text[at] if 0 <= at < len(text) and text[at].isalnum() else ""
