"""Remove all traces: gathers what holds words of articles, asks, and removes what is ticked."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop import messages
from desktop.i18n import _, ngettext
from desktop.settings import Settings, without_all_recent
from desktop.store import traces
from desktop.store.traces import Kind, Trace
from desktop.ui.look.theme import Theme
from desktop.ui.session.workspace import Workspace

_UNRECOVERED = (Kind.JOURNAL, Kind.UNUSED)
"""Work that is in no session: whoever wants it gone has to say so."""


class Tracing(QObject):
    """Knows of the open session, of those used last, and of the data folder."""

    removed = Signal()
    """Something was removed."""

    def __init__(
        self,
        workspace: Workspace,
        theme: Theme,
        window: QWidget,
        settings: Callable[[], Settings],
        store: Callable[[Settings], None],
    ) -> None:
        super().__init__(window)
        self._workspace, self._theme, self._window = workspace, theme, window
        self._settings, self._store = settings, store

    def ask(self) -> None:
        """Show what there is, and remove what is ticked."""
        from desktop.ui.dialogs.traces import Row, TracesDialog

        journaling, recent = self._workspace.journaling, self._settings().recent
        own, names = None, None
        rows = [
            Row(_words(kind, session), found, ticked=kind not in _UNRECOVERED)
            for (kind, session), found in self._found()
        ]
        if journaling.own is not None:
            own = Row(
                _("Changes to the open session that are not saved yet"),
                detail=_("{name}; without it a crash loses them").format(name=journaling.own.name),
                ticked=False,
            )
            rows.append(own)
        if recent:
            words = ngettext(
                "The name of {count} file used last",
                "The names of {count} files used last",
                len(recent),
            )
            shown = ", ".join(Path(path).name for path in recent)
            names = Row(words.format(count=len(recent)), detail=shown)
            rows.append(names)
        dialog = TracesDialog(self._theme, rows, self._window)
        if dialog.exec():
            chosen = dialog.chosen()
            if own in chosen:
                journaling.give_up()
            if names in chosen:
                self._store(without_all_recent(self._settings()))
            self._remove([trace for row in chosen for trace in row.traces], len(chosen))
        dialog.deleteLater()

    def _remove(self, chosen: list[Trace], rows: int) -> None:
        failed = traces.remove(chosen)
        if failed:
            sentence = messages.not_removed(failed[0].error, failed[0].path.name)
            self._workspace.failed.emit(sentence)
        elif rows:
            count = len(chosen)
            said = ngettext("{count} file removed.", "{count} files removed.", count)
            self._workspace.noticed.emit(said.format(count=count) if count else _("Removed."))
        self.removed.emit()

    def _found(self) -> list[tuple[tuple[Kind, Path | None], tuple[Trace, ...]]]:
        """The files, those of one kind and session together."""
        sessions = [Path(path) for path in self._settings().recent]
        if self._workspace.path is not None:
            sessions.insert(0, self._workspace.path)
        found: dict[Path, Trace] = {}
        for session in sessions:
            for trace in traces.of_session(session):
                found.setdefault(trace.path, trace)
        folder = self._workspace.journaling.folder
        for trace in traces.of_no_session(folder) if folder is not None else ():
            found.setdefault(trace.path, trace)
        grouped: dict[tuple[Kind, Path | None], list[Trace]] = {}
        for trace in found.values():
            grouped.setdefault((trace.kind, trace.session), []).append(trace)
        return [(key, tuple(group)) for key, group in grouped.items()]


def _words(kind: Kind, session: Path | None) -> str:
    """What files of a kind are."""
    if session is None:
        return {
            Kind.JOURNAL: _("Sessions that were never saved"),
            Kind.UNUSED: _("Sessions that were never saved and cannot be taken up"),
        }.get(kind, _("Unfinished files"))
    text = {
        Kind.BACKUP: _("Backups of “{name}”"),
        Kind.JOURNAL: _("Changes to “{name}” that were never saved"),
        Kind.UNUSED: _("Changes to “{name}” that no longer fit it"),
        Kind.PIECE: _("Unfinished files beside “{name}”"),
    }[kind]
    return text.format(name=session.name)
