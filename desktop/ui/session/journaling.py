"""Keeps the journal of the open session: begins it with the first change, ends it when kept.

Nothing is written where no folder is given, as in a rehearsal.
"""

import logging
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from desktop import messages
from desktop.model.change import Change
from desktop.model.identity import AnnotationId, Instant, now
from desktop.model.session import ChangeConflict, Session
from desktop.store.codec.encoding import encode
from desktop.store.files import lock
from desktop.store.files.known import Digest, Known
from desktop.store.files.lock import Holder, Lock
from desktop.store.files.stamp import Stamp
from desktop.store.journal import recovery
from desktop.store.journal.leftover import Leftover, leftover
from desktop.store.journal.lines import FORMAT, Saving, Start, Typing, made
from desktop.store.journal.recovery import DoesNotFit, Found, Misfit
from desktop.store.journal.writer import Journal, beside, kept_in

_log = logging.getLogger(__name__)


class Journaling(QObject):
    """One journal at a time, for the session that is open."""

    failed = Signal(str)
    """The journal cannot be written; the sentence says why."""
    taken_elsewhere = Signal(object)
    """Another machine has signed the lock of the session since it was opened here (``Holder``)."""
    moved = Signal()
    """Somebody has moved or removed the journal, which is written on elsewhere."""
    _broken = Signal(object)
    _signed_over = Signal(object)

    def __init__(self, folder: Path | None, parent: QObject | None = None) -> None:
        """``folder`` is where the journals of sessions without a file lie."""
        super().__init__(parent)
        self._folder = folder
        self._journal: Journal | None = None
        self._path: Path | None = None
        self._known: Known | None = None
        self._gave_up = False
        self._lock: Lock | None = None
        self._told_of: Holder | None = None
        self._others: frozenset[Path] = frozenset()
        self._broken.connect(self._say_broken)
        self._signed_over.connect(self._say_signed_over)

    def follow(self, path: Path | None, known: Known | None) -> None:
        """Another session is open, or the open one is in another file: what was kept is given up.

        ``known`` is what is known of the file at ``path``.
        """
        self.end()
        self._path, self._known = path, known
        self._gave_up = False

    def move(self, path: Path) -> None:
        """The file of the session has another name, and is the same: the journal goes with it."""
        self._path = path
        if self._journal is not None:
            self._journal.move(beside(path))

    def begin(self, session: Session, title: str) -> None:
        """Start the journal of changes to ``session``, unless it has one."""
        if self._folder is None or self._journal is not None or self._gave_up:
            return
        path, known = self._path, self._known
        place = kept_in(self._folder) if path is None else beside(path)
        self._journal = Journal(
            place, self._broken.emit, self._renew, self.moved.emit, make_folder=path is None
        )
        start = Start(FORMAT, session.id, title, now(), host=lock.host(), machine=lock.machine_id())
        if path is None or known is None:
            self._journal.write(replace(start, base=encode(session).decode()))
            return
        begun, digest = replace(start, stamp=known.stamp), Digest(known.content)
        self._journal.write(lambda: replace(begun, digest=digest()))

    def made(self, change: Change, session: Session) -> None:
        """A change has been applied, and led to ``session``."""
        if self._journal is not None:
            self._journal.write(made(change, now(), session.sources))

    def typing(self, annotation: AnnotationId, note: str) -> None:
        """A note is being written."""
        if self._journal is not None:
            self._journal.write(Typing(annotation, note))

    def saving(self, stamp: Stamp, modified: Instant) -> None:
        """The session, ``modified`` at this moment, is about to be in a file with this stamp;
        returns when that is on disk."""
        if self._journal is not None:
            self._journal.write(Saving(stamp, modified))
            self._journal.settle()

    def settle(self) -> bool:
        """Wait until what was done is on disk; False where that cannot be had."""
        return self._journal is not None and self._journal.settle()

    def leave(self) -> None:
        """Write what is left and let the journal lie, as a crash would: the next start finds it."""
        if self._journal is not None:
            self._journal.close(remove=False)
            self._journal = None

    def end(self) -> None:
        """Nobody needs what is in the journal any more."""
        if self._journal is not None:
            self._journal.close(remove=True)
            self._journal = None

    @property
    def own(self) -> Path | None:
        """The file of the journal that is being written, if there is one."""
        return self._journal.path if self._journal is not None else None

    @property
    def folder(self) -> Path | None:
        """Where the journals of sessions without a file lie."""
        return self._folder

    def give_up(self) -> None:
        """Remove the journal that is being written, and write none until the next save."""
        self.end()
        self._gave_up = True

    def renew_with_each_line(self, held: Lock | None) -> None:
        """The lock that tells other machines, with each line, that this program still works."""
        self._lock = held
        self._told_of = None

    def renew(self) -> None:
        """Tell them now."""
        self._renew()

    def rebase(self, theirs: Session, title: str, known: Known, change: Change) -> None:
        """The file is another one now, with ``theirs`` in it: ``change`` is what has been done
        beyond it. The journal up to here is given up once that is on disk."""
        before, self._journal = self._journal, None
        self._known = known
        self.begin(theirs, title)
        self.made(change, theirs.apply(change))
        kept = self.settle()
        if before is not None:
            before.close(remove=kept)

    # What a crash left behind

    def left_beside(
        self, path: Path, once: Iterable[Path], session: Callable[[], Session]
    ) -> Iterator[Found | Leftover]:
        """What the journals of the file at ``path`` hold beyond ``session``, as opened from it.

        ``once`` are files that may be gone and hold the same session, which has been moved then.
        The session is asked anew for each: what an earlier one held has been done by then. What
        does not fit is left where it is.
        """
        known = self._known
        if self._folder is None or known is None:
            return
        digest, id_ = Digest(known.content), session().id
        journals = recovery.left_beside(path, id_)
        for other in once:
            if not other.exists():
                journals += recovery.left_of_moved(other, id_)
        for journal in dict.fromkeys(journals):
            if self._is_anothers(journal):
                continue
            try:
                held = recovery.of_file(journal, session(), known.stamp, digest)
            except DoesNotFit as error:
                yield self._unfit(journal, error.why, path)
                continue
            except OSError:
                yield self._unfit(journal, Misfit.UNREADABLE, path)
                continue
            if held is None:
                recovery.discard(journal)
            else:
                yield held

    def leave_alone(self, journals: Collection[Path]) -> None:
        """These are written on another machine, or were: they are neither used, renamed nor removed
        unless a person says so."""
        self._others = frozenset(journals)

    def of_another_machine(self, path: Path, session: Session) -> Found | None:
        """The newest of what another machine has written into its journal of the file at ``path``
        beyond ``session``. Nothing is done to the journal."""
        newest: Found | None = None
        known = self._known
        if self._folder is None or known is None:
            return None
        digest = Digest(known.content)
        for journal in recovery.left_beside(path):
            if self._is_anothers(journal):
                try:
                    found = recovery.of_file(journal, session, known.stamp, digest)
                    newest = found or newest
                except (ChangeConflict, OSError) as error:
                    _log.info("a journal of another machine is left: %s", type(error).__name__)
        return newest

    def _is_anothers(self, journal: Path) -> bool:
        return journal in self._others or recovery.is_of_another_machine(journal)

    def left_whole(self, path: Path) -> list[Found]:
        """What those journals of the file at ``path`` hold that began with a whole session.

        Others are left where they are: only what the file held could tell what they mean.
        """
        found: list[Found] = []
        for journal in recovery.left_beside(path) if self._folder is not None else ():
            try:
                held = recovery.of_no_file(journal)
            except (ChangeConflict, OSError) as error:
                _log.warning("a journal cannot be used: %s", type(error).__name__)
                continue
            if held is not None:
                found.append(held)
        return found

    def left_over(self) -> list[Found | Leftover]:
        """What the journals of sessions without a file hold, the oldest first."""
        found: list[Found | Leftover] = []
        for journal in recovery.left_in(self._folder) if self._folder is not None else ():
            try:
                held = recovery.of_no_file(journal)
            except (ChangeConflict, OSError):
                found.append(self._unfit(journal, Misfit.UNREADABLE, None))
                continue
            if held is None:
                recovery.discard(journal)
            else:
                found.append(held)
        return found

    def unfit(self, found: Found) -> Leftover:
        """A journal whose changes could not be made after all."""
        return self._unfit(found.path, Misfit.OTHER_STATE, self._path)

    def _unfit(self, journal: Path, why: Misfit, path: Path | None) -> Leftover:
        """It is not ours to throw away what cannot be used now."""
        _log.warning("a journal cannot be used: %s", why)
        return leftover(journal, why, path)

    def _renew(self) -> None:
        """Renew the lock; called from the thread of the journal too."""
        held = self._lock
        other = held.renew() if held is not None else None
        if other is not None:
            self._signed_over.emit(other)

    def _say_signed_over(self, holder: Holder) -> None:
        if not holder.is_same(self._told_of):
            self._told_of = holder
            self.taken_elsewhere.emit(holder)

    def _say_broken(self, error: OSError) -> None:
        self._gave_up = True
        _log.error("journal: %s", type(error).__name__)
        self.failed.emit(messages.no_journal(error, self._path.name if self._path else ""))
