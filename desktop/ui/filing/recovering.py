"""Offers what a crash left behind: says what was recovered, and which sessions were never saved."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from desktop.i18n import _, ngettext
from desktop.model.days import moment_in_short
from desktop.store.journal.recovery import Found
from desktop.ui.filing.filing import Filing
from desktop.ui.panels.notice import Choice, NoticeBar
from desktop.ui.session.workspace import Workspace


class Recovering(QObject):
    """Words what the journals held."""

    offered = Signal(object)
    """The sessions without a file that can be taken up again: pairs of a title and a line."""

    def __init__(self, workspace: Workspace, filing: Filing, notice: NoticeBar) -> None:
        super().__init__(notice)
        self._workspace, self._filing, self._notice = workspace, filing, notice
        self._left: list[Found] = []
        workspace.recovered.connect(self._recovered)

    def look(self) -> None:
        """See what is left of sessions that were in no file."""
        self._left = self._workspace.journaling.left_over()
        self.offered.emit(self.offers())

    def offers(self) -> Sequence[tuple[str, str]]:
        """What each of them is called, and a line about it."""
        return [(found.title or _("Untitled session"), _about(found)) for found in self._left]

    def take_up(self, number: int) -> None:
        """Go on with one of them."""
        if self._filing.may_close():
            self._workspace.take_up(self._left.pop(number))

    def _recovered(self, found: Found) -> None:
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
        self._notice.show_notice(said, steps, "clock")

    def _save(self) -> None:
        self._filing.save()

    def _save_as(self) -> None:
        self._filing.save_as()

    def _leave_out(self) -> None:
        self._workspace.undo_stack.undo()


def _about(found: Found) -> str:
    held = len(found.session.sources)
    articles = ngettext("{count} article", "{count} articles", held).format(count=held)
    steps = ngettext("{count} change", "{count} changes", found.steps).format(count=found.steps)
    return _("{articles}, {steps}, {when}").format(
        articles=articles, steps=steps, when=moment_in_short(found.last)
    )
