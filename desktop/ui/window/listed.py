"""What is done with the list: its head, the selected rows, and what is remembered of it."""

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import QObject

from desktop.model.identity import AnnotationId, TagId
from desktop.settings import Grouping, Scope, Settings
from desktop.ui.panels.inspector.detail import Detail
from desktop.ui.panels.passages.panel import PassagesPanel
from desktop.ui.panels.side import PassagesHead
from desktop.ui.session.workspace import Workspace


class Listed(QObject):
    """Turns what is asked of several passages into intents, each one step of undo."""

    def __init__(
        self,
        workspace: Workspace,
        panel: PassagesPanel,
        head: PassagesHead,
        detail: Detail,
        settings: Callable[[], Settings],
        store: Callable[[Settings], None],
    ) -> None:
        super().__init__(panel)
        self._workspace = workspace
        self._list, self._head, self._detail = panel.list, head, detail
        self._settings, self._store = settings, store
        rows = panel.list
        rows.deleted.connect(self._delete)
        rows.selection_changed.connect(self._rows_selected)
        workspace.state_changed.connect(self._rows_selected)
        detail.tag_chosen.connect(self._retag)
        detail.delete_asked.connect(lambda: self._delete(rows.selected()))
        for asked in (detail.label_asked, detail.grade_asked, detail.merge_asked):
            asked.connect(rows.setFocus)  # keys go on with the rows afterwards
        detail.label_asked.connect(lambda: rows.label_asked.emit(rows.selected()))
        detail.grade_asked.connect(lambda: rows.credibility_asked.emit(rows.selected()))
        panel.counted.connect(head.show_count)
        rows.arranged.connect(self._show_choice)
        head.grouping_chosen.connect(self._group_by)
        head.scope_chosen.connect(self._choose_scope)
        self._show_choice()

    def _rows_selected(self) -> None:
        read_only = bool(self._workspace.read_only)
        self._detail.show_selection(self._list.selected_tags(), read_only)

    def _delete(self, ids: list[AnnotationId]) -> None:
        """Delete passages; the one that follows them in the list becomes the current one."""
        following = self._list.following(ids)
        # Before they go: what is said of a step goes when another passage becomes current.
        if following is not None and not self._workspace.read_only:
            self._workspace.set_current(following)
        self._workspace.delete(ids)

    def _retag(self, tag: str) -> None:
        self._workspace.change_tag(self._list.selected(), TagId(tag))

    def _group_by(self, grouping: Grouping) -> None:
        self._list.group_by(grouping)
        self._store(replace(self._settings(), grouping=grouping))

    def _choose_scope(self, scope: Scope) -> None:
        self._list.set_scope(scope)
        self._store(replace(self._settings(), scope=scope))

    def _show_choice(self) -> None:
        self._head.show_choice(self._list.grouping, self._list.whole_session)
