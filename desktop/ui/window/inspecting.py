"""The inspector, made when it is first needed, and what is asked for in it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject

from desktop.editing.wording import vocabulary
from desktop.model.identity import AnnotationId
from desktop.settings import Settings
from desktop.ui.filing.filing import Filing
from desktop.ui.gestures.grading import Grading
from desktop.ui.gestures.linking import Linking
from desktop.ui.gestures.naming import Naming
from desktop.ui.look.theme import Theme
from desktop.ui.panels.inspector.detail import Detail
from desktop.ui.reader.view import Reader
from desktop.ui.session.workspace import Workspace
from desktop.ui.window.passage_menu import PassageMenu

if TYPE_CHECKING:
    from desktop.ui.panels.inspector.inspector import Inspector  # slow to load


class Inspecting(QObject):
    """Puts the inspector below the list and sends on what it says."""

    def __init__(
        self,
        workspace: Workspace,
        theme: Theme,
        reader: Reader,
        detail: Detail,
        filing: Filing,
        grading: Grading,
        linking: Linking,
        naming: Naming,
        menu: PassageMenu,
        settings: Callable[[], Settings],
        store: Callable[[Settings], None],
    ) -> None:
        super().__init__(reader)
        self._workspace, self._theme, self._reader, self._detail = workspace, theme, reader, detail
        self._filing, self._naming, self._menu = filing, naming, menu
        self._grading, self._linking = grading, linking
        self._settings, self._store = settings, store

    def make(self) -> "Inspector":
        """The inspector, in its place."""
        from desktop.ui.panels.inspector.inspector import Inspector

        inspector = Inspector(self._theme)
        inspector.show_tags(self._workspace.session.codebook)
        inspector.look_up_words(lambda: vocabulary(self._workspace.session))
        inspector.open_more(self._settings().more)
        self._connect(inspector)
        self._detail.hold(inspector)
        inspector.show_nothing(bool(self._workspace.session.annotations))
        return inspector

    def _connect(self, inspector: "Inspector") -> None:
        workspace, grading = self._workspace, self._grading
        inspector.tag_chosen.connect(lambda id_, tag: workspace.change_tag([id_], tag))
        inspector.note_edited.connect(workspace.set_note)
        inspector.note_typed.connect(workspace.typing)
        inspector.speaker_edited.connect(self._naming.set_speaker)
        inspector.labels_edited.connect(workspace.set_labels)
        inspector.returned.connect(self._reader.setFocus)
        inspector.folded.connect(self._remember_fold)
        inspector.credibility_chosen.connect(lambda id_, v: grading.set_credibility([id_], v))
        inspector.confidence_chosen.connect(lambda id_, v: grading.set_confidence([id_], v))
        inspector.link_removed.connect(self._linking.unlink)
        inspector.links.link_asked.connect(self._linking.press)
        inspector.passage_chosen.connect(lambda id_: self._go_to(inspector, id_))
        inspector.source_asked.connect(self._filing.details)
        inspector.menu_asked.connect(self._menu.offer_below)

    def _go_to(self, inspector: "Inspector", id_: str) -> None:
        inspector.flush()
        self._workspace.set_current(AnnotationId(id_), True)
        self._reader.setFocus()

    def _remember_fold(self, opened: bool) -> None:
        self._store(replace(self._settings(), more=opened))
