"""Speakers: named in one passage, and renamed in every passage that carries the same name."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.editing import wording
from desktop.i18n import _, ngettext
from desktop.model.annotation import Speaker
from desktop.model.identity import AnnotationId
from desktop.ui.look.theme import Theme
from desktop.ui.panels.notice import NoticeBar
from desktop.ui.session.facts import Fact
from desktop.ui.session.workspace import Workspace


class Naming(QObject):
    """Offers to rename a speaker everywhere once one passage names them otherwise."""

    def __init__(
        self, workspace: Workspace, theme: Theme, window: QWidget, notice: NoticeBar
    ) -> None:
        super().__init__(window)
        self._workspace, self._theme, self._window = workspace, theme, window
        self._notice = notice

    def set_speaker(self, id_: str, speaker: Speaker | None) -> None:
        """Say who speaks in one passage; offer the new name to the others of the same name."""
        held = self._workspace.session.annotations.get(AnnotationId(id_))
        old = held.speaker.name if held is not None and held.speaker is not None else ""
        self._workspace.set_speaker(AnnotationId(id_), speaker)
        new = speaker.name if speaker is not None else ""
        if not old or not new or old == new or self._workspace.read_only:
            return
        others = len(wording.spoken_by(self._workspace.session, old))
        if others:
            self._offer(old, new, others)

    def rename(self) -> None:
        """Ask for another name, and a position, for the speaker of the current passage."""
        workspace = self._workspace
        held = workspace.current
        speaker = held.speaker if held is not None else None
        if workspace.read_only:
            workspace.noticed.emit(workspace.read_only)
        elif speaker is None or not speaker.name:
            workspace.noticed.emit(_("Choose a passage whose speaker has a name."))
        else:
            from desktop.ui.dialogs.speaker import RenameDialog

            named = wording.spoken_by(workspace.session, speaker.name)
            dialog = RenameDialog(self._theme, named, speaker.name, self._window)
            if dialog.exec():
                self._rename(speaker.name, dialog.name_given, dialog.position_given)

    def _offer(self, old: str, new: str, others: int) -> None:
        words = ngettext(
            "{count} other passage still names {old}.",
            "{count} other passages still name {old}.",
            others,
        )
        button = ngettext("Rename it there too", "Rename them all", others)
        self._notice.show_notice(
            words.format(count=others, old=old),
            ((button, lambda: self._rename(old, new, None)),),
            "user",
            Fact.OPENED | Fact.SESSION | Fact.ARTICLE,
            lambda: len(wording.spoken_by(self._workspace.session, old)) == others,
        )

    def _rename(self, old: str, new: str, position: str | None) -> None:
        self._workspace.do(lambda s, moment: wording.rename_speaker(s, old, new, position, moment))
