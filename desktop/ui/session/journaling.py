"""Keeps the journal of the open session: begins it with the first change, ends it when kept.

Nothing is written where no folder is given, as in a rehearsal.
"""

import logging
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop import messages
from desktop.model.change import Change
from desktop.model.identity import AnnotationId, now
from desktop.model.session import ChangeConflict, Session
from desktop.store.codec.encoding import encode
from desktop.store.files import lock
from desktop.store.files.lock import Holder, Lock
from desktop.store.files.stamp import Stamp
from desktop.store.journal import recovery
from desktop.store.journal.lines import FORMAT, Saving, Start, Typing, made
from desktop.store.journal.recovery import Found
from desktop.store.journal.writer import Journal, beside, kept_in

_log = logging.getLogger(__name__)


class Journaling(QObject):
    """One journal at a time, for the session that is open."""

    failed = Signal(str)
    """The journal cannot be written; the sentence says why."""
    taken_elsewhere = Signal(object)
    """Another machine has signed the lock of the session since it was opened here (``Holder``)."""
    _broken = Signal(object)
    _signed_over = Signal(object)

    def __init__(self, folder: Path | None, parent: QObject | None = None) -> None:
        """``folder`` is where the journals of sessions without a file lie."""
        super().__init__(parent)
        self._folder = folder
        self._journal: Journal | None = None
        self._path: Path | None = None
        self._stamp: Stamp | None = None
        self._gave_up = False
        self._lock: Lock | None = None
        self._told_of: Holder | None = None
        self._others: frozenset[Path] = frozenset()
        self._broken.connect(self._say_broken)
        self._signed_over.connect(self._say_signed_over)

    def follow(self, path: Path | None, stamp: Stamp | None) -> None:
        """Another session is open, or the open one is in another file: what was kept is given up.

        ``stamp`` is that of the file at ``path``.
        """
        self.end()
        self._path, self._stamp = path, stamp
        self._gave_up = False

    def begin(self, session: Session, title: str) -> None:
        """Start the journal of changes to ``session``, unless it has one."""
        if self._folder is None or self._journal is not None or self._gave_up:
            return
        untitled = self._path is None or self._stamp is None
        path = kept_in(self._folder) if self._path is None else beside(self._path)
        self._journal = Journal(path, self._broken.emit, self._renew)
        base = encode(session).decode() if untitled else ""
        start = Start(FORMAT, session.id, title, now(), self._stamp, base, lock.host())
        self._journal.write(start)

    def made(self, change: Change) -> None:
        """A change has been applied."""
        if self._journal is not None:
            self._journal.write(made(change, now()))

    def typing(self, annotation: AnnotationId, note: str) -> None:
        """A note is being written."""
        if self._journal is not None:
            self._journal.write(Typing(annotation, note))

    def saving(self, stamp: Stamp) -> None:
        """The session is about to be in a file with this stamp; returns when that is on disk."""
        if self._journal is not None:
            self._journal.write(Saving(stamp))
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

    def rebase(self, session: Session, title: str, stamp: Stamp, change: Change) -> None:
        """The file is another one now, with this stamp and ``session`` in it: ``change`` is what
        has been done beyond it. The journal up to here is given up once that is on disk."""
        before, self._journal = self._journal, None
        self._stamp = stamp
        self.begin(session, title)
        self.made(change)
        kept = self.settle()
        if before is not None:
            before.close(remove=kept)

    # What a crash left behind

    def left_beside(self, path: Path, session: Callable[[], Session]) -> Iterator[Found]:
        """What the journals of the file at ``path`` hold beyond ``session``, as opened from it.

        It is asked anew for each: what an earlier one held has been done by then.
        """
        stamp = self._stamp
        if self._folder is None or stamp is None:
            return
        for journal in recovery.left_beside(path):
            if self._is_anothers(journal):
                continue
            try:
                held = recovery.of_file(journal, session(), stamp)
            except (ChangeConflict, OSError) as error:
                self._set_aside(journal, error)
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
        stamp = self._stamp
        if self._folder is None or stamp is None:
            return None
        for journal in recovery.left_beside(path):
            if self._is_anothers(journal):
                try:
                    newest = recovery.of_file(journal, session, stamp) or newest
                except (ChangeConflict, OSError) as error:
                    _log.info("a journal of another machine is left: %s", type(error).__name__)
        return newest

    def _is_anothers(self, journal: Path) -> bool:
        return journal in self._others or recovery.host_of(journal) not in ("", lock.host())

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

    def left_over(self) -> list[Found]:
        """What the journals of sessions without a file hold, the oldest first."""
        found: list[Found] = []
        for journal in recovery.left_in(self._folder) if self._folder is not None else ():
            try:
                held = recovery.of_no_file(journal)
            except (ChangeConflict, OSError) as error:
                self._set_aside(journal, error)
                continue
            if held is None:
                recovery.discard(journal)
            else:
                found.append(held)
        return found

    def set_aside(self, found: Found) -> None:
        """Keep a journal whose changes could not be made."""
        self._set_aside(found.path, ChangeConflict())

    def _set_aside(self, journal: Path, error: Exception) -> None:
        """It is not ours to throw away what cannot be used now."""
        _log.warning("a journal cannot be used: %s", type(error).__name__)
        kept = recovery.set_aside(journal)
        self.failed.emit(messages.journal_set_aside(kept.name))

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
