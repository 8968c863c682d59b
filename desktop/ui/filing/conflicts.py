"""What is offered where a session's file is held, damaged or changed by another program."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop import messages
from desktop.i18n import _, ngettext
from desktop.model.days import moment_in_short
from desktop.model.session import Session
from desktop.store.errors import BadSession, StoreError
from desktop.store.files.lock import Holder
from desktop.store.files.sessions import OpenedSession
from desktop.store.journal.recovery import Found
from desktop.ui.filing.filing import Filing
from desktop.ui.look.theme import Theme
from desktop.ui.panels.notice import Choice, NoticeBar
from desktop.ui.session.filed import Damaged
from desktop.ui.session.workspace import Workspace

if TYPE_CHECKING:  # slow to load, and seldom needed
    from desktop.editing.merging import Key, Merge, Side
    from desktop.editing.same_texts import Apart
    from desktop.ui.dialogs.question import Question


class Conflicts(QObject):
    """Words them, and does what is chosen."""

    def __init__(
        self,
        workspace: Workspace,
        theme: Theme,
        filing: Filing,
        notice: NoticeBar,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._workspace, self._theme, self._filing = workspace, theme, filing
        self._notice, self._window = notice, window
        workspace.held_elsewhere.connect(self._held)
        workspace.locked_elsewhere.connect(self._ask_whether_to_write)
        workspace.save_locked.connect(self._ask_whether_to_save)
        workspace.taken_elsewhere.connect(self._say_taken)
        workspace.others_work.connect(self._offer_others_work)
        workspace.changed_outside.connect(self._changed)
        workspace.relocated.connect(self._relocated)
        workspace.displaced.connect(self._displaced)

    def offer(self, damaged: Damaged) -> None:
        """Say that a file cannot be opened, and offer what there is instead."""
        choices: list[Choice] = []
        if damaged.left is not None:
            choices.append(
                (
                    _("Take up again ({when})").format(when=moment_in_short(damaged.left.last)),
                    lambda: self._instead(damaged, True),
                )
            )
        if damaged.backup is not None:
            choices.append(
                (
                    _("Open backup ({when})").format(when=moment_in_short(damaged.backup.saved)),
                    lambda: self._instead(damaged, False),
                )
            )
        self._notice.show_notice(damaged.sentence, choices, "warn")

    def _instead(self, damaged: Damaged, left: bool) -> None:
        if not self._filing.may_close():
            return
        if left:
            self._workspace.take_up_left(damaged)
            return
        self._workspace.open_backup(damaged)
        if self._workspace.path == damaged.path and damaged.backup is not None:
            if damaged.path.exists():
                words = _(
                    "This is the session as it was saved {when}. The damaged file stays until you "
                    "save, and is kept as a backup then."
                )
            else:
                words = _("This is the session as it was saved {when}; save it to have a file.")
            said = words.format(when=moment_in_short(damaged.backup.saved))
            self._notice.show_notice(said, ((_("Save"), self._save),), "clock")

    def _held(self, sentence: str) -> None:
        path = self._workspace.path

        def again() -> None:
            if path is not None:
                self._workspace.open_path(path)

        choices = ((_("Open a copy"), self._workspace.open_copy), (_("Try again"), again))
        self._notice.show_notice(sentence, choices, "eye")

    def _ask_whether_to_write(self, holder: Holder) -> None:
        """The session is shown, and can be read; who may write it nobody but a person can say."""
        workspace = self._workspace
        path = workspace.path
        if path is None:
            return
        choices = (
            (_("Read only"), _stay),
            (_("Write anyway"), lambda: workspace.open_session(path, holder)),
            (_("Open a copy"), workspace.open_copy),
        )
        self._notice.show_notice(messages.on_another_machine(holder, path.name), choices, "eye")

    def _ask_whether_to_save(self, path: Path, holder: Holder) -> None:
        own = path == self._workspace.path
        told = messages.taken_elsewhere if own else messages.on_another_machine
        box = self._box(told(holder, path.name), _("Open on another machine"))
        box.setInformativeText(_("Nothing was written yet, and nothing is lost."))
        other = box.addButton(_("Save as…"), box.ButtonRole.AcceptRole)
        anyway = box.addButton(_("Save anyway"), box.ButtonRole.AcceptRole)
        box.addButton(_("Not now"), box.ButtonRole.RejectRole)
        box.setDefaultButton(anyway if own else other)
        box.exec()
        if box.clickedButton() is other:
            self._filing.save_as()
        elif box.clickedButton() is anyway:
            self._workspace.save_as(path, holder)

    def _say_taken(self, sentence: str) -> None:
        self._notice.show_notice(sentence, (), "warn")

    def _offer_others_work(self, found: Found) -> None:
        """What the other machine has not saved is taken in only by whoever wants it."""
        words = ngettext(
            "The other machine left a change that it has not saved, made {when}. It stays there.",
            "The other machine left {count} changes that it has not saved, the last made {when}. "
            "They stay there.",
            found.steps,
        )
        said = words.format(count=found.steps, when=moment_in_short(found.last))

        def take_over() -> None:
            self._workspace.take_over(found)

        choices = ((_("Take over here too"), take_over), (_("Leave"), _stay))
        self._notice.show_notice(said, choices, "clock")

    def _relocated(self, before: str, now: str) -> None:
        old, new = Path(before), Path(now)
        folder = "" if old.parent == new.parent else str(new.parent)
        self._notice.show_notice(messages.session_moved(new.name, folder), (), "clock")

    def _displaced(self, sentence: str, saving: bool) -> None:
        """The file is gone, or another's; saving one that is gone asks: it may lie elsewhere."""
        if not saving:
            self._notice.show_notice(sentence, ((_("Save as…"), self._save_as),), "warn")
            return
        path = self._workspace.path
        box = self._box(sentence)
        box.setWindowTitle(_("Not saved"))
        meaning = _("The session is still open, with every change.")
        box.setInformativeText(meaning)
        other = box.addButton(_("Save as…"), box.ButtonRole.AcceptRole)
        box.setDefaultButton(other)
        here = None
        if path is not None and path.parent.exists():
            here = box.addButton(_("Save here again"), box.ButtonRole.AcceptRole)
        box.addButton(_("Not now"), box.ButtonRole.RejectRole)
        box.exec()
        if box.clickedButton() is other:
            self._filing.save_as()
        elif here is not None and box.clickedButton() is here:
            self._filing.save_again()

    def _save_as(self) -> None:
        self._filing.save_as()

    def _save(self) -> None:
        self._filing.save()

    def _changed(self, sentence: str) -> None:
        """Ask what to do about a file that another program has written."""
        from desktop.editing.merging import compare
        from desktop.editing.same_texts import Apart

        workspace = self._workspace
        try:
            theirs = workspace.outside()
        except StoreError as error:
            self._ask_unreadable(sentence, error)
            return
        base, merge = workspace.last_common(), None
        words = _("What was done there and here cannot be brought together.")
        if base is not None and theirs.read_only is None:
            try:
                merge = compare(base, workspace.session, theirs.session)
                words = _counted(base, workspace.session, merge)
            except Apart as error:
                words = _apart(error)
        self._ask(sentence, theirs, words, merge)

    def _ask(self, sentence: str, theirs: OpenedSession, words: str, merge: "Merge | None") -> None:
        box = self._box(sentence)
        box.setInformativeText(words)
        join = None
        if merge is not None:
            join = box.addButton(_("Merge"), box.ButtonRole.AcceptRole)
            box.setDefaultButton(join)
        other = box.addButton(_("Save as…"), box.ButtonRole.AcceptRole)
        reload = box.addButton(_("Reload"), box.ButtonRole.DestructiveRole)
        reload.setToolTip(_("Give up what was done here since the last save"))
        box.addButton(_("Not now"), box.ButtonRole.RejectRole)
        box.exec()
        chosen = box.clickedButton()
        if join is not None and merge is not None and chosen is join:
            self._merge(theirs, merge)
        elif chosen is other:
            self._filing.save_as()
        elif chosen is reload and self._workspace.path is not None:
            self._workspace.open_session(self._workspace.path)

    def _ask_unreadable(self, sentence: str, error: StoreError) -> None:
        """The file is there, but no session that could be merged or loaded."""
        path = self._workspace.path
        box = self._box(sentence)
        why = messages.sentence(error, str(path or ""))
        damaged = isinstance(error, BadSession)
        if damaged:
            why += " " + _("If you save here, it is kept as a backup.")
        box.setInformativeText(why)
        other = box.addButton(_("Save as…"), box.ButtonRole.AcceptRole)
        box.setDefaultButton(other)
        here = box.addButton(_("Save here"), box.ButtonRole.AcceptRole) if damaged else None
        box.addButton(_("Not now"), box.ButtonRole.RejectRole)
        box.exec()
        if box.clickedButton() is other:
            self._filing.save_as()
        elif here is not None and box.clickedButton() is here:
            self._workspace.keep_damaged()

    def _merge(self, theirs: OpenedSession, merge: "Merge") -> None:
        from desktop.editing.merging import merged

        workspace = self._workspace
        chosen: Mapping[Key, Side] = {}
        if merge.conflicts:
            from desktop.ui.dialogs.merging import MergeDialog, MergeQuestion

            words = ngettext(
                "{count} entry was changed on both sides",
                "{count} entries were changed on both sides",
                len(merge.conflicts),
            )
            question = MergeQuestion(
                words.format(count=len(merge.conflicts)),
                [_("Choose which state to keep. All other changes of both sides are kept anyway.")],
                merge.conflicts,
                merge.sides,
                _("Merge and save"),
            )
            dialog = MergeDialog(self._theme, question, self._window)
            accepted = dialog.exec()
            chosen = dialog.chosen()
            dialog.deleteLater()
            if not accepted:
                return
        change = merged(workspace.session, theirs.session, merge, chosen)
        if workspace.merge(theirs, change):
            workspace.noticed.emit(_("Merged and saved; undo takes the merge back."))

    def _box(self, sentence: str, title: str = "") -> "Question":
        from desktop.ui.dialogs.question import Question

        return Question(self._window, title or _("Changed elsewhere"), sentence)


