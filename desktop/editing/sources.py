"""Intents about a session's articles, its name and its people.

Every function returns the change to apply, or None where nothing would change. An unknown id raises
``KeyError``.
"""

from msgspec.structs import replace

from desktop.i18n import _
from desktop.model import bounds
from desktop.model.change import MARKING_AT_MOST, Change, Edit, Person, SessionInfo
from desktop.model.identity import SourceId
from desktop.model.session import Session
from desktop.model.source import Front, FrontMatter, Source, with_front_matter


def add_source(session: Session, source: Source) -> Change | None:
    """One more article; None when the session holds a source with this id."""
    if source.id in session.sources:
        return None
    return Change(_("Add article"), (Edit(None, _within_bounds(source)),), _("Added the article"))


def edit_front(session: Session, id_: SourceId, front: Front) -> Change | None:
    """Other words about an article: its title, author, outlet, dates, address, language."""
    source = session.sources[id_]
    words = _("Edit article details"), _("Changed the article's details")
    return _replaced(words, source, _within_bounds(replace(source, front=front)))


def set_apart(session: Session, id_: SourceId, found: FrontMatter) -> Change | None:
    """Take confirmed front matter out of an article's body; the text and its offsets stay."""
    source = session.sources[id_]
    words = _("Set front matter apart"), _("Set the front matter apart")
    return _replaced(words, source, _within_bounds(with_front_matter(source, found)))


def rename(session: Session, title: str) -> Change | None:
    """Another title for the session."""
    after = replace(session.info, title=bounds.line(title.strip()))
    return _said((_("Rename session"), _("Renamed the session")), session, after)


def describe(session: Session, title: str, marking: str) -> Change | None:
    """Another title or protective marking for the session; see ``tidy_marking``."""
    after = SessionInfo(bounds.line(title.strip()), tidy_marking(marking))
    if after.marking == session.info.marking:
        return rename(session, title)
    words = _("Edit session details"), _("Changed the session's details")
    return _said(words, session, after)


def tidy_marking(text: str) -> str:
    """A protective marking as a session keeps it: on one line, cut where it is too long."""
    return " ".join(text.split())[:MARKING_AT_MOST].rstrip()


def add_person(session: Session, person: Person) -> Change | None:
    """Somebody who works on the session, or another name for one who already does."""
    before = next((known for known in session.people if known.id == person.id), None)
    if before == person:
        return None
    if before is None:
        return Change(_("Add person"), (Edit(None, person),), _("Added the person"))
    return Change(_("Edit person"), (Edit(before, person),), _("Changed the person's name"))


def _within_bounds(source: Source) -> Source:
    """The source, of whose title or names a file may have given more than a line holds."""
    fields = {name: getattr(source.front, name) for name in Front.__struct_fields__}
    if len(source.name) <= bounds.LINE and all(len(one) <= bounds.LINE for one in fields.values()):
        return source
    front = Front(**{name: bounds.line(text) for name, text in fields.items()})
    return replace(source, name=bounds.line(source.name), front=front)


def _said(words: tuple[str, str], session: Session, after: SessionInfo) -> Change | None:
    title, done = words
    return None if after == session.info else Change(title, (Edit(session.info, after),), done)


def _replaced(words: tuple[str, str], before: Source, after: Source) -> Change | None:
    title, done = words
    return None if before == after else Change(title, (Edit(before, after),), done)
