"""Offers what a crash left behind: says what was recovered, and what is in no session.

What cannot be taken up is never only kept: it is named on the first page and where its session is
opened, and can be read, saved as a session of its own, or thrown away.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.i18n import _, ngettext
from desktop.model.days import moment_in_short
from desktop.printable_line import printable_name
from desktop.settings import Settings
from desktop.store.journal import recovery
from desktop.store.journal.leftover import Held, Leftover, as_new, held_in, waiting_beside
from desktop.store.journal.recovery import DoesNotFit, Found
from desktop.ui.filing.filing import Filing
from desktop.ui.look.theme import Theme
from desktop.ui.panels.notice import Choice, NoticeBar
from desktop.ui.session.facts import Fact
from desktop.ui.session.workspace import Workspace

if TYPE_CHECKING:  # slow to load, and seldom needed
    from desktop.ui.dialogs.unsaved_work import UnsavedWorkDialog


class Recovering(QObject):
    """Words what the journals held."""

    offered = Signal(object)
    """What can be taken up again or looked at: an icon, a title and a line for each."""

    def __init__(
        self,
        workspace: Workspace,
        filing: Filing,
        notice: NoticeBar,
        theme: Theme,
        window: QWidget,
        settings: Callable[[], Settings],
    ) -> None:
        super().__init__(notice)
        self._workspace, self._filing, self._notice = workspace, filing, notice
        self._theme, self._window, self._settings = theme, window, settings
        self._left: list[Found | Leftover] = []
        self._looked = False
        workspace.recovered.connect(self._recovered)
        workspace.left_unfit.connect(self._say_unfit)
        workspace.opened.connect(self._forget)
        self._back: Found | None = None

    def look(self) -> None:
        """See what is left of sessions that were in no file, and beside those used last."""
        self._looked = True
        journaling = self._workspace.journaling
        self._left = list(journaling.left_over())
        if journaling.folder is not None:
            self._left += waiting_beside(Path(path) for path in self._settings().recent)
        self.offered.emit(self.offers())

    def offers(self) -> Sequence[tuple[str, str, str]]:
        """An icon for each, what it is called, and a line about it."""
        return [
            (
                "warn" if isinstance(found, Leftover) and found.why is not None else "clock",
                printable_name(found.title) or _("Untitled session"),
                _about(found),
            )
            for found in self._left
        ]

    def look_again(self) -> None:
        """As ``look``, once somebody has looked."""
        if self._looked:
            self.look()

    def take_up(self, number: int) -> None:
        """Go on with one of them, or show what it holds."""
        found = self._left[number]
        if isinstance(found, Leftover):
            if found.why is None and found.file is not None:
                self._filing.open_path(found.file)
            else:
                self.show_work([found])
        elif self._filing.may_close():
            self._left.remove(found)
            self._workspace.take_up(found)

    def show_work(self, left: Sequence[Leftover]) -> None:
        """Show what each holds, one after the other, and do with it what is chosen."""
        for one in left:
            if one.journal.exists():
                self._show(one)
        self.look_again()

    def _show(self, left: Leftover) -> None:
        from desktop.ui.dialogs.unsaved_work import UnsavedWorkDialog

        try:
            held = held_in(left.journal, left.file)
        except (DoesNotFit, OSError):
            held = None
        dialog = UnsavedWorkDialog(self._theme, left, held, self._window)
        dialog.save_asked.connect(lambda: self._save_apart(dialog, left, held))
        dialog.discard_asked.connect(lambda: self._throw_away(dialog, left))
        dialog.exec()
        dialog.deleteLater()

    def _save_apart(self, dialog: "UnsavedWorkDialog", left: Leftover, held: Held | None) -> None:
        if held is None:
            return
        title = left.title or _("Untitled session")
        path = self._filing.save_apart(as_new(held), title)
        if path is None:
            return
        recovery.discard(left.journal)
        dialog.accept()
        said = _("The unsaved work is in {name} now.").format(name=printable_name(path.name))
        opening: Choice = (_("Open"), lambda: self._filing.open_path(path))
        self._notice.show_notice(said, (opening,), "clock")

    def _throw_away(self, dialog: "UnsavedWorkDialog", left: Leftover) -> None:
        from desktop.ui.dialogs.question import Question

        sentence = _("Throw the unsaved work away?")
        meaning = _("It is removed for good; nothing brings it back.")
        box = Question(dialog, _("Unsaved work"), sentence, meaning)
        away = box.addButton(_("Throw away"), box.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(_("Cancel"), box.ButtonRole.RejectRole))
        box.exec()
        if box.clickedButton() is away:
            recovery.discard(left.journal)
            dialog.accept()

    def _forget(self) -> None:
        self._back = None

    def _recovered(self, found: Found) -> None:
        self._back = found
        self._tell(found, ())

    def _tell(self, found: Found, further: tuple[Choice, ...]) -> None:
        if self._workspace.path is None:
            words = _("This session was never saved. It is as it was {when}.")
            steps: tuple[Choice, ...] = ((_("Save as…"), self._save_as),)
        else:
            words = ngettext(
                "A change that was never saved is in the session again. It was made {when}.",
                "{count} changes that were never saved are in the session again, the last made "
                "{when}.",
                found.steps,
            )
            steps = ((_("Save"), self._save), (_("Leave out"), self._leave_out))
        said = words.format(count=found.steps, when=moment_in_short(found.last))
        if further:
            said += " " + _("Other unsaved work does not fit it.")
        workspace, stack = self._workspace, self._workspace.undo_stack
        at = stack.index()
        self._notice.show_notice(
            said,
            (*steps, *further),
            "clock",
            Fact.OPENED | Fact.SAVED | Fact.SESSION,
            lambda: bool(further) or (workspace.unsaved and stack.index() == at),
        )

    def _say_unfit(self, left: Sequence[Leftover]) -> None:
        """Offer what the session that was opened does not take."""
        show: Choice = (_("Show it…"), lambda: self.show_work(left))
        if self._back is not None:
            self._tell(self._back, (show,))
            return
        from desktop.ui.dialogs.unsaved_work import reasons

        self._notice.show_notice(" ".join(reasons(left[-1], None)), (show,), "warn")

    def _save(self) -> None:
        self._filing.save()

    def _save_as(self) -> None:
        self._filing.save_as()

    def _leave_out(self) -> None:
        self._workspace.undo()


def _about(found: Found | Leftover) -> str:
    if isinstance(found, Leftover):
        steps = ngettext("{count} unsaved change", "{count} unsaved changes", found.steps)
        if found.file is not None:
            steps = ngettext(
                "{count} unsaved change to {name}", "{count} unsaved changes to {name}", found.steps
            )
        name = printable_name(found.file.name) if found.file is not None else ""
        said = _("{steps}, {when}").format(
            steps=steps.format(count=found.steps, name=name), when=moment_in_short(found.last)
        )
        if found.why is None:
            return said
        return _("{said}; not in any session").format(said=said)
    held = len(found.session.sources)
    articles = ngettext("{count} article", "{count} articles", held).format(count=held)
    steps = ngettext("{count} change", "{count} changes", found.steps).format(count=found.steps)
    return _("{articles}, {steps}, {when}").format(
        articles=articles, steps=steps, when=moment_in_short(found.last)
    )