def _stay() -> None:
    """Everything stays as it is; the bar closes by itself."""


def _apart(error: "Apart") -> str:
    """Why what was done on both sides cannot be brought together."""
    from desktop.editing.same_texts import Why

    match error.why:
        case Why.OTHER_SESSION:
            return _("The file holds another session now, so the two cannot be merged.")
        case Why.BOTH_CHANGED:
            words = _(
                "The article “{article}” itself was changed both there and here, so the two cannot "
                "be merged."
            )
        case Why.NO_PLACE_THERE:
            words = ngettext(
                "The text of “{article}” was changed there, and {count} passage that was changed "
                "here has no place in it, so the two cannot be merged.",
                "The text of “{article}” was changed there, and {count} passages that were changed "
                "here have no place in it, so the two cannot be merged.",
                error.passages,
            )
        case Why.NO_PLACE_HERE:
            words = ngettext(
                "The text of “{article}” was changed here, and {count} passage that was changed "
                "there has no place in it, so the two cannot be merged.",
                "The text of “{article}” was changed here, and {count} passages that were changed "
                "there have no place in it, so the two cannot be merged.",
                error.passages,
            )
    return words.format(article=error.article, count=error.passages)


def _counted(base: Session, mine: Session, merge: "Merge") -> str:
    """How much was done on each side, and what merging means."""
    from desktop.editing.merging import records

    before, now = records(base), records(mine)
    here = sum(before.get(key) != now.get(key) for key in {**before, **now})
    both = len(merge.conflicts)
    told = sum(edit.before != edit.after for _key, edit in merge.edits)
    there = both + told or len(merge.edits)  # else only in what other programs know
    words = _("{there} elsewhere, {here} here since the last save. Merge keeps both.")
    said = words.format(
        there=ngettext("{count} change", "{count} changes", there).format(count=there),
        here=ngettext("{count} change", "{count} changes", here).format(count=here),
    )
    if not both:
        return said
    asked = ngettext(
        "{count} entry was changed on both sides; you are asked about it.",
        "{count} entries were changed on both sides; you are asked about them.",
        both,
    )
    return f"{said} {asked.format(count=both)}"
