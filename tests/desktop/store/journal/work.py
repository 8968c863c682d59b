"""Work of an analyst, as steps and as the lines of a journal."""

from desktop.editing import describing, sources, tagging
from desktop.editing.briefing import choose
from desktop.editing.suggesting import reject, take_back
from desktop.model.annotation import Span
from desktop.model.briefing import BriefingChoice
from desktop.model.change import Change
from desktop.model.decision import SuggestionEngine
from desktop.model.identity import AnnotationId, Instant, PersonId, TagId
from desktop.model.session import Session
from desktop.model.suggestion import Suggestion
from desktop.options import SectionName
from desktop.store.codec.encoding import encode
from desktop.store.files.stamp import Stamp
from desktop.store.journal.lines import FORMAT, Line, Start, made

WHEN = Instant("2026-11-22T09:30:00Z")


def step(session: Session, change: Change | None) -> tuple[Session, Change]:
    assert change is not None
    return session.apply(change), change


def work(session: Session) -> tuple[Session, list[Change]]:
    """Some steps an analyst takes, undo among them."""
    source = next(iter(session.sources.values()))
    done: list[Change] = []
    spans = (Span(0, 5),)
    new = tagging.tag(session, source.id, spans, TagId("claim"), PersonId(""), WHEN)
    session, change = step(session, new)
    done.append(change)
    added = change.edits[0].after
    id_ = AnnotationId(getattr(added, "id", ""))
    session, change = step(session, describing.set_note(session, id_, "Look again — 🙂", WHEN))
    done.append(change)
    session, change = step(session, sources.rename(session, "Another title"))
    done.append(change)
    first = next(iter(session.annotations))
    session, change = step(session, tagging.delete(session, [first]))
    done.append(change)
    session, change = step(session, change.inverse())
    done.append(change)
    choice = BriefingChoice(
        title="For the board", sections=(SectionName.CLAIMS, SectionName.SOURCES)
    )
    session, change = step(session, choose(session, choice))
    done.append(change)
    suggestion = Suggestion((Span(2, 9),), TagId("quote"), 0.5, "said")
    engine = SuggestionEngine("brieflight-suggest", "1", "small")
    refused = reject(session, source.id, suggestion, PersonId("urn:x:me"), WHEN, engine)
    session, change = step(session, refused)
    done.append(change)
    session, change = step(session, take_back(session, source.id, suggestion, ()))
    done.append(change)
    session, change = step(session, refused)
    done.append(change)
    front = sources.edit_front(session, source.id, source.front.__class__(title="New"))
    session, change = step(session, front)
    done.append(change)
    return session, done


def lines_of(session: Session, changes: list[Change], stamp: Stamp | None = None) -> list[Line]:
    base = "" if stamp else encode(session).decode()
    start = Start(FORMAT, session.id, "A title", WHEN, stamp, base)
    return [start, *(made(change, WHEN) for change in changes)]
