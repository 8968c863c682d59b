"""The one door of the window: holds the session and its undo stack, turns intents into changes.

Widgets ask here and are told by signals; they never talk to each other.
"""

import logging
from collections.abc import Callable, Iterable
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoStack

from desktop import messages
from desktop.editing import describing, selection, sources, tagging
from desktop.i18n import _
from desktop.model.annotation import Annotation, Span, Speaker
from desktop.model.change import Change, Edit, Person
from desktop.model.identity import (
    AnnotationId,
    PersonId,
    SourceId,
    TagId,
    new_urn,
    now,
)
from desktop.model.session import ChangeConflict, Session, new_session
from desktop.model.source import Front, FrontMatter, Source
from desktop.model.transfer import Imported
from desktop.protocol import ExportSession, Format
from desktop.settings import PageSize, Settings
from desktop.store import codec, files
from desktop.store.errors import StoreError
from desktop.store.records import RecordBytes
from desktop.ui.errands import Errands
from desktop.ui.jobs import Job
from desktop.ui.starts import Starts
from desktop.ui.undo import Step

_log = logging.getLogger(__name__)
_AFTER_FIRST_FRAME_MS = 300


class Workspace(QObject):
    """The session at work. All methods return at once; what takes time ends in a signal."""

    opened = Signal()
    """Another session is shown, whole."""
    changed = Signal(object)
    """A ``Change`` was applied, by an intent, undo or redo."""
    source_shown = Signal(str)
    """Another article of the session is the one being read."""
    current_changed = Signal(str, bool)
    """Another passage is the current one (empty: none); True asks to scroll to it."""
    front_matter_found = Signal(str, object)
    """An imported article seems to have front matter (source id, ``FrontMatter``)."""
    state_changed = Signal()
    """Title, path, read-only state or unsaved changes are different now."""
    failed = Signal(str)
    """Something could not be done; the sentence says what and why."""
    noticed = Signal(str)
    """Something to know that is no failure."""
    save_failed = Signal(str)
    """A save could not be done: the session is still open and unsaved."""
    job_started = Signal(object, str)
    """A ``Job`` that takes time, and what it does in a few words."""
    exported = Signal(str)
    """The document is written; its path."""
    used = Signal(str)
    """A session file was opened or saved; its path."""

    def __init__(self, settings: Callable[[], Settings], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._session = new_session()
        self._path: Path | None = None
        self._cache = RecordBytes()
        self._read_only = ""
        self._source: SourceId | None = None
        self._current: AnnotationId | None = None
        self._starts = Starts()
        self._created = False
        self.undo_stack = QUndoStack(self)
        self.undo_stack.cleanChanged.connect(self._clean_changed)
        self._errands = Errands(self)
        self._errands.started.connect(self.job_started)
        self._errands.failed.connect(self.failed)
        self._errands.exported.connect(self.exported)
        self._errands.article_read.connect(self._imported)
        self._errands.checked.connect(self._checked)

    # What is there

    @property
    def session(self) -> Session:
        """The session as it is now."""
        return self._session

    @property
    def path(self) -> Path | None:
        """Where it was opened from or last saved to."""
        return self._path

    @property
    def read_only(self) -> str:
        """Why it cannot be changed, as a sentence; empty where it can."""
        return self._read_only

    @property
    def unsaved(self) -> bool:
        """Whether closing now would lose something."""
        return bool(self._session.sources) and (not self.undo_stack.isClean() or self._created)

    @property
    def title(self) -> str:
        """What the window calls the session."""
        if self._session.info.title:
            return self._session.info.title
        if self._path is not None:
            return self._path.name.removesuffix(".json").removesuffix(".brief")
        first = next(iter(self._session.sources.values()), None)
        return first.title if first is not None else ""

    @property
    def source(self) -> Source | None:
        """The article being read."""
        return self._session.sources.get(self._source) if self._source is not None else None

    @property
    def current(self) -> Annotation | None:
        """The current passage."""
        held = self._session.annotations
        return held.get(self._current) if self._current is not None else None

    def passages(self, source: SourceId) -> list[Annotation]:
        """The passages of an article."""
        return list(self._session.of_source(source))

    # Opening

    def open_path(self, path: Path) -> None:
        """Open a session, or an article as a new session; ends in ``opened`` or ``failed``."""
        path = path.absolute()  # it is remembered, and the next start may be in another folder
        try:
            is_session = files.is_session_file(path)
        except StoreError as error:
            self.failed.emit(messages.sentence(error, str(path)))
            return
        if is_session:
            self._open_session(path)
        else:
            self._errands.read_file(path, self._moment())

    def add_path(self, path: Path) -> None:
        """Add an article to the session; ends in ``changed`` or ``failed``."""
        if self._refuse():
            return
        self._errands.read_file(path, None)

    def add_text(self, text: str, name: str) -> None:
        """Add a pasted text as an article called ``name``."""
        if self._refuse():
            return
        self._errands.read_text(text, name, None)

    def start_new(self) -> None:
        """An empty session."""
        self._show(new_session(), None, RecordBytes())

    # Reading

    def show_source(self, source: SourceId) -> None:
        """Read another article of the session."""
        if source != self._source and source in self._session.sources:
            self._source = source
            self._current = None
            self.source_shown.emit(source)
            self.current_changed.emit("", False)

    def set_current(self, annotation: AnnotationId | None, reveal: bool = False) -> None:
        """Make a passage the current one, showing its article first."""
        held = self._session.annotations.get(annotation) if annotation is not None else None
        if held is not None and held.source != self._source:
            self.show_source(held.source)
        self._current = held.id if held is not None else None
        self.current_changed.emit(self._current or "", reveal)

    def step(self, by: int) -> None:
        """The next (+1) or previous (-1) passage of the article, in the order of the text."""
        if self._source is None:
            return
        ordered = sorted(self.passages(self._source), key=text_order)
        if not ordered:
            return
        now_at = [place for place, held in enumerate(ordered) if held.id == self._current]
        if now_at:
            at = min(max(now_at[0] + by, 0), len(ordered) - 1)
        else:
            at = 0 if by > 0 else len(ordered) - 1
        self.set_current(ordered[at].id, reveal=True)

    # Changing

    def tag(self, spans: tuple[Span, ...], tag: TagId) -> AnnotationId | None:
        """Tag a selection of the article being read; the new passage becomes the current one."""
        if self._source is None or not spans or self._refuse():
            return None
        creator, people = self._creator()
        near = self._starts.within(self._session, self._source, spans[0])
        change = tagging.tag(self._session, self._source, spans, tag, creator, now(), near)
        if change is None:
            self.noticed.emit(self._why_not(spans))
            return None
        self._push(Change(change.title, (*people, *change.edits)))
        added = change.edits[0].after
        if not isinstance(added, Annotation) or added.id not in self._session.annotations:
            return None
        self.set_current(added.id)
        return added.id

    def join(self, spans: tuple[Span, ...]) -> None:
        """Add a selection to the current passage as a further part of it."""
        current = self.current
        if current is None or current.source != self._source:
            self.noticed.emit(_("Choose a passage first; the selection is then added to it."))
        elif spans and not self._refuse():
            self._push(tagging.add_span(self._session, current.id, spans, now()))
            self.set_current(current.id)

    def change_tag(self, annotations: Iterable[AnnotationId], tag: TagId) -> None:
        """Give passages another tag."""
        ids = list(annotations)
        if ids and not self._refuse():
            self._push(tagging.change_tag(self._session, ids, tag, now()))

    def delete(self, annotations: Iterable[AnnotationId]) -> None:
        """Delete passages; undo brings them back."""
        ids = list(annotations)
        if ids and not self._refuse():
            self._push(tagging.delete(self._session, ids))

    def set_note(self, annotation: AnnotationId, note: str) -> None:
        """Write the note of a passage."""
        if annotation in self._session.annotations and not self._refuse():
            self._push(describing.set_note(self._session, annotation, note, now()))

    def set_speaker(self, annotation: AnnotationId, speaker: Speaker | None) -> None:
        """Say whose words a passage holds."""
        if annotation in self._session.annotations and not self._refuse():
            self._push(describing.set_speaker(self._session, annotation, speaker, now()))

    def set_labels(self, annotation: AnnotationId, labels: Iterable[str]) -> None:
        """Set the free labels of a passage."""
        if annotation in self._session.annotations and not self._refuse():
            self._push(describing.set_labels(self._session, annotation, labels, now()))

    def edit_front(self, source: SourceId, front: Front) -> None:
        """Set what is known about an article."""
        if not self._refuse():
            self._push(sources.edit_front(self._session, source, front))

    def set_apart(self, source: SourceId, found: FrontMatter) -> None:
        """Confirm an article's front matter."""
        if not self._refuse():
            self._push(sources.set_apart(self._session, source, found))

    def rename(self, title: str) -> None:
        """Give the session a title."""
        if not self._refuse():
            self._push(sources.rename(self._session, title))

    # Keeping

    def save(self) -> bool:
        """Save to where the session came from; False without a place or when it fails."""
        return self._path is not None and self.save_as(self._path)

    def save_as(self, path: Path) -> bool:
        """Save to ``path``. On failure nothing is lost: the session stays open and unsaved."""
        if self._read_only:
            self.failed.emit(self._read_only)
            return False
        session = replace(self._session, modified=now())
        try:
            files.save_session(path, session, self._cache)
        except StoreError as error:
            _log.warning("save failed: %s", type(error).__name__)
            self.save_failed.emit(messages.sentence(error, str(path)))
            return False
        self._session = session
        self._path = path
        self._created = False
        self.undo_stack.setClean()
        self.state_changed.emit()
        self.used.emit(str(path))
        return True

    def export(self, target: Path, format_: Format, title: str, page_size: PageSize) -> Job:
        """Write a briefing in a process of its own; ends in ``exported`` or ``failed``."""
        data = codec.encode(self._session, self._cache)
        settings = self._settings()
        request = ExportSession(
            target=str(target.absolute()),
            format=format_,
            payload=len(data),
            title=title,
            author=settings.author,
            initials=settings.initials,
            page_size=page_size,
        )
        return self._errands.export(request, data)

    def stop_jobs(self) -> None:
        """End everything still running; the window is closing."""
        self._errands.stop()

    # Inside

    def _open_session(self, path: Path) -> None:
        try:
            found = files.open_session(path)
        except StoreError as error:
            self.failed.emit(messages.sentence(error, str(path)))
            return
        newer = messages.newer(path.name) if found.read_only else ""
        self._show(found.session, path, found.cache, newer)
        self.used.emit(str(path))
        if newer:
            self.noticed.emit(newer)
        elif not found.checked:
            self._check_soon(path)

    def _check_soon(self, path: Path) -> None:
        """Have the file looked through once its text is shown; until then nothing is changed."""
        self._read_only = _("The session is still being checked; it can be changed in a moment.")
        opened = self._session
        QTimer.singleShot(_AFTER_FIRST_FRAME_MS, self, lambda: self._errands.check(path, opened))

    def _checked(self, opened: object, problem: str) -> None:
        if opened is not self._session:
            return
        self._read_only = problem
        if problem:
            self.noticed.emit(problem)
        self.state_changed.emit()

    def _moment(self) -> tuple[str, int]:
        """Changes with every step and every session."""
        return self._session.id, self.undo_stack.index()

    def _imported(self, read: Imported, asked: tuple[str, int] | None) -> None:
        """``asked`` is when somebody gave up the session of that moment for the article."""
        source, found, notes = read
        given_up = asked == self._moment() or (asked is not None and self.undo_stack.isClean())
        if not given_up and self._session.sources and self._refuse():
            return
        # What was done while the article was being read must not be lost with it.
        if given_up or not self._session.sources:
            session = replace(new_session(), sources={source.id: source})
            self._show(session, None, RecordBytes())
            self._created = True
            self.state_changed.emit()
        else:
            self._push(sources.add_source(self._session, source))
            self.show_source(source.id)
        for note in notes:
            self.noticed.emit(note)
        if found is not None:
            self.front_matter_found.emit(source.id, found)

    def _show(
        self,
        session: Session,
        path: Path | None,
        cache: RecordBytes,
        read_only: str = "",
    ) -> None:
        self._session, self._path, self._cache = session, path, cache
        self._read_only = read_only
        self._current = None
        self._starts = Starts()
        self._created = False
        self._source = next(iter(session.sources), None)
        self.undo_stack.clear()
        self.opened.emit()
        self.state_changed.emit()

    def _push(self, change: Change | None) -> None:
        if change is not None:
            self.undo_stack.push(Step(change, self._apply))

    def _apply(self, change: Change) -> bool:
        """Apply a step; False, with a sentence, where it no longer fits the session."""
        try:
            self._session = self._session.apply(change)
        except ChangeConflict as error:
            _log.error("change refused: %s", type(error).__name__)
            self.failed.emit(messages.sentence(error))
            return False
        self._starts.learn(change)
        if self._source not in self._session.sources:
            self._source = next(iter(self._session.sources), None)
            self.source_shown.emit(self._source or "")
        self.changed.emit(change)
        if self._current is not None and self._current not in self._session.annotations:
            self._current = None
            self.current_changed.emit("", False)
        return True

    def _creator(self) -> tuple[PersonId, tuple[Edit, ...]]:
        """Who tags, by the settings; a name new to the session is added with the same change."""
        settings = self._settings()
        if not settings.author:
            return PersonId(""), ()
        for person in self._session.people:
            if person.name == settings.author:
                return person.id, ()
        person = Person(PersonId(new_urn()), settings.author, settings.initials)
        return person.id, (Edit(None, person),)

    def _why_not(self, spans: tuple[Span, ...]) -> str:
        source = self.source
        if source is not None and not selection.trimmed(source.text, spans):
            return _("There are no words in the selection.")
        return _("This passage already has that tag.")

    def _refuse(self) -> bool:
        if self._read_only:
            self.noticed.emit(self._read_only)
        return bool(self._read_only)

    def _clean_changed(self, clean: bool) -> None:
        self.state_changed.emit()


def text_order(held: Annotation) -> tuple[int, int, str]:
    """Sorts passages of one source as the list does: by start, then longest first."""
    return held.start, -held.end, held.id
