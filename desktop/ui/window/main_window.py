"""The window: its parts side by side, its menus, and who hears whom. No rule of the domain."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QByteArray, QEvent, QMargins, Qt, QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QMainWindow,
    QStackedWidget,
)

from desktop.i18n import _
from desktop.listing.facets import Facet
from desktop.listing.query import Conditions
from desktop.model.codebook import Tag, letters
from desktop.model.identity import AnnotationId, SourceId
from desktop.printable_line import NAME, printable_line
from desktop.settings import Settings
from desktop.ui.filing.adding import Adding
from desktop.ui.filing.conflicts import Conflicts
from desktop.ui.filing.filing import Filing
from desktop.ui.filing.merging import Merging
from desktop.ui.filing.recovering import Recovering
from desktop.ui.filing.tracing import Tracing
from desktop.ui.gestures.asking import Asking
from desktop.ui.gestures.grading import Grading
from desktop.ui.gestures.labelling import Labelling
from desktop.ui.gestures.linking import Linking
from desktop.ui.gestures.marking import Marking
from desktop.ui.gestures.naming import Naming
from desktop.ui.gestures.pointing import Pointing
from desktop.ui.gestures.shaping import Shaping
from desktop.ui.late import Late
from desktop.ui.look.hover import HoverEnd
from desktop.ui.look.theme import Theme
from desktop.ui.panels.inspector.detail import Detail
from desktop.ui.panels.notice import NoticeBar
from desktop.ui.panels.passages.panel import PassagesPanel
from desktop.ui.panels.side import PassagesHead
from desktop.ui.panels.sources import SourcesPanel
from desktop.ui.panels.status import StatusRow
from desktop.ui.panels.top_bar import TopBar
from desktop.ui.reader.find_bar import FindBar
from desktop.ui.reader.overview import Overview
from desktop.ui.reader.selection_bar import SelectionBar
from desktop.ui.reader.view import Reader
from desktop.ui.session.facts import Fact
from desktop.ui.session.filed import Damaged
from desktop.ui.session.workspace import Workspace
from desktop.ui.triage.looking import Looking
from desktop.ui.triage.review import Places, Review
from desktop.ui.triage.triage import Triage
from desktop.ui.window.columns import Columns
from desktop.ui.window.dropping import Dropping
from desktop.ui.window.fact_watch import FactWatch
from desktop.ui.window.first_page import FirstPage
from desktop.ui.window.following import Following
from desktop.ui.window.inspecting import Inspecting
from desktop.ui.window.keying import Keying
from desktop.ui.window.listed import Listed
from desktop.ui.window.menus import Menus
from desktop.ui.window.noticing import Noticing
from desktop.ui.window.passage_menu import PassageMenu
from desktop.ui.window.returning import Returning
from desktop.ui.window.searching import Searching
from desktop.ui.window.slots import slots_of
from desktop.ui.window.step_report import StepReport
from desktop.ui.window.tabbing import move_focus
from desktop.ui.window.typed_letters import TypedLetters
from desktop.ui.window.viewing import Viewing

if TYPE_CHECKING:  # slow to load, and not needed for the first frame of an article
    from desktop.ui.panels.inspector.inspector import Inspector
    from desktop.ui.panels.welcome import Welcome
    from desktop.ui.triage.suggesting import Suggester

_FRAME = QMargins(4, 32, 4, 8)
"""Room for the frame that a window manager draws, before it has drawn any."""
_WHEN_IDLE_MS = 500
"""From the first frame until the language model is loaded beside."""


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
        self._codebook: tuple[Tag, ...] = ()
        self.setWindowTitle("Brieflight")
        self._make_parts()
        self.facts = FactWatch(workspace, self.reader, self.panel)
        self.facts.changed.connect(self.status.hear)
        self.facts.changed.connect(self.notice.hear)
        self.filing = Filing(workspace, theme, self, settings, store, self._settle)
        self.dropping = Dropping(self, workspace, self.filing)
        self.noticing = Noticing(workspace, self.filing, self.notice)
        self.conflicts = Conflicts(workspace, theme, self.filing, self.notice, self)
        self.adding = Adding(workspace, self)
        self.merging = Merging(workspace, theme, self.filing, self)
        self.recovering = Recovering(workspace, self.filing, self.notice, theme, self, settings)
        self.tracing = Tracing(workspace, theme, self, settings, store)
        self.first_page = FirstPage(theme, self.stack, self.filing, self.recovering, settings)
        self.tracing.removed.connect(self.first_page.traces_removed)
        self._suggester = Late(self._make_suggester)
        self.marking = Marking(
            workspace, self.reader, self.passages, self._open_inspector, self.selection_bar
        )
        self.shaping = Shaping(workspace, self.reader, self.passages)
        self.pointing = Pointing(workspace, theme, self.reader, self.passages)
        self.returning = Returning(workspace, self.reader, settings, store)
        self.following = Following(
            workspace,
            theme,
            self.reader,
            self.overview,
            self.passages,
            self._inspector,
            self.sources,
            self.status,
            self.returning,
        )
        self.asking = Asking(theme, self, self.reader, self.passages, self.status)
        self.grading = Grading(workspace, self.reader, self.passages, self.asking)
        self.linking = Linking(
            workspace, self.reader, self.passages, self.status, self.asking, self.grading
        )
        self.naming = Naming(workspace, theme, self, self.notice)
        self.labelling = Labelling(workspace, theme, self, self.grading, self._open_inspector)
        self.menus = Menus(theme, self, (self.reader, self.passages), settings().keys)
        self.passage_menu = PassageMenu(
            self.menus.actions, workspace, self.reader, self.passages, self.marking.tag
        )
        self.inspecting = Inspecting(
            workspace,
            theme,
            self.reader,
            self.detail,
            self.filing,
            self.grading,
            self.linking,
            self.naming,
            self.passage_menu,
            settings,
            store,
        )
        self.listed = Listed(workspace, self.panel, self.head, self.detail, settings, store)
        self.keying = Keying(self, workspace, theme, self.menus, settings, store)
        self.actions_by_name = self.menus.actions
        undo, redo, find, suggest, match_case, whole_words = (
            self.actions_by_name[name]
            for name in ("undo", "redo", "find", "suggest", "match_case", "whole_words")
        )
        self.actions_by_name["note"].changed.connect(self._name_note_key)
        self._name_note_key()
        self.top = TopBar(theme, self.menus.bar, undo, redo, find, suggest)
        self.find_bar = FindBar(theme, match_case, whole_words)
        self.searching = Searching(
            workspace,
            self.reader,
            self.overview,
            self.find_bar,
            self.status,
            match_case,
            whole_words,
            settings,
            store,
        )
        self.setMenuWidget(self.top)
        self._arrange()
        self.looking = Looking(workspace, self.status, self._suggester, self)
        self.triage = Triage(workspace, self.reader, self.looking, settings)
        self.review = Review(
            self.triage,
            self.looking,
            workspace,
            theme,
            self.reader,
            Places(
                self.head,
                self.columns.right_layout,
                (self.panel, self.detail),
                self.columns.middle_layout,
                self.status,
                self.sources,
                self._open_right,
            ),
            settings,
            store,
        )
        self.viewing = Viewing(
            self,
            theme,
            self.reader,
            self.passages,
            self._inspector,
            self.sources,
            self.status,
            (self.left, self.right),
            self.actions_by_name,
            settings,
            store,
        )
        self.noticing.review_asked.connect(self.triage.begin)
        self.triage.began.connect(self.noticing.review_began)
        self.step_report = StepReport(
            workspace, self.reader, self.passages, self.triage, self.status
        )
        self.typed_letters = TypedLetters(
            workspace,
            self.notice,
            (self.reader, self.passages),
            self.asking,
            self.triage,
            self.undo,
        )
        HoverEnd(self)
        self._connect()
        self.top.show_tools(False)
        if not expecting:
            self._opened()

    @property
    def welcome(self) -> "Welcome":
        """The first page."""
        return self.first_page.page

    @property
    def inspector(self) -> "Inspector":
        """The current passage in full, made when one is first chosen, or soon after the start."""
        return self._inspector()

    def make_ready(self) -> None:
        """Make what is likely to be needed next, while nobody waits for it."""
        self._inspector()
        self.recovering.look()
        if self._settings().suggestions:
            QTimer.singleShot(_WHEN_IDLE_MS, self, lambda: self.suggester.start())  # noqa: PLW0108  made then

    @property
    def suggester(self) -> "Suggester":
        """What reads articles for suggestions, made when it is first needed."""
        return self._suggester()

    def end_suggestions(self) -> None:
        """End the process for suggestions, if there is one, and wait for it."""
        if self._suggester.made is not None:
            self._suggester.made.close()

    # Parts

    def _make_suggester(self) -> "Suggester":
        from desktop.ui.triage.suggesting import Suggester

        suggester = Suggester(self)
        suggester.failed.connect(self._failed)
        self.looking.hear(suggester)
        return suggester

    def _make_inspector(self) -> "Inspector":
        return self.inspecting.make()

    def _make_parts(self) -> None:
        theme = self.theme
        self.sources = SourcesPanel(theme)
        self.reader = Reader(theme)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.reader)
        self.overview = Overview(theme)
        self.reader.setVerticalScrollBar(self.overview)
        self.selection_bar = SelectionBar(theme, self.reader.viewport())
        self.notice = NoticeBar(theme)
        remembered = self._settings()
        self.panel = PassagesPanel(theme, remembered.grouping, remembered.scope)
        self.passages = self.panel.list
        self.detail = Detail(theme)
        self._inspector = Late(self._make_inspector)
        self.head = PassagesHead(theme)
        self.status = StatusRow(theme)

    def _arrange(self) -> None:
        self.columns = Columns(
            self.theme,
            (self.sources,),
            (self.notice, self.find_bar, self.stack),
            (self.head, self.panel, self.detail),
            self.status,
            (self.sources, self.stack, self.panel),
        )
        self.left, self.right = self.columns.left, self.columns.right
        self.setCentralWidget(self.columns)
        self.setMinimumSize(640, 480)
        self.resize(1440, 900)
        if QGuiApplication.platformName() != "offscreen":  # whose screen is a small square
            room = self.screen().availableGeometry().size().shrunkBy(_FRAME)
            self.resize(self.size().boundedTo(room))
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
        self.following.reading.connect(self.searching.follow_article)
        self.following.reading.connect(self.triage.show_article)
        workspace.state_changed.connect(self._state_changed)
        workspace.failed.connect(self._failed)
        workspace.damaged.connect(self._damaged)
        workspace.noticed.connect(self._noticed)
        workspace.warned.connect(self._warned)
        workspace.remarked.connect(self.status.show_remark)
        self.searching.hits_changed.connect(self.facts.hits_changed)
        workspace.job_started.connect(self.status.show_job)
        workspace.undo_stack.undoTextChanged.connect(self._name_undo)
        workspace.undo_stack.redoTextChanged.connect(self._name_redo)
        self.sources.source_chosen.connect(lambda id_: workspace.show_source(SourceId(id_)))
        self.sources.clicked.connect(self.reader.setFocus)
        self.sources.add_asked.connect(filing.add)
        self.sources.details_asked.connect(filing.details)
        self.sources.tag_chosen.connect(self._list_tag)
        self.panel.filter.asked.connect(self._show_tag_filter)
        self.passages.chosen.connect(lambda id_: workspace.set_current(AnnotationId(id_), True))
        self.passages.entered.connect(lambda _id: marking.note())
        self.passages.label_asked.connect(self.labelling.ask)
        self.passages.credibility_asked.connect(lambda _ids: self.grading.ask_credibility())
        self.detail.merge_asked.connect(self.shaping.merge)
        self.pointing.note_asked.connect(marking.note)
        self.selection_bar.menu_asked.connect(self._selection_menu)
        self.top.export_button.clicked.connect(filing.export)
        self.reader.scrolled.connect(self.overview.update)
        self.menus.offer_themes(self.viewing.choose_theme)
        self.menus.offer_recent(lambda: self._settings().recent, filing.open_path)
        self.menus.connect_slots(slots_of(self))

    # Facts from the workspace

    def _opened(self) -> None:
        session = self.workspace.session
        if session.codebook != self._codebook:
            self._codebook = session.codebook
            self.theme.use_letters(letters(session.codebook))
            self.menus.show_tags(session.codebook, self.marking.tag)
            self.selection_bar.show_tags(session.codebook)
            self.find_bar.show_tags(session.codebook)
            self.detail.show_tags(session.codebook)
            if self._inspector.made is not None:
                self._inspector.made.show_tags(session.codebook)
        self.notice.hide()
        empty = not session.sources
        self.menus.allow(not empty)
        self.actions_by_name["new"].setEnabled(not empty or self.workspace.path is not None)
        self.top.show_tools(not empty)
        self.status.zoom.setVisible(not empty)
        if empty:
            self.searching.follow_article()
            self.first_page.show()
        else:
            self.stack.setCurrentWidget(self.reader)
        self.viewing.empty = empty
        self.viewing.place_sides()
        self.following.show_session()

    def _reading(self) -> None:
        """An article is there to be read."""
        self.stack.setCurrentWidget(self.reader)
        # A row may be of another article than the row before; the keys go on from where they are.
        if not (self.passages.hasFocus() or self.sources.list.hasFocus()):
            self.reader.setFocus()

    def _failed(self, sentence: str) -> None:
        if not self.workspace.session.sources:
            self._opened()
        self.notice.show_notice(sentence, symbol="warn")

    def _noticed(self, sentence: str) -> None:
        self.status.say(sentence)

    def _warned(self, sentence: str) -> None:
        """What is not said by the way: the next step would take its place in the status row."""
        self.notice.show_notice(
            sentence,
            symbol="warn",
            depends=Fact.OPENED | Fact.SAVED,
            holds=lambda: self.workspace.unsaved,
        )

    def _damaged(self, damaged: Damaged) -> None:
        if not self.workspace.session.sources:
            self._opened()
        self.conflicts.offer(damaged)

    def _state_changed(self) -> None:
        workspace = self.workspace
        if not workspace.session.sources:
            self.top.show_title("Brieflight", "")
            self.setWindowTitle("Brieflight")
            return
        state = _("edited") if workspace.unsaved else ""
        if workspace.read_only:
            state = _("read-only")
        file = workspace.path.name if workspace.path is not None else ""
        self.top.show_title(workspace.title, state, file)
        self.setWindowTitle(
            f"{printable_line(' '.join(workspace.title.split()), NAME)}[*] – Brieflight"
        )
        if self.isWindowModified() != workspace.unsaved:
            self.setWindowModified(workspace.unsaved)
        self.actions_by_name["save"].setEnabled(not workspace.read_only)
        self.actions_by_name["save_as"].setEnabled(not workspace.read_only or workspace.copyable)
        self.reader.set_locked(bool(workspace.read_only))

    # Intents of the window itself

    def undo(self) -> None:
        """Take a step back, with what was typed but not yet left."""
        self._settle()
        self.workspace.undo()

    def _settle(self) -> None:
        """Take up what was typed but not yet left."""
        if self._inspector.made is not None:
            self._inspector.made.flush()
        self.reader.flush()

    def redo(self) -> None:
        """Take a step again; what was typed meanwhile is a step of its own, and comes after it."""
        self._settle()
        self.workspace.redo()

    def _name_undo(self, words: str) -> None:
        self.menus.name_step("undo", words)

    def _name_redo(self, words: str) -> None:
        self.menus.name_step("redo", words)

    def _name_note_key(self) -> None:
        key = self.actions_by_name["note"].shortcut()
        self.selection_bar.show_note_key(key.toString(QKeySequence.SequenceFormat.NativeText))

    def select_all(self) -> None:
        """All rows, or the whole article, where the keys are."""
        if self.passages.hasFocus() and not self.passages.passages.listing.fitting:
            self._noticed(_("There is no passage in the list."))
        (self.passages if self.passages.hasFocus() else self.reader).selectAll()

    def filter(self) -> None:
        """Go to the filter over the list."""
        self._open_right()
        self.panel.focus_filter()

    def _list_tag(self, tag: str) -> None:
        """List the passages of a tag only, or of every tag again."""
        self._open_right()
        self.head.suggestions.setChecked(False)
        self.panel.filter.show_only(Facet.TAG, tag)

    def _show_tag_filter(self, conditions: Conditions) -> None:
        tags = {value for facet, value in conditions.chosen if facet is Facet.TAG}
        self.sources.show_filtered(tags)

    def _open_inspector(self) -> "Inspector":
        self._open_right()
        self.head.suggestions.setChecked(False)
        return self._inspector()

    def _open_right(self) -> None:
        if not self.right.isVisible():
            self.actions_by_name["right"].trigger()

    def _selection_menu(self) -> None:
        bar = self.selection_bar
        self.passage_menu.offer_at_selection(bar.mapToGlobal(bar.menu_place()))

    # Events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:  # for which nothing else had a use
            if self.find_bar.isVisible():
                self.searching.close()
            else:
                self.panel.filter.drop(Facet.TAG)
        name = self.menus.refused(QKeySequence(event.keyCombination()))
        if name:
            self._noticed(self._why_not(name))
        super().keyPressEvent(event)

    def _why_not(self, name: str) -> str:
        """Why an action can do nothing now."""
        if not self.workspace.session.sources:
            return _("Open an article first.")
        if name == "undo":
            return _("There is nothing to undo.")
        if name == "redo":
            return _("There is nothing to redo.")
        return self.workspace.read_only or _("There is nothing to do for this key now.")

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab and Shift+Tab, from top to bottom and left to right."""
        parts = (self.top, self.left, self.notice, self.find_bar, self.stack, self.right)
        return move_focus((*parts, self.status), next)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.viewing.place_sides()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.workspace.look_at_file()  # somebody may come from where it was renamed

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.filing.may_close():
            event.ignore()
            return
        self._leave(keep_journal=False)
        event.accept()

    def end_at_once(self) -> None:
        """End as the system asks: no question is put.

        What is unsaved, half-typed words too, stays in the journal for the next start.
        """
        self._settle()
        self._leave(keep_journal=self.workspace.unsaved)

    def _leave(self, keep_journal: bool) -> None:
        self.returning.leave()
        geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        self._store(replace(self._settings(), window_geometry=geometry))
        self.workspace.stop_jobs(keep_journal)
        self.end_suggestions()
