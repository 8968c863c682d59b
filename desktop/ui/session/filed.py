"""The file of the open session: opened, locked, followed, saved, recovered, merged."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from desktop import messages
from desktop.i18n import _
from desktop.model.change import Change
from desktop.model.identity import SessionId, new_urn, now
from desktop.model.session import ChangeConflict, Session
from desktop.options import Options
from desktop.protocol import Format
from desktop.settings import Settings
from desktop.store.checking import integrity
from desktop.store.codec.decoding import decode
from desktop.store.codec.records import RecordBytes
from desktop.store.errors import BadSession, ChangedOutside, Reason, StoreError
from desktop.store.files import atomic, backups, lock, sessions
from desktop.store.files.backups import Backup
from desktop.store.files.known import Known
from desktop.store.files.lock import Held, Holder, Lock
from desktop.store.files.sessions import OpenedSession
from desktop.store.files.stamp import Stamp, stamp
from desktop.store.journal import recovery
from desktop.store.journal.leftover import Leftover
from desktop.store.journal.recovery import Found
from desktop.ui.session.keeping import Keeping
from desktop.ui.session.session_place import SessionPlace
from resources.files import SAMPLES

if TYPE_CHECKING:
    from desktop.ui.session.jobs import Job

_log = logging.getLogger(__name__)
_AFTER_FIRST_FRAME_MS = 300


class Damaged(Struct, frozen=True):
    """A session file that cannot be opened, or is gone: why, and what there is instead of it.

    ``backup`` is the newest that opens; ``left`` is what a crash left of work that had begun with
    one, and is newer.
    """

    path: Path
    sentence: str
    backup: Backup | None
    left: Found | None


class Filed(Keeping):
    """Adds to the session the file it is kept in."""

    save_failed = Signal(str)
    """A save could not be done: the session is still open and unsaved."""
    used = Signal(str)
    """A session file was opened or saved; its path."""
    recovered = Signal(object)
    """What a crash had left unsaved is in the session again (``Found``); undo takes it out."""
    left_unfit = Signal(object)
    """What a crash had left and this session does not take: a list of ``Leftover``."""
    held_elsewhere = Signal(str)
    """The session can only be read, because another program has it open; the sentence says who."""
    locked_elsewhere = Signal(object)
    """The session can only be read, because its lock names another machine, which nobody can ask
    (``Holder``). Opening or saving it with ``over`` takes the lock over."""
    save_locked = Signal(object, object)
    """Nothing was saved to this path, because its lock names another machine (``Holder``)."""
    taken_elsewhere = Signal(str)
    """Another machine writes the session too now; the sentence says who."""
    other_read = Signal(object)
    """Another session file was read and looked through, to be merged (``OpenedSession``)."""
    others_work = Signal(object)
    """Another machine has left changes that are in no file (``Found``); ``take_over`` does them."""
    sample_opened = Signal()
    """A copy of the sample that ships with the program is open, as a session in no file."""
    damaged = Signal(object)
    """A session file cannot be opened, but something can be done about it (``Damaged``)."""
    changed_outside = Signal(str)
    """Nothing was saved: another program has written the file meanwhile; the sentence says so."""
    relocated = Signal(str, str)
    """The file has another name or lies elsewhere: the path it had, and the one it has now."""
    displaced = Signal(str, bool)
    """The file is gone, or another session lies in its place; the sentence says which. True where a
    save was asked for, which has not been done."""

    def __init__(
        self,
        settings: Callable[[], Settings],
        parent: QObject | None = None,
        journals: Path | None = None,
    ) -> None:
        super().__init__(settings, parent, journals)
        self._known: Known | None = None
        self._lock: Lock | None = None
        self._unchecked: Path | None = None
        self._copyable = False
        self._elsewhere: Holder | None = None
        self._errands.checked.connect(self._checked)
        self._errands.checked.connect(self._other_checked)
        self.journaling.taken_elsewhere.connect(self._say_taken)
        self._place = SessionPlace(self)
        self._place.touched.connect(self.look_at_file)
        self.journaling.moved.connect(self._journal_moved)
        self._displaced = ""

    @property
    def copyable(self) -> bool:
        """Whether a session that can only be read here may be changed as another file."""
        return self._copyable and self._unchecked is None

    # Where the file lies

    def look_at_file(self) -> None:
        """See whether the file is still at its place, and go after it where it was moved."""
        path = self._path
        if path is None or self._known is None or self._known.reason == backups.DAMAGED:
            return
        try:
            path.stat()
        except (FileNotFoundError, NotADirectoryError):
            sentence = messages.session_gone(path.name, str(path.parent))
        except OSError:
            return  # it cannot be told now
        else:
            sentence = messages.session_replaced(path.name) if self._is_another(path) else ""
        if not sentence:
            self._displaced = ""
            self._place.renew(path)
            return
        where = self._place.now()
        if where is not None and not _same(where, path):
            self._go_after(where)
        elif sentence != self._displaced:
            self._displaced = sentence
            self.displaced.emit(sentence, False)

    def _is_another(self, path: Path) -> bool:
        """Whether a file holds another session than the one that is open."""
        known = self._known
        if known is None or known.stamp == stamp_at(path):
            return False
        return recovery.id_of(path) not in ("", self._session.id)

    def _go_after(self, path: Path) -> None:
        """The file lies at ``path`` now, and is saved there."""
        before = self._path
        if before is None:
            return
        known = self._known
        self._adopt(None, known)  # it may be the lock's own folder that has another name
        held = ""
        try:
            self._adopt(self._take(path), known)
        except Held as error:
            held = messages.sentence(error, path.name)
        backups.move(before, path)
        self._path, self._displaced = path, ""
        self._place.follow(path)
        self.journaling.move(path)
        if held:
            self._read_only, self._copyable = held, True
        self.relocated.emit(str(before), str(path))
        self.state_changed.emit()
        if held:
            self.held_elsewhere.emit(held)

    def save_again(self) -> bool:
        """Save where the file was that is gone."""
        self._known, self._displaced = None, ""
        return self.save()

    def _journal_moved(self) -> None:
        self.look_at_file()
        if not self._displaced:
            self.noticed.emit(messages.journal_moved())

    def _apply(self, change: Change) -> bool:
        if self.journaling.own is None:  # it is about to be begun, beside the file
            self.look_at_file()
        return super()._apply(change)

    # Opening

    def open_session(self, path: Path, over: Holder | None = None) -> None:
        """Open a session file, for reading only where another program has it open.

        ``over`` is the holder on another machine whose lock is to be taken over. What that machine
        has in its journal stays there, and is told of by ``others_work``.
        Of the sample that ships with the program a copy is opened, which is in no file yet.
        """
        if path.parent == SAMPLES:
            self._open_sample(path)
            return
        held_by: Held | None = None
        taken = None
        try:
            taken = self._take(path, over)
        except Held as error:
            held_by = error
        try:
            found = sessions.open_session(path)
        except StoreError as error:
            self._give_back(taken)
            sentence = messages.sentence(error, str(path))
            newer = isinstance(error, BadSession) and error.reason is Reason.NEWER
            if newer or not self._offer(path, sentence):
                self.failed.emit(sentence)
            return
        newer = messages.newer(path.name) if found.read_only else ""
        if newer:
            self._give_back(taken)
            taken = None
        held = messages.sentence(held_by, path.name) if held_by is not None else ""
        if taken is not None:
            atomic.clear(path)
        self._adopt(taken, found.known)
        self._unchecked = None if found.checked or newer else path
        self._copyable = bool(held) and not newer
        self._elsewhere = held_by.holder if held_by is not None and held_by.by_word_only else None
        self._show(found.session, path, found.cache, newer or held, found.known)
        self.journaling.leave_alone(recovery.left_beside(path) if over is not None else ())
        self.used.emit(str(path))
        if newer:
            self.noticed.emit(newer)
        elif self._elsewhere is not None:
            self.locked_elsewhere.emit(self._elsewhere)
        elif held:
            self.held_elsewhere.emit(held)
        elif not found.checked:
            self._check_soon()
        else:
            self._recover()

    def _open_sample(self, path: Path) -> None:
        """Open a session of its own with what the sample holds.

        The file is neither locked nor ever written, and no journal is told apart by its id.
        """
        try:
            found = sessions.open_session(path)
        except StoreError as error:
            self.failed.emit(messages.sentence(error, str(path)))
            return
        session = replace(found.session, id=SessionId(new_urn()))
        self._show(session, None, found.cache)
        self.sample_opened.emit()

    def open_copy(self) -> None:
        """Go on with what is shown as a session of its own, in no file yet."""
        session, cache, unchecked = self._session, self._cache, self._unchecked
        self._show(session, None, cache)
        self._created = True
        self._unchecked = unchecked
        if unchecked is not None:
            self._check_soon()
        else:
            self.journaling.begin(session, self.title)
        self.state_changed.emit()

    def open_backup(self, damaged: Damaged) -> None:
        """Open the newest good backup of a damaged file as its unsaved state.

        The file stays as it is until the session is saved, and is kept as a backup then.
        """
        if damaged.backup is None:
            return
        try:
            found = sessions.open_session(damaged.backup.path)
        except StoreError as error:
            self.failed.emit(messages.sentence(error, str(damaged.backup.path)))
            return
        if not self._stand_in(damaged.path, found.session, found.cache):
            return
        if found.checked:
            self.journaling.begin(self._session, self.title)
        else:
            self._unchecked = damaged.backup.path
            self._check_soon()

    def take_up_left(self, damaged: Damaged) -> None:
        """Go on with what a crash left of work that began with a backup of a damaged file."""
        found = damaged.left
        if found is not None and self._stand_in(damaged.path, found.session, RecordBytes()):
            self.journaling.begin(self._session, self.title)
            self._redo_or_offer(found)

    def take_up(self, found: Found) -> None:
        """Open a session that was in no file when the program died."""
        self._show(found.session, None, RecordBytes())
        self._created = True
        self.journaling.begin(self._session, self.title)
        self._redo_or_offer(found)

    # Saving

    def save(self) -> bool:
        """Save to where the session came from; False without a place or when it fails."""
        return self._path is not None and self.save_as(self._path)

    def save_as(self, path: Path, over: Holder | None = None) -> bool:
        """Save to ``path``. On failure nothing is lost: the session stays open and unsaved.

        ``over`` is the holder on another machine whose lock is to be taken over.
        """
        own = self._path is not None and _same(path, self._path)
        if own and self._path is not None:
            self.look_at_file()
            path = self._path
            if self._displaced and stamp_at(path) is None:
                self.displaced.emit(self._displaced, True)
                return False
        if self._read_only and (own or not self.copyable):
            self.failed.emit(self._read_only)
            return False
        try:
            taken = self._take(path, over)
        except Held as error:
            if error.by_word_only:
                self.save_locked.emit(path, error.holder)
            else:
                self.save_failed.emit(messages.held_there(path.name))
            return False
        session = replace(self._session, modified=now())
        last = self._known if own else None
        try:
            known = sessions.replace_session(
                path,
                session,
                last,
                self._cache,
                lambda stamp: self.journaling.saving(stamp, session.modified),
            )
        except StoreError as error:
            self._give_back(taken)
            _log.warning("save failed: %s", type(error).__name__)
            sentence = messages.sentence(error, str(path))
            outside = isinstance(error, ChangedOutside)
            (self.changed_outside if outside else self.save_failed).emit(sentence)
            return False
        self._adopt(taken, known)
        self._session, self._path = session, path
        self._read_only, self._copyable, self._elsewhere = "", False, None
        self.journaling.follow(path, known)
        self.journaling.renew()
        self._place.follow(path)
        self._created, self._displaced = False, ""
        if self.undo_stack.isClean():
            self.state_changed.emit()
        else:
            self.undo_stack.setClean()  # which says so itself
        self.used.emit(str(path))
        return True

    def save_apart(self, session: Session, path: Path) -> bool:
        """Save a session that is not the open one; False, with a sentence, where it fails."""
        if self._path is not None and _same(path, self._path):
            self.failed.emit(messages.held_there(path.name))
            return False
        taken = None
        try:
            taken = self._take(path)
            sessions.save_session(path, session)
        except Held:
            self.failed.emit(messages.held_there(path.name))
            return False
        except StoreError as error:
            self.failed.emit(messages.sentence(error, str(path)))
            return False
        finally:
            self._give_back(taken)
        self.used.emit(str(path))
        return True

    def export(self, target: Path, format_: Format, options: Options) -> "Job | None":
        """Write a briefing of texts that are still the ones imported; None where one is not."""
        try:
            integrity.verify(self._session)
        except BadSession as error:
            where = self._path.name if self._path is not None else self.title
            sentence = messages.sentence(error, where)
            if self._path is None or not self._offer(self._path, sentence):
                self.failed.emit(sentence)
            return None
        return super().export(target, format_, options)

    # What another program wrote

    def take_over(self, found: Found) -> bool:
        """Do here what another machine has in its journal, in one step; False where it does not
        fit. The journal stays as it is: it is not ours."""
        before = self._session
        self._push(found.change)
        return self._session is not before

    def outside(self) -> OpenedSession:
        """The session as another program has written it; raises ``StoreError``."""
        if self._path is None:
            raise ValueError("a session in no file has no outside")
        return sessions.open_session(self._path, whole=True)

    def last_common(self) -> Session | None:
        """The session as it was last read from its file or written to it here."""
        if self._known is None or self._known.reason == backups.DAMAGED:
            return None
        return decode(self._known.data()).session

    def read_other(self, path: Path) -> None:
        """Read another session file to merge it; ends in ``other_read`` or ``failed``.

        It is read as strictly as one that is opened; a large one is looked through by the worker
        first.
        """
        if self._refuse():
            return
        try:
            found = sessions.open_session(path)
        except StoreError as error:
            self.failed.emit(messages.sentence(error, str(path)))
            return
        if found.read_only is not None:
            self.failed.emit(messages.not_merged_newer(path.name))
        elif found.checked:
            self.other_read.emit(found)
        else:
            words = _("Reading {name}").format(name=path.name)
            self._errands.check_data(found.known.data(), path.name, found, words)

    def earlier_states(self, other: Path) -> list[Session]:
        """What this session and the one at ``other`` may have begun with: the state of the last
        save here, and the backups of both files."""
        found: list[Session] = []
        last = self.last_common()
        if last is not None:
            found.append(last)
        for path in (self._path, other):
            found += backups.states(path) if path is not None else ()
        return found

    def merge(self, theirs: OpenedSession, change: Change | None) -> bool:
        """Take over what another program wrote, as ``change`` says, in one step; then save.

        False where the change does not fit, or the save fails.
        """
        from desktop.editing.merging import difference  # seldom needed

        if change is not None:
            try:
                self._session.apply(change)
            except ChangeConflict as error:
                self.failed.emit(messages.sentence(error))
                return False
            self._push(change)
        # The members of the file itself are those it has now.
        self._session = replace(self._session, extra=theirs.session.extra)
        self._known = theirs.known
        beyond = difference(theirs.session, self._session)
        self.journaling.rebase(theirs.session, self.title, theirs.known, beyond)
        return self.save()

    def keep_damaged(self) -> bool:
        """Save in place of a file that another program has damaged, which is kept as a backup."""
        if self._path is None:
            return False
        self._known = sessions.know(self._path, backups.DAMAGED)
        return self.save()

    def stop_jobs(self, keep_journal: bool = False) -> None:
        """End everything still running, and let another program have the file."""
        super().stop_jobs(keep_journal)
        self._place.follow(None)
        self._adopt(None, None)

    # Inside

    def _show(
        self,
        session: Session,
        path: Path | None,
        cache: RecordBytes,
        read_only: str = "",
        known: Known | None = None,
    ) -> None:
        if path is None:
            self._adopt(None, None)
            self._unchecked, self._copyable, self._elsewhere = None, False, None
        self._displaced = ""
        super()._show(session, path, cache, read_only, known)
        self._place.follow(path if known is not None else None)

    def _take(self, path: Path, over: Holder | None = None) -> Lock | None:
        """The lock of a file: the one that is held already, or a new one; raises ``Held``."""
        own = self._lock
        if own is not None and own.path == lock.place(path):
            if own.holds:
                return own
            own.release()  # else it would stand in the way of the new one
        return lock.take(path, self._settings().author, over)

    def _give_back(self, taken: Lock | None) -> None:
        if taken is not None and taken is not self._lock:
            taken.release()

    def _adopt(self, taken: Lock | None, known: Known | None) -> None:
        if self._lock is not None and self._lock is not taken:
            self._lock.release()
        self._lock, self._known = taken, known
        self.journaling.renew_with_each_line(taken)

    def _refuse(self) -> bool:
        """Whoever may only read because of another machine is asked again when they change."""
        if self._read_only and self._elsewhere is not None:
            self.locked_elsewhere.emit(self._elsewhere)
            return True
        return super()._refuse()

    def _say_taken(self, holder: Holder) -> None:
        if self._path is not None:
            self.taken_elsewhere.emit(messages.taken_elsewhere(holder, self._path.name))

    def _offer(self, path: Path, sentence: str) -> bool:
        """Tell what there is instead of a damaged file; False where there is nothing."""
        backup = backups.newest_good(path)
        left = self.journaling.left_whole(path)
        if backup is None and not left:
            return False
        self.damaged.emit(Damaged(path, sentence, backup, left[-1] if left else None))
        return True

    def _stand_in(self, path: Path, session: Session, cache: RecordBytes) -> bool:
        """Show a session as the unsaved state of a damaged file."""
        try:
            taken = self._take(path)
        except Held as error:
            self.failed.emit(messages.sentence(error, path.name))
            return False
        self._elsewhere = None
        self._adopt(taken, sessions.know(path, backups.DAMAGED))
        self._unchecked, self._copyable = None, False
        self._show(session, path, cache)
        self._created = True
        self.state_changed.emit()
        return True

    def _recover(self) -> None:
        """Do again what was done after the last save and never saved."""
        if self._path is None:
            return
        unfit: list[Leftover] = []
        once = [Path(name) for name in self._settings().recent]
        for found in self.journaling.left_beside(self._path, once, lambda: self._session):
            other = found if isinstance(found, Leftover) else self._redo(found)
            if other is not None:
                unfit.append(other)
        left = self.journaling.of_another_machine(self._path, self._session)
        if left is not None:
            self.others_work.emit(left)
        if unfit:
            self.left_unfit.emit(unfit)

    def _redo_or_offer(self, found: Found) -> None:
        unfit = self._redo(found)
        if unfit is not None:
            self.left_unfit.emit([unfit])

    def _redo(self, found: Found) -> Leftover | None:
        """Do what a journal holds; what there is to offer where it does not fit after all."""
        before = self._session
        self._push(found.change)
        if found.change is not None and self._session is before:
            return self.journaling.unfit(found)
        if self.journaling.settle():  # by now the new journal holds what the old one did
            recovery.discard(found.path)
        self.state_changed.emit()
        self.recovered.emit(found)
        return None

    def _check_soon(self) -> None:
        """Have the file looked through once its text is shown; until then nothing is changed."""
        self._read_only = _("The session is still being checked; it can be changed in a moment.")
        self._copyable = False
        opened, path = self._session, self._unchecked
        if path is not None:
            QTimer.singleShot(
                _AFTER_FIRST_FRAME_MS, self, lambda: self._errands.check(path, opened)
            )

    def _other_checked(self, opened: object, problem: str) -> None:
        if not isinstance(opened, OpenedSession):
            return
        if problem:
            self.failed.emit(problem)
        else:
            self.other_read.emit(opened)

    def _checked(self, opened: object, problem: str) -> None:
        if opened is not self._session:
            return
        self._read_only = problem
        path = self._unchecked
        if problem:
            if path is None or not self._offer(path, problem):
                self.noticed.emit(problem)
        else:
            self._unchecked = None
        self.state_changed.emit()
        if not problem and self._path is not None:
            self._recover()
        elif not problem:
            self.journaling.begin(self._session, self.title)


def stamp_at(path: Path) -> Stamp | None:
    """The stamp of the file at ``path``; None where there is none to be seen."""
    try:
        return stamp(path.stat())
    except OSError:
        return None


def _same(one: Path, other: Path) -> bool:
    return lock.place(one) == lock.place(other)
