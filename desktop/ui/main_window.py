"""The window: its parts side by side, its menus, and who hears whom. No rule of the domain."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QByteArray, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QCloseEvent,
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QMainWindow,
    QMenu,
    QMenuBar,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.i18n import _
from desktop.model.annotation import Annotation
from desktop.model.change import Change
from desktop.model.codebook import Tag
from desktop.model.identity import AnnotationId, SourceId
from desktop.model.source import FrontMatter, Source, paragraph_numbers
from desktop.settings import Settings
from desktop.ui.actions import make_action, specs
from desktop.ui.filing import Filing
from desktop.ui.look.style import tip
from desktop.ui.look.theme import Theme, ThemeChoice
from desktop.ui.marking import Marking
from desktop.ui.panels.inspector import Inspector
from desktop.ui.panels.notice import NoticeBar
from desktop.ui.panels.passages import PassageList
from desktop.ui.panels.side import PassagesHead, Side
from desktop.ui.panels.sources import SourcesPanel
from desktop.ui.panels.status import StatusRow
from desktop.ui.panels.top_bar import TopBar
from desktop.ui.panels.welcome import Welcome
from desktop.ui.reader.header import day_in_words
from desktop.ui.reader.overview import Overview
from desktop.ui.reader.selection_bar import SelectionBar
from desktop.ui.reader.view import Reader
from desktop.ui.workspace import Workspace
from resources.palette import TagSigns

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
    ) -> None:
        super().__init__()
        self.workspace = workspace
        self.theme = theme
        self._settings = settings
        self._store = store
        self._signs: dict[str, TagSigns] = {}
        self._shown_for: dict[str, bool] = {}
        self.setWindowTitle("Brieflight")
        self.setAcceptDrops(True)
        self._make_parts()
        self.filing = Filing(workspace, theme, self, settings, store, self.inspector.flush)
        self.marking = Marking(
            workspace, self.reader, self.passages, self.inspector, self.selection_bar
        )
        self.actions_by_name: dict[str, QAction] = {}
        self._tag_actions: list[QAction] = []
        self._make_menus()
        self._arrange()
        self._connect()
        self._opened()

    # Parts

    def _make_parts(self) -> None:
        theme = self.theme
        self.sources = SourcesPanel(theme)
        self.reader = Reader(theme)
        self.overview = Overview(theme)
        self.reader.setVerticalScrollBar(self.overview)
        self.selection_bar = SelectionBar(theme, self.reader.viewport())
        self.notice = NoticeBar(theme)
        self.welcome = Welcome(theme)
        self.passages = PassageList(theme)
        self.inspector = Inspector(theme)
        self.head = PassagesHead(theme)
        self.status = StatusRow(theme)

    def _arrange(self) -> None:
        self.stack = QStackedWidget()
        self.stack.addWidget(self.welcome)
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
        column.addWidget(self.passages, 1)
        column.addWidget(self.inspector)
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

    def _make_menus(self) -> None:
        bar = QMenuBar()
        bar.setSizePolicy(bar.sizePolicy().Policy.Minimum, bar.sizePolicy().Policy.Fixed)
        self._menus: dict[str, QMenu] = {}
        for spec in specs():
            menu = self._menus.get(spec.menu)
            if menu is None:
                menu = self._menus[spec.menu] = bar.addMenu(spec.menu)
            if spec.name in ("recent", "themes"):
                submenu = menu.addMenu(spec.words)
                self._menus[spec.name] = submenu
            elif spec.name == "tags":
                self._menus["tags"] = menu
            elif not spec.name:
                menu.addSeparator()
            else:
                action = make_action(spec, self.theme, self)
                menu.addAction(action)
                self.actions_by_name[spec.name] = action
                if spec.scope == "text":
                    self.reader.addAction(action)
                    self.passages.addAction(action)
                else:
                    self.addAction(action)
        for name in ("highlights", "left", "right"):
            self.actions_by_name[name].setCheckable(True)
        self._make_themes()
        actions = self.actions_by_name
        self.top = TopBar(self.theme, bar, actions["undo"], actions["redo"])
        self.setMenuWidget(self.top)

    def _make_themes(self) -> None:
        group = QActionGroup(self)
        choices: tuple[tuple[ThemeChoice, str], ...] = (
            ("system", _("As the system")),
            ("light", _("Light")),
            ("dark", _("Dark")),
        )
        for choice, words in choices:
            action = self._menus["themes"].addAction(words)
            action.setCheckable(True)
            action.setData(choice)
            action.triggered.connect(_without_argument(partial(self._choose_theme, choice)))
            group.addAction(action)
        self._menus["themes"].aboutToShow.connect(self._check_theme)

    def _check_theme(self) -> None:
        """Mark the chosen theme, which the preferences may have changed."""
        for action in self._menus["themes"].actions():
            action.setChecked(action.data() == self.theme.choice)

    def _show_tags(self, codebook: tuple[Tag, ...]) -> None:
        """Everything that offers the tags of this session."""
        for action in self._tag_actions:
            # Deleted only later: until then its key would be an ambiguous one.
            for place in (self._menus["tags"], self.reader, self.passages):
                place.removeAction(action)
            action.deleteLater()
        self._tag_actions = []
        before = self.actions_by_name["last_tag"]
        for tag in codebook:
            words = _("Tag as {name}").format(name=tag.name.replace("&", "&&"))
            action = QAction(words, self)
            action.setShortcut(QKeySequence(tag.key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(lambda _on=False, id_=tag.id: self.marking.tag(id_))
            self._menus["tags"].insertAction(before, action)
            self.reader.addAction(action)
            self.passages.addAction(action)
            self._tag_actions.append(action)
        self.selection_bar.show_tags(codebook)
        self.inspector.show_tags(codebook)

    # Wiring

    def _connect(self) -> None:
        workspace, filing, marking = self.workspace, self.filing, self.marking
        workspace.opened.connect(self._opened)
        workspace.changed.connect(self._changed)
        workspace.source_shown.connect(self._source_shown)
        workspace.current_changed.connect(self._current_changed)
        workspace.front_matter_found.connect(self._front_matter_found)
        workspace.state_changed.connect(self._state_changed)
        workspace.failed.connect(lambda words: self.notice.show_notice(words, symbol="warn"))
        workspace.noticed.connect(self.status.say)
        workspace.job_started.connect(self.status.show_job)
        workspace.exported.connect(self._exported)
        workspace.undo_stack.undoTextChanged.connect(self._name_undo)
        workspace.undo_stack.redoTextChanged.connect(self._name_redo)
        self._name_undo("")
        self._name_redo("")
        self.sources.source_chosen.connect(lambda id_: workspace.show_source(SourceId(id_)))
        self.sources.add_asked.connect(filing.add)
        self.sources.details_asked.connect(filing.details)
        self.sources.tag_chosen.connect(marking.tag)
        self.passages.chosen.connect(lambda id_: workspace.set_current(AnnotationId(id_), True))
        self.passages.entered.connect(lambda _id: marking.note())
        self.passages.deleted.connect(workspace.delete)
        inspector = self.inspector
        inspector.tag_chosen.connect(lambda id_, tag: workspace.change_tag([id_], tag))
        inspector.note_edited.connect(workspace.set_note)
        inspector.speaker_edited.connect(workspace.set_speaker)
        inspector.labels_edited.connect(workspace.set_labels)
        inspector.returned.connect(self.reader.setFocus)
        self.welcome.open_asked.connect(filing.open)
        self.welcome.paste_asked.connect(filing.paste)
        self.welcome.sample_asked.connect(filing.open_sample)
        self.welcome.recent_chosen.connect(lambda path: filing.open_path(Path(path)))
        self.top.export_button.clicked.connect(filing.export)
        self.reader.caret_moved.connect(self._caret_moved)
        self.reader.customContextMenuRequested.connect(self._context_menu)
        self.reader.scrolled.connect(self.overview.update)
        self._menus["recent"].aboutToShow.connect(self._list_recent)
        self.theme.zoomed.connect(self._zoomed)
        self.theme.changed.connect(self._theme_changed)
        self._connect_actions()

    def _connect_actions(self) -> None:
        filing, marking, workspace = self.filing, self.marking, self.workspace
        slots: dict[str, Callable[[], object]] = {
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
            "select_all": self.reader.selectAll,
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
        for name, slot in slots.items():
            self.actions_by_name[name].triggered.connect(_without_argument(slot))

    # Facts from the workspace

    def _opened(self) -> None:
        session = self.workspace.session
        self._learn_signs()
        self._show_tags(session.codebook)
        self.sources.show_session(session)
        self.notice.hide()
        empty = not session.sources
        self.stack.setCurrentWidget(self.welcome if empty else self.reader)
        for name in ("save", "save_as", "export", "details", "rename"):
            self.actions_by_name[name].setEnabled(not empty)
        self.top.export_button.setVisible(not empty)
        if empty:
            self.welcome.show_recent(self._settings().recent)
            self.welcome.rows[0].setFocus()
        self._place_sides()
        self._source_shown(self.workspace.source.id if self.workspace.source else "")

    def _source_shown(self, id_: str) -> None:
        source = self.workspace.session.sources.get(SourceId(id_))
        self.inspector.show_passage(None, "", 0)
        if source is None:
            self.passages.passages.show(None, (), [])
            self.head.show_count(0)
            return
        self.stack.setCurrentWidget(self.reader)
        held = self.workspace.passages(source.id)
        codebook = self.workspace.session.codebook
        self.reader.show_source(source, held, self._signs_of)
        self.overview.show_source(len(source.text), codebook, held, self.reader.visible_part)
        self.passages.passages.show(source, codebook, held)
        self.head.show_count(len(held))
        self.sources.show_current(source.id)
        self.status.show_words(source)
        self.reader.setFocus()

    def _changed(self, change: Change) -> None:
        shown = self.workspace.source
        for edit in change.edits:
            before, after = edit.before, edit.after
            record = after if after is not None else before
            if isinstance(record, Annotation):
                old = before if isinstance(before, Annotation) else None
                new = after if isinstance(after, Annotation) else None
                self._passage_changed(old, new, shown)
            elif isinstance(record, Source):
                self._source_changed(
                    before if isinstance(before, Source) else None,
                    after if isinstance(after, Source) else None,
                )
            elif isinstance(record, Tag):
                self._opened()
        self._show_inspector()
        if not self.workspace.session.sources:
            self._opened()
        self._state_changed()

    def _passage_changed(
        self, before: Annotation | None, after: Annotation | None, shown: Source | None
    ) -> None:
        if before is not None:
            self.sources.change_count(before.tag, -1)
        if after is not None:
            self.sources.change_count(after.tag, 1)
        record = after if after is not None else before
        if record is None or shown is None or record.source != shown.id:
            return
        self.reader.apply(before, after)
        self.overview.apply(before, after)
        self.passages.passages.apply(before, after)
        self.head.show_count(self.passages.passages.rowCount())

    def _source_changed(self, before: Source | None, after: Source | None) -> None:
        self.sources.show_session(self.workspace.session)
        shown = self.workspace.source
        if shown is not None:
            self.sources.show_current(shown.id)
        if before is None or after is None or shown is None or after.id != shown.id:
            return
        if before.text == after.text and before.blocks == after.blocks:
            self.reader.update_front(after)
        else:
            self.notice.hide()
            self._source_shown(after.id)

    def _current_changed(self, id_: str, reveal: bool) -> None:
        current = self.workspace.current
        self.reader.set_current(current, reveal)
        self.passages.show_current(current.id if current is not None else None)
        self._show_inspector()

    def _show_inspector(self) -> None:
        current = self.workspace.current
        if current is None:
            self.inspector.show_passage(None, "", 0)
            return
        model = self.passages.passages
        row = model.row(current.id)
        self.inspector.show_passage(current, model.place(current), row + 1)

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
        self._name_step("undo", words)

    def _name_redo(self, words: str) -> None:
        self._name_step("redo", words)

    def _name_step(self, name: str, words: str) -> None:
        action = self.actions_by_name[name]
        verb = _("Undo") if name == "undo" else _("Redo")
        step = words[:1].lower() + words[1:]
        text = f"{verb} {step}" if words else verb
        action.setText(text.replace("&", "&&"))
        action.setEnabled(bool(words))
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(tip(f"{text} ({keys})"))

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

    def _theme_changed(self) -> None:
        self._learn_signs()
        self.reader.signs_changed()

    def _learn_signs(self) -> None:
        codebook = self.workspace.session.codebook
        self._signs = {
            tag.id: self.theme.signs(tag.id, tag.color, position)
            for position, tag in enumerate(codebook)
        }

    def _signs_of(self, held: Annotation) -> TagSigns:
        return self._signs[held.tag]

    def _caret_moved(self, number: int) -> None:
        source = self.workspace.source
        if source is not None:
            self.status.show_paragraph(number, max(paragraph_numbers(source.blocks), default=0))

    def _context_menu(self, place: QPoint) -> None:
        self._menus["tags"].popup(self.reader.viewport().mapToGlobal(place))

    def _list_recent(self) -> None:
        menu = self._menus["recent"]
        menu.clear()
        for path in self._settings().recent:
            action = menu.addAction(Path(path).name.replace("&", "&&"))
            action.setToolTip(tip(path))
            action.triggered.connect(
                lambda _on=False, chosen=path: self.filing.open_path(Path(chosen))
            )
        menu.setEnabled(True)
        if not self._settings().recent:
            menu.addAction(_("None yet")).setEnabled(False)

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


def _without_argument(slot: Callable[[], object]) -> Callable[[bool], None]:
    def call(_checked: bool = False) -> None:
        slot()

    return call


def _open_url(url: QUrl) -> None:
    QDesktopServices.openUrl(url)
