"""The window: its parts side by side, its menus, and who hears whom. No rule of the domain."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QByteArray, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QCloseEvent,
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.i18n import _
from desktop.model.codebook import Tag
from desktop.model.identity import AnnotationId, SourceId
from desktop.model.source import FrontMatter
from desktop.settings import Settings
from desktop.ui.filing import Filing
from desktop.ui.following import Following
from desktop.ui.listed import Listed
from desktop.ui.look.theme import Theme, ThemeChoice
from desktop.ui.marking import Marking
from desktop.ui.menus import Menus, Slot
from desktop.ui.panels.bulk import Detail
from desktop.ui.panels.inspector import Inspector
from desktop.ui.panels.notice import NoticeBar
from desktop.ui.panels.passages.panel import PassagesPanel
from desktop.ui.panels.side import PassagesHead, Side
from desktop.ui.panels.sources import SourcesPanel
from desktop.ui.panels.status import StatusRow
from desktop.ui.panels.top_bar import TopBar
from desktop.ui.reader.header import day_in_words
from desktop.ui.reader.overview import Overview
from desktop.ui.reader.selection_bar import SelectionBar
from desktop.ui.reader.view import Reader
from desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from desktop.ui.panels.welcome import Welcome  # slow to load, and not needed with an article

LEFT, RIGHT = 220, 356
LEFT_FROM, RIGHT_FROM = 1180, 960
"""Window widths from which the sides are shown without being asked for."""


class MainWindow(QMainWindow):
    """Built by ``desktop.app``, which passes everything in."""

    def __init__(
        self,
        workspace: Workspace,
        theme: Theme,
        settings: Callable[[], Settings],
        store: Callable[[Settings], None],
        expecting: bool = False,
    ) -> None:
        """``expecting`` leaves the page empty for the article that is about to be opened."""
        super().__init__()
        self.workspace = workspace
        self.theme = theme
        self._settings = settings
        self._store = store
        self._shown_for: dict[str, bool] = {}
        self._welcome: Welcome | None = None
        self._codebook: tuple[Tag, ...] = ()
        self.setWindowTitle("Brieflight")
        self.setAcceptDrops(True)
        self._make_parts()
        self.filing = Filing(workspace, theme, self, settings, store, self.inspector.flush)
        self.marking = Marking(
            workspace, self.reader, self.passages, self.inspector, self.selection_bar
        )
        self.following = Following(
            workspace,
            theme,
            self.reader,
            self.overview,
            self.passages,
            self.inspector,
            self.sources,
            self.status,
        )
        self.listed = Listed(workspace, self.panel, self.head, self.detail, settings, store)
        self.menus = Menus(theme, self, (self.reader, self.passages))
        self.actions_by_name = self.menus.actions
        self.top = TopBar(
            theme, self.menus.bar, self.actions_by_name["undo"], self.actions_by_name["redo"]
        )
        self.setMenuWidget(self.top)
        self._arrange()
        self._connect()
        self.top.show_tools(False)
        if not expecting:
            self._opened()

    @property
    def welcome(self) -> "Welcome":
        """The first page, made when there is first nothing else to show."""
        if self._welcome is None:
            from desktop.ui.panels.welcome import Welcome

            welcome = self._welcome = Welcome(self.theme)
            welcome.open_asked.connect(self.filing.open)
            welcome.paste_asked.connect(self.filing.paste)
            welcome.sample_asked.connect(self.filing.open_sample)
            welcome.recent_chosen.connect(lambda path: self.filing.open_path(Path(path)))
            self.stack.addWidget(welcome)
        return self._welcome

    # Parts

    def _make_parts(self) -> None:
        theme = self.theme
        self.sources = SourcesPanel(theme)
        self.reader = Reader(theme)
        self.overview = Overview(theme)
        self.reader.setVerticalScrollBar(self.overview)
        self.selection_bar = SelectionBar(theme, self.reader.viewport())
        self.notice = NoticeBar(theme)
        remembered = self._settings()
        self.panel = PassagesPanel(theme, remembered.grouping, remembered.scope)
        self.passages = self.panel.list
        self.inspector = Inspector(theme)
        self.detail = Detail(theme, self.inspector)
        self.head = PassagesHead(theme)
        self.status = StatusRow(theme)

    def _arrange(self) -> None:
        self.stack = QStackedWidget()
        self.stack.addWidget(self.reader)
        middle = QWidget()
        column = _column(middle)
        column.addWidget(self.notice)
        column.addWidget(self.stack, 1)
        self.left = Side(self.theme, line="right")
        _column(self.left).addWidget(self.sources)
        self.right = Side(self.theme, line="left")
        column = _column(self.right)
        column.addWidget(self.head)
        column.addWidget(self.panel, 1)
        column.addWidget(self.detail)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for part in (self.left, middle, self.right):
            self.splitter.addWidget(part)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([LEFT, 864, RIGHT])
        outer = QWidget()
        column = _column(outer)
        column.addWidget(self.splitter, 1)
        column.addWidget(self.status)
        self.setCentralWidget(outer)
        self.setMinimumSize(640, 480)
        self.resize(1440, 900)
        geometry = self._settings().window_geometry
        if geometry:
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode()))

    # Wiring

    def _connect(self) -> None:
        workspace, filing, marking = self.workspace, self.filing, self.marking
        workspace.opened.connect(self._opened)
        workspace.changed.connect(self._state_changed)
        self.following.session_replaced.connect(self._opened)
        self.following.reading.connect(self._reading)
        workspace.front_matter_found.connect(self._front_matter_found)
        workspace.state_changed.connect(self._state_changed)
        workspace.failed.connect(self._failed)
        workspace.noticed.connect(self.status.say)
        workspace.job_started.connect(self.status.show_job)
        workspace.exported.connect(self._exported)
        workspace.undo_stack.undoTextChanged.connect(self._name_undo)
        workspace.undo_stack.redoTextChanged.connect(self._name_redo)
        self.sources.source_chosen.connect(lambda id_: workspace.show_source(SourceId(id_)))
        self.sources.add_asked.connect(filing.add)
        self.sources.details_asked.connect(filing.details)
        self.sources.tag_chosen.connect(marking.tag)
        self.passages.chosen.connect(lambda id_: workspace.set_current(AnnotationId(id_), True))
        self.passages.entered.connect(lambda _id: marking.note())
        inspector = self.inspector
        inspector.tag_chosen.connect(lambda id_, tag: workspace.change_tag([id_], tag))
        inspector.note_edited.connect(workspace.set_note)
        inspector.speaker_edited.connect(workspace.set_speaker)
        inspector.labels_edited.connect(workspace.set_labels)
        inspector.returned.connect(self.reader.setFocus)
        self.top.export_button.clicked.connect(filing.export)
        self.reader.customContextMenuRequested.connect(self._context_menu)
        self.reader.scrolled.connect(self.overview.update)
        self.theme.zoomed.connect(self._zoomed)
        self.menus.offer_themes(self._choose_theme)
        self.menus.offer_recent(lambda: self._settings().recent, filing.open_path)
        self.menus.connect_slots(self._slots())

    def _slots(self) -> dict[str, Slot]:
        """What each action does."""
        filing, marking, workspace = self.filing, self.marking, self.workspace
        return {
            "new": filing.new,
            "open": filing.open,
            "add": filing.add,
            "paste": filing.paste,
            "save": filing.save,
            "save_as": filing.save_as,
            "export": filing.export,
            "details": filing.details,
            "rename": filing.rename,
            "preferences": filing.preferences,
            "quit": self.close,
            "undo": self._undo,
            "redo": self._redo,
            "copy": self.reader.copy,
            "select_all": self._select_all,
            "filter": self._filter,
            "last_tag": marking.tag_again,
            "join": marking.join,
            "note": marking.note,
            "cycle": marking.cycle,
            "next": lambda: workspace.step(1),
            "previous": lambda: workspace.step(-1),
            "delete": marking.delete,
            "zoom_in": lambda: self.theme.step_zoom(1),
            "zoom_out": lambda: self.theme.step_zoom(-1),
            "zoom_reset": lambda: self.theme.set_zoom(1.0),
            "highlights": self._hide_highlights,
            "left": lambda: self._toggle_side("left"),
            "right": lambda: self._toggle_side("right"),
            "pane": self._next_pane,
            "keys": self._show_keys,
            "about": self._show_about,
        }

    # Facts from the workspace

    def _opened(self) -> None:
        session = self.workspace.session
        if session.codebook != self._codebook:
            self._codebook = session.codebook
            self.menus.show_tags(session.codebook, self.marking.tag)
            self.selection_bar.show_tags(session.codebook)
            self.inspector.show_tags(session.codebook)
            self.detail.bulk.show_tags(session.codebook)
        self.notice.hide()
        empty = not session.sources
        self.stack.setCurrentWidget(self.welcome if empty else self.reader)
        for name in ("save", "save_as", "export", "details", "rename"):
            self.actions_by_name[name].setEnabled(not empty)
        self.top.show_tools(not empty)
        self.status.zoom.setVisible(not empty)
        if empty:
            self.welcome.show_recent(self._settings().recent)
            self.welcome.rows[0].setFocus()
        self._place_sides()
        self.following.show_session()

    def _reading(self) -> None:
        """An article is there to be read; what was asked about another one is moot."""
        self.notice.hide()
        self.stack.setCurrentWidget(self.reader)
        if not self.passages.hasFocus():  # a row may be of another article than the row before
            self.reader.setFocus()

    def _failed(self, sentence: str) -> None:
        if not self.workspace.session.sources:
            self._opened()
        self.notice.show_notice(sentence, symbol="warn")

    def _front_matter_found(self, id_: str, found: FrontMatter) -> None:
        front = found.front
        parts = [part for part in (day_in_words(front.published), front.author) if part]
        seen = ", ".join(parts) or front.title
        words = _("This looks like front matter rather than text: {seen}.").format(seen=seen)
        source = SourceId(id_)
        self.notice.show_notice(
            words,
            (
                (_("Set apart"), lambda: self.workspace.set_apart(source, found)),
                (_("Edit details…"), lambda: self.filing.details(id_)),
            ),
        )

    def _state_changed(self) -> None:
        workspace = self.workspace
        if not workspace.session.sources:
            self.top.show_title("Brieflight", "")
            self.setWindowTitle("Brieflight")
            return
        state = _("edited") if workspace.unsaved else ""
        if workspace.read_only:
            state = _("read-only")
        self.top.show_title(workspace.title, state)
        self.setWindowTitle(f"{' '.join(workspace.title.split())}[*] – Brieflight")
        self.setWindowModified(workspace.unsaved)
        self.actions_by_name["save"].setEnabled(not workspace.read_only)

    def _exported(self, target: str) -> None:
        path = Path(target)
        words = _("{name} is written.").format(name=path.name)
        folder = QUrl.fromLocalFile(str(path.parent))
        self.notice.show_notice(
            words,
            (
                (_("Open"), lambda: _open_url(QUrl.fromLocalFile(target))),
                (_("Show in folder"), lambda: _open_url(folder)),
            ),
            "check",
        )

    # Intents of the window itself

    def _undo(self) -> None:
        self.inspector.flush()
        self.workspace.undo_stack.undo()

    def _redo(self) -> None:
        self.workspace.undo_stack.redo()

    def _name_undo(self, words: str) -> None:
        self.menus.name_step("undo", words)

    def _name_redo(self, words: str) -> None:
        self.menus.name_step("redo", words)

    def _select_all(self) -> None:
        (self.passages if self.passages.hasFocus() else self.reader).selectAll()

    def _filter(self) -> None:
        if not self.right.isVisible():
            self.actions_by_name["right"].trigger()
        self.panel.focus_filter()

    def _show_keys(self) -> None:
        from desktop.ui.dialogs.help import show_keys

        show_keys(self, self.theme)

    def _show_about(self) -> None:
        from desktop.ui.dialogs.help import show_about

        show_about(self)

    def _hide_highlights(self) -> None:
        hidden = self.actions_by_name["highlights"].isChecked()
        self.reader.set_highlights_hidden(hidden)
        self.status.show_hidden(hidden)

    def _toggle_side(self, name: str) -> None:
        self._shown_for[name] = self.actions_by_name[name].isChecked()
        self._place_sides()

    def _place_sides(self) -> None:
        """Show the sides the window has room for, or the user asked for."""
        empty = not self.workspace.session.sources
        for name, side, room in (
            ("left", self.left, LEFT_FROM),
            ("right", self.right, RIGHT_FROM),
        ):
            wanted = self._shown_for.get(name, self.width() >= room) and not empty
            side.setVisible(wanted)
            self.actions_by_name[name].setChecked(wanted)
            self.actions_by_name[name].setEnabled(not empty)

    def _next_pane(self) -> None:
        panes: list[QWidget] = [self.reader, self.passages, self.inspector.note, self.sources.list]
        panes = [pane for pane in panes if pane.isVisible()]
        at = next((n for n, pane in enumerate(panes) if pane.hasFocus()), -1)
        if panes:
            panes[(at + 1) % len(panes)].setFocus(Qt.FocusReason.TabFocusReason)

    def _choose_theme(self, choice: ThemeChoice) -> None:
        self.theme.choose(choice)
        self._store(replace(self._settings(), theme=choice))

    def _zoomed(self) -> None:
        self.status.show_zoom(self.theme.zoom)
        self._store(replace(self._settings(), zoom=self.theme.zoom))

    def _context_menu(self, place: QPoint) -> None:
        self.menus.context.popup(self.reader.viewport().mapToGlobal(place))

    # Events

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        data = event.mimeData()
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        text = data.text()
        # A dialog inside the drop would block the program the file was dragged from.
        if paths:
            QTimer.singleShot(0, self, lambda: self.filing.take_files(paths))
        elif text.strip():
            QTimer.singleShot(0, self, lambda: self.workspace.add_text(text, _("Dropped text")))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_sides()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.filing.may_close():
            event.ignore()
            return
        geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        self._store(replace(self._settings(), window_geometry=geometry))
        self.workspace.stop_jobs()
        event.accept()


def _column(parent: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(parent)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return column


def _open_url(url: QUrl) -> None:
    QDesktopServices.openUrl(url)
