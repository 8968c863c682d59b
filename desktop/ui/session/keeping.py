"""The session that is open: what it was made of, its undo stack, what is exported.

Its file is added by ``filed``, what is read in it by ``workspace``.
"""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from desktop import messages
from desktop.editing import sources
from desktop.editing.duplicates import find_duplicate
from desktop.model.change import Change, Edit, Person
from desktop.model.identity import AnnotationId, Instant, PersonId, SourceId, new_urn, now
from desktop.model.session import ChangeConflict, Session, new_session
from desktop.model.source import FrontMatter, Source
from desktop.model.transfer import Imported
from desktop.options import Options
from desktop.protocol import ExportSession, Format, Request
from desktop.settings import Settings
from desktop.store.codec import encoding
from desktop.store.codec.records import RecordBytes
from desktop.store.errors import StoreError
from desktop.store.files import sessions
from desktop.store.files.known import Known
from desktop.ui.session.errands import Errands
from desktop.ui.session.facts import Fact, Remark
from desktop.ui.session.journaling import Journaling
from desktop.ui.session.undo import How, Step, StepTaken

if TYPE_CHECKING:
    from desktop.ui.session.jobs import Job

_log = logging.getLogger(__name__)
_AFTER_FIRST_FRAME_MS = 300


class Keeping(QObject):
    """Imports, changes and exports one session. What takes time ends in a signal."""

    opened = Signal()
    """Another session is shown, whole."""
    changed = Signal(object)
    """A ``Change`` was applied, by an intent, undo or redo."""
    front_matter_found = Signal(str, object)
    """An imported article seems to have front matter (source id, ``FrontMatter``)."""
    state_changed = Signal()
    """Title, path, read-only state or unsaved changes are different now."""
    failed = Signal(str)
    """Something could not be done; the sentence says what and why."""
    noticed = Signal(str)
    """Something to know that is no failure."""
    duplicate_found = Signal(object, object)
    """An article was not added, because it is in the session already (``Duplicate``); what was read
    of it (``Imported``) can be given to ``add_article`` all the same."""
    warned = Signal(str)
    """Something to know until the session is saved."""
    remarked = Signal(object)
    """Something to know for as long as it is true: a ``Remark``."""
    stepped = Signal(object)
    """A step was made, undone or redone, and everything has followed it (``StepTaken``)."""
    job_started = Signal(object, str)
    """A ``Job`` that takes time, and what it does in a few words."""
    exported = Signal(str, str)
    """The document is written: its path, and what there is to know about it, if anything."""

    def __init__(
        self,
        settings: Callable[[], Settings],
        parent: QObject | None = None,
        journals: Path | None = None,
    ) -> None:
        """``journals`` is the folder for the journals of sessions without a file; none: no journal
        of any session."""
        super().__init__(parent)
        self._settings = settings
        self.journaling = Journaling(journals, self)
        self.journaling.failed.connect(self.warned)
        self._session = new_session()
        self._path: Path | None = None
        self._cache = RecordBytes()
        self._read_only = ""
        self._created = False
        self._run, self._runs = "", 0
        self._applied: Change | None = None
        """The change that was applied last."""
        self.undo_stack = QUndoStack(self)
        self.undo_stack.indexChanged.connect(self._end_run)
        self.undo_stack.cleanChanged.connect(self._clean_changed)
        self._errands = Errands(self)
        self._errands.started.connect(self.job_started)
        self._errands.failed.connect(self.failed)
        self._errands.exported.connect(self.exported)
        self._errands.article_read.connect(self._imported)

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
        return self._session.title

    # Opening

    def open_path(self, path: Path) -> None:
        """Open a session, or an article as a new session; ends in ``opened`` or ``failed``."""
        path = path.absolute()  # it is remembered, and the next start may be in another folder
        try:
            is_session = sessions.is_session_file(path)
        except StoreError as error:
            self.failed.emit(messages.sentence(error, str(path)))
            return
        if is_session:
            self.open_session(path)
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

    def add_article(self, read: Imported) -> None:
        """Add an article that was read, also one that is in the session already."""
        if self._refuse():
            return
        source, found, notes = read
        self._push(sources.add_source(self._session, source))
        self.show_source(source.id)
        self._tell_about(source, found, notes)

    def open_session(self, path: Path) -> None:
        """Open a session file; ``desktop.ui.session.filed`` knows how."""
        raise NotImplementedError

    def start_new(self) -> None:
        """An empty session."""
        self._show(new_session(), None, RecordBytes())

    # Changing

    def do(self, intent: Callable[[Session, Instant], Change | None], run: str = "") -> bool:
        """Take one step: apply what ``intent`` makes of the session and this moment.

        Steps with the same ``run`` and nothing between them are taken back together. False where
        nothing was done: the session may not be changed, or nothing would change.
        """
        if self._refuse():
            return False
        change = intent(self._session, now())
        self._push(change, run)
        return change is not None

    def undo(self) -> None:
        """Take the last step back; ends in ``stepped`` unless there was none."""
        self._step(self.undo_stack.undo, How.UNDONE)

    def redo(self) -> None:
        """Take the step again that was taken back last."""
        self._step(self.undo_stack.redo, How.REDONE)

    def do_as(self, intent: Callable[[Session, Instant, PersonId], Change | None]) -> bool:
        """As ``do``, for what names who did it; somebody new to the session is added with it."""
        if self._refuse():
            return False
        by, people = self._creator()
        change = intent(self._session, now(), by)
        if change is not None:
            self._push(replace(change, edits=(*people, *change.edits)))
        return change is not None

    # Keeping

    def encoded(self) -> bytes:
        """The session as the bytes of a file."""
        return encoding.encode(self._session, self._cache)

    def preview(self, request: Request, data: bytes) -> "Job":
        """Send work for a preview to a process of its own; whoever asks hears how it ends."""
        return self._errands.preview(request, data)

    def export(self, target: Path, format_: Format, options: Options) -> "Job | None":
        """Write a briefing in a process of its own; ends in ``exported`` or ``failed``."""
        data = self.encoded()
        request = ExportSession(str(target.absolute()), format_, len(data), options)
        return self._errands.export(request, data)

    def typing(self, annotation: AnnotationId, note: str) -> None:
        """A note is being written: should the program die now, it is not lost."""
        if not self._read_only and annotation in self._session.annotations:
            self.journaling.begin(self._session, self.title)
            self.journaling.typing(annotation, note)

    def stop_jobs(self, keep_journal: bool = False) -> None:
        """End everything still running; the window is closing.

        What is unsaved is given up, unless ``keep_journal`` leaves it to the next start.
        """
        if keep_journal:
            self.journaling.leave()
        self._errands.stop(at_once=keep_journal)
        self.journaling.end()

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
            self.journaling.begin(session, self.title)
            self.state_changed.emit()
            self._tell_about(source, found, notes)
            return
        duplicate = find_duplicate(self._session, source)
        if duplicate is None:
            self.add_article(read)
        else:
            self.duplicate_found.emit(duplicate, read)

    def _tell_about(
        self, source: Source, found: FrontMatter | None, notes: tuple[str, ...]
    ) -> None:
        for note in notes:
            self.remarked.emit(Remark(note, Fact.OPENED | Fact.ARTICLE))
        if found is not None:
            self.front_matter_found.emit(source.id, found)

    def _show(
        self,
        session: Session,
        path: Path | None,
        cache: RecordBytes,
        read_only: str = "",
        known: Known | None = None,
    ) -> None:
        self.journaling.follow(path, known)
        self._session, self._path, self._cache = session, path, cache
        self._read_only = read_only
        self._created = False
        self._turn_to_start()
        self.undo_stack.clear()
        self.opened.emit()
        self.state_changed.emit()

    def _push(self, change: Change | None, run: str = "") -> None:
        if change is None:
            return
        if not run or run != self._run:
            self._runs += 1
        step = Step(change, self._apply, self._runs if run else -1)
        self._step(lambda: self.undo_stack.push(step), How.MADE)
        self._run = run

    def _step(self, take: Callable[[], object], how: How) -> None:
        """Take a step, and say so once all that hears of it has heard, also that it is unsaved."""
        before, self._applied = self._session, None
        take()
        applied, self._applied = self._applied, None  # a step may hold an article
        if applied is not None:
            self.stepped.emit(StepTaken(applied, how, before))

    def _end_run(self) -> None:
        """Something else was done: the next step stands for itself."""
        self._run = ""

    def _apply(self, change: Change) -> bool:
        """Apply a step; False, with a sentence, where it no longer fits the session."""
        self.journaling.begin(self._session, self.title)
        try:
            self._session = self._session.apply(change)
        except ChangeConflict as error:
            _log.error("change refused: %s", type(error).__name__)
            self.failed.emit(messages.sentence(error))
            return False
        self.journaling.made(change, self._session)
        self._applied = change
        self._follow(change)
        return True

    def _follow(self, change: Change) -> None:
        """The session has changed: say so."""
        self.changed.emit(change)

    def _turn_to_start(self) -> None:
        """Another session is open; nothing in it has been read yet."""

    def show_source(self, source: SourceId) -> None:
        """Read an article that was just added."""

    def _refuse(self) -> bool:
        if self._read_only:
            self.noticed.emit(self._read_only)
        return bool(self._read_only)

    def _clean_changed(self, clean: bool) -> None:
        self.state_changed.emit()

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
