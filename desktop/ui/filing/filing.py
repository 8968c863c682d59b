"""Opening, saving, exporting and closing: the dialogs, and what they ask of the workspace."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop.editing.briefing import choose
from desktop.i18n import _
from desktop.model.identity import SourceId
from desktop.model.session import Session
from desktop.model.source import FrontMatter
from desktop.protocol import Format
from desktop.settings import Settings, with_recent, without_recent
from desktop.ui.late import Late
from desktop.ui.look.theme import Theme
from desktop.ui.session.workspace import Workspace
from resources.files import SAMPLE_SESSION, SAMPLES

if TYPE_CHECKING:
    from desktop.ui.dialogs.file_dialog import FileDialogs

SESSION_SUFFIX = ".brief.json"


class Filing(QObject):
    """The File menu. ``settle`` sends half-typed fields on before anything is kept."""

    def __init__(
        self,
        workspace: Workspace,
        theme: Theme,
        window: QWidget,
        settings: Callable[[], Settings],
        store: Callable[[Settings], None],
        settle: Callable[[], None],
    ) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._theme = theme
        self._window = window
        self._settings = settings
        self._store = store
        self._settle = settle
        self._offered: dict[str, FrontMatter] = {}
        self._dialogs = Late(self._make_dialogs)
        workspace.front_matter_found.connect(self._remember_offer)
        workspace.used.connect(self._used)
        workspace.relocated.connect(self._relocated)
        workspace.save_failed.connect(self._save_failed)

    def open(self) -> None:
        """Ask for an article or a session and open it."""
        path = self._ask_open(_("Open an article or a session"), _anything())
        if path is not None and self.may_close():
            self._workspace.open_path(path)

    def ask_session(self, title: str) -> Path | None:
        """Ask for a session file; None where that is called off."""
        self._settle()
        return self._ask_open(title, _("Brieflight sessions (*.json);;All files (*)"))

    def open_path(self, path: Path) -> None:
        """Open a file that was named elsewhere: recent, dropped, on the command line."""
        if self.may_close():
            if not path.exists():
                self._store(without_recent(self._settings(), str(path)))
            elif path.parent != SAMPLES:
                self._store(replace(self._settings(), folder=str(path.absolute().parent)))
            self._workspace.open_path(path)

    def open_sample(self) -> None:
        """Open a fresh copy of the sample: an article with passages and suggestions."""
        self.open_path(SAMPLE_SESSION)

    def add(self) -> None:
        """Ask for an article and add it to the session."""
        path = self._ask_open(_("Add an article"), _articles())
        if path is not None:
            self._workspace.add_path(path)

    def paste(self) -> None:
        """Add the text on the clipboard as an article."""
        held: QMimeData | None = QGuiApplication.clipboard().mimeData()
        self.take(held or QMimeData())  # none where nobody has copied anything yet

    def take(self, data: QMimeData) -> None:
        """Add what was pasted or dropped: files, or else text."""
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if paths:
            self.take_files(paths)
        elif data.hasText() and data.text().strip():
            self._workspace.add_text(data.text(), _("Pasted text"))
        else:
            self._workspace.noticed.emit(_("There is no text on the clipboard."))

    def take_files(self, paths: list[Path]) -> None:
        """A session is opened in place of this one; articles are added to it."""
        alone = len(paths) == 1 and not self._workspace.session.sources
        for path in paths:
            if alone or path.name.endswith(SESSION_SUFFIX):
                self.open_path(path)
            else:
                self._workspace.add_path(path)

    def new(self) -> None:
        """Close the session and show the first page."""
        if self.may_close():
            self._workspace.start_new()

    def save(self) -> bool:
        """Save, asking for a place the first time."""
        self._settle()
        if self._workspace.path is None:
            return self.save_as()
        return self._say_saved(self._workspace.save())

    def save_again(self) -> bool:
        """Save where the file of the session was that is gone."""
        return self._say_saved(self._workspace.save_again())

    def save_as(self) -> bool:
        """Ask for a place and save there."""
        self._settle()
        path = self._ask_save(
            _("Save session"),
            self._suggested(SESSION_SUFFIX),
            _("Brieflight sessions (*.brief.json)"),
        )
        if path is None:
            return False
        if not path.name.endswith(".json"):
            path = path.with_name(path.name + SESSION_SUFFIX)
        return self._say_saved(self._workspace.save_as(path))

    def save_apart(self, session: Session, title: str) -> Path | None:
        """Ask for a place and save a session there that is not the open one; where it is then."""
        path = self._ask_save(
            _("Save session"),
            str(Path(self._folder()) / (_as_name(title) + SESSION_SUFFIX)),
            _("Brieflight sessions (*.brief.json)"),
        )
        if path is None:
            return None
        if not path.name.endswith(".json"):
            path = path.with_name(path.name + SESSION_SUFFIX)
        return path if self._workspace.save_apart(session, path) else None

    def _say_saved(self, saved: bool) -> bool:
        path = self._workspace.path
        if saved and path is not None:
            self._workspace.noticed.emit(_("Saved in {name}.").format(name=path.name))
        return saved

    def export(self) -> None:
        """Ask what the briefing is to be, and where; write it in the background."""
        self._settle()
        session = self._workspace.session
        if not session.sources:
            self._workspace.noticed.emit(_("Open an article first; there is nothing to export."))
            return
        from desktop.ui.exporting.dialog import ExportDialog
        from desktop.ui.exporting.remembering import choice_of

        title, settings = self._briefing_title(), self._settings()
        dialog = ExportDialog(
            self._theme,
            session,
            title,
            settings,
            self._window,
            self._workspace.encoded,
            self._workspace.preview,
        )
        path = None
        while path is None:  # whoever gives up the file comes back to what was chosen for it
            if not dialog.exec():
                dialog.deleteLater()
                return
            path = self._ask_document(dialog.chosen_format)
        wish = dialog.wish
        dialog.deleteLater()
        self._store(replace(self._settings(), page_size=wish.options.page_size))
        if not self._workspace.read_only:
            choice = choice_of(wish, session.briefing, title, settings)
            self._workspace.do(lambda s, _moment: choose(s, choice))
        self._workspace.export(path, wish.format, wish.options)

    def _ask_document(self, format_: Format) -> Path | None:
        patterns = {
            "docx": _("Word documents (*.docx)"),
            "pdf": _("PDF files (*.pdf)"),
            "html": _("Web pages (*.html)"),
            "md": _("Markdown files (*.md)"),
        }
        suggested = self._suggested(f".{format_}")
        path = self._ask_save(_("Export briefing"), suggested, patterns[format_])
        if path is not None and path.suffix.lower() != f".{format_}":
            path = path.with_name(f"{path.name}.{format_}")
        return path

    def details(self, source: str = "") -> None:
        """Edit what is known about an article (default: the one being read)."""
        shown = self._workspace.session.sources.get(SourceId(source)) or self._workspace.source
        if shown is None:
            return
        from desktop.ui.dialogs.details import DetailsDialog

        offer = self._offered.get(shown.id)
        dialog = DetailsDialog(
            self._theme,
            shown,
            offer.front if offer is not None else None,
            self._window,
            self._workspace.session.people,
        )
        if dialog.exec():
            self._workspace.edit_details(
                shown.id, dialog.front(), dialog.reliability, dialog.rationale.text()
            )

    def rename(self) -> None:
        """Ask for the title of the session."""
        from desktop.ui.dialogs.title import TitleDialog

        dialog = TitleDialog(self._theme, self._workspace.title, self._window)
        if dialog.exec():
            self._workspace.rename(dialog.title)

    def preferences(self) -> None:
        """Edit the settings."""
        from desktop.ui.dialogs.preferences import PreferencesDialog

        dialog = PreferencesDialog(self._theme, self._settings(), self._window)
        if dialog.exec():
            settings = dialog.settings()
            self._store(settings)
            self._theme.choose(settings.theme)

    def may_close(self) -> bool:
        """Whether the session may go: saved, or the user says so."""
        self._settle()
        if not self._workspace.unsaved:
            return True
        from desktop.ui.dialogs.question import Question  # dialogs are slow to load

        box = Question(
            self._window,
            _("Unsaved changes"),
            _("Save “{title}” before it is closed?").format(title=self._workspace.title),
            _("Otherwise what you did since the last save is lost."),
        )
        save = box.addButton(_("Save"), box.ButtonRole.AcceptRole)
        discard = box.addButton(_("Do not save"), box.ButtonRole.DestructiveRole)
        box.addButton(_("Cancel"), box.ButtonRole.RejectRole)
        box.setDefaultButton(save)
        box.exec()
        if box.clickedButton() is save:
            return self.save() or not self._workspace.unsaved
        return box.clickedButton() is discard

    def _save_failed(self, sentence: str) -> None:
        from desktop.ui.dialogs.question import Question

        meaning = _("The session is still open, with every change.")
        box = Question(self._window, _("Not saved"), sentence, meaning)
        other = box.addButton(_("Save as…"), box.ButtonRole.AcceptRole)
        box.addButton(_("Not now"), box.ButtonRole.RejectRole)
        box.setDefaultButton(other)
        box.exec()
        if box.clickedButton() is other:
            self.save_as()

    def _briefing_title(self) -> str:
        """The session's own title, or that of its only article, before the name of its file."""
        session = self._workspace.session
        titles = [source.front.title for source in session.sources.values()]
        only = titles[0] if len(titles) == 1 else ""
        return session.info.title or only or self._workspace.title

    def _suggested(self, suffix: str) -> str:
        path = self._workspace.path
        if path is not None:
            name = path.name.removesuffix(".json").removesuffix(".brief")
            return str(path.with_name(name + suffix))
        return str(Path(self._folder()) / (_as_name(self._workspace.title) + suffix))

    def _folder(self) -> str:
        kept = self._settings().folder
        if kept and Path(kept).is_dir():
            return kept
        from PySide6.QtCore import QStandardPaths

        usual = QStandardPaths.StandardLocation.DocumentsLocation
        documents = Path(QStandardPaths.writableLocation(usual))
        return str(documents if documents.is_dir() else Path.home())

    def _ask_open(self, title: str, pattern: str) -> Path | None:
        recent = self._settings().recent
        return self._chosen(self._dialogs().open(title, self._folder(), pattern, recent))

    def _ask_save(self, title: str, suggested: str, pattern: str) -> Path | None:
        recent = self._settings().recent
        return self._chosen(self._dialogs().save(title, suggested, pattern, recent))

    def _make_dialogs(self) -> "FileDialogs":
        from desktop.ui.dialogs.file_dialog import FileDialogs  # dialogs are slow to load

        return FileDialogs(self._theme, self._window)

    def _chosen(self, name: str) -> Path | None:
        if not name:
            return None
        path = Path(name)
        self._store(replace(self._settings(), folder=str(path.parent)))
        return path

    def _used(self, path: str) -> None:
        self._store(with_recent(self._settings(), path))

    def _relocated(self, before: str, now: str) -> None:
        self._store(with_recent(without_recent(self._settings(), before), now))

    def _remember_offer(self, source: str, found: FrontMatter) -> None:
        self._offered[source] = found


def _as_name(title: str) -> str:
    """A title as the name of a file, without an ending."""
    kept = (c if c.isalnum() or c in " -_,.’'" else " " for c in title)
    name = " ".join("".join(kept).split()).removesuffix(".txt").removesuffix(".md")
    return name[:80].strip(". ") or _("Session")


def _articles() -> str:
    every = _("Articles (*.txt *.md *.markdown *.text)")
    return ";;".join((every, *_formats(), _("All files (*)")))


def _anything() -> str:
    every = _("Articles and sessions (*.txt *.md *.markdown *.text *.json)")
    sessions = _("Brieflight sessions (*.brief.json)")
    return ";;".join((every, sessions, *_formats(), _("All files (*)")))


def _formats() -> tuple[str, ...]:
    return (_("Plain text (*.txt *.text)"), _("Markdown (*.md *.markdown)"))
