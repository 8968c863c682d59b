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
from desktop.model.identity import SessionId, SourceId
from desktop.model.session import Session
from desktop.model.source import FrontMatter
from desktop.protocol import Format
from desktop.settings import Settings, with_recent, without_recent
from desktop.ui.late import Late
from desktop.ui.look.theme import Theme
from desktop.ui.session.facts import Fact, Remark
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
        self._formats: dict[SessionId, Format] = {}
        """In which format the sessions of this run were exported last."""
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
        path = self._ask_session(self._suggested(SESSION_SUFFIX))
        if path is None:
            return False
        return self._say_saved(self._workspace.save_as(path))

    def save_apart(self, session: Session, title: str) -> Path | None:
        """Ask for a place and save a session there that is not the open one; where it is then."""
        path = self._ask_session(str(Path(self._folder()) / (_as_name(title) + SESSION_SUFFIX)))
        if path is None:
            return None
        return path if self._workspace.save_apart(session, path) else None

    def _say_saved(self, saved: bool) -> bool:
        path = self._workspace.path
        if saved and path is not None:
            said = _("Saved in {name}.").format(name=path.name)
            depends = Fact.OPENED | Fact.SESSION | Fact.SAVED
            self._workspace.remarked.emit(Remark(said, depends))
        return saved

    def export(self) -> None:
        """Ask what the briefing is to be, and where; write it in the background."""
        self._settle()
        session = self._workspace.session
        if not session.sources:
            self._workspace.noticed.emit(_("Open an article first; there is nothing to export."))
            return
        from desktop.ui.exporting.dialog import ExportDialog
        from desktop.ui.exporting.remembering import changes_in_words, choice_of

        title, settings = session.title, self._settings()
        dialog = ExportDialog(
            self._theme,
            session,
            title,
            settings,
            self._window,
            self._workspace.encoded,
            self._workspace.preview,
            self._formats.get(session.id, ""),
        )
        shown = dialog.wish
        path = None
        while path is None:  # whoever gives up the file comes back to what was chosen for it
            if not dialog.exec():
                dialog.deleteLater()
                return
            path = self._ask_document(dialog.chosen_format)
        wish = dialog.wish
        dialog.deleteLater()
        self._formats[session.id] = wish.format
        page_size = wish.options.page_size
        self._store(replace(self._settings(), page_size=page_size, document_format=wish.format))
        if not self._workspace.read_only:
            choice = choice_of(wish, shown, session.briefing, title, settings)
            marking = wish.options.marking
            if self._workspace.do(lambda s, _moment: choose(s, choice, marking)):
                kept = changes_in_words(session.briefing, choice, wish)
                said = _("Kept with the session, and undone as one step: {choices}.")
                self._workspace.noticed.emit(said.format(choices=kept))
        self._workspace.export(path, wish.format, wish.options)

    def _ask_document(self, format_: Format) -> Path | None:
        patterns = {
            "docx": _("Word documents (*.docx)"),
            "pdf": _("PDF files (*.pdf)"),
            "html": _("Web pages (*.html)"),
            "md": _("Markdown files (*.md)"),
        }
        return self._ask_save(
            _("Export briefing"),
            self._suggested(f".{format_}"),
            patterns[format_],
            lambda path: _with_suffix(path, f".{format_}"),
            _("What is in it now is lost."),
        )

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
        """Ask for the title of the session, and its marking."""
        from desktop.ui.dialogs.title import TitleDialog

        info = self._workspace.session.info
        dialog = TitleDialog(self._theme, info, self._workspace.title, self._window)
        if dialog.exec():
            self._workspace.describe(dialog.title, dialog.marking)

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

    def _make_dialogs(self) -> "FileDialogs":
        from desktop.ui.dialogs.file_dialog import FileDialogs  # dialogs are slow to load

        return FileDialogs(self._theme, self._window)

    def _ask_session(self, suggested: str) -> Path | None:
        return self._ask_save(
            _("Save session"),
            suggested,
            _("Brieflight sessions (*.brief.json)"),
            _with_session_suffix,
            _("The session that is there now is kept as a backup."),
        )

    def _ask_save(
        self,
        title: str,
        suggested: str,
        pattern: str,
        complete: Callable[[Path], Path],
        loss: str,
    ) -> Path | None:
        """Ask for a file to write; one that is there already is taken only if that is meant.

        ``complete`` gives a typed name its ending. The file dialog cannot ask about the name that
        makes, so the question is always ours; ``loss`` says in it what replacing does.
        """
        recent = self._settings().recent
        while True:
            path = self._chosen(self._dialogs().save(title, suggested, pattern, recent))
            if path is None:
                return None
            path = complete(path)
            if not _is_there(path) or self._is_own(path):
                return path
            answer = self._ask_replace(path, loss)
            if answer is not None:
                return path if answer else None
            suggested = str(path)

    def _is_own(self, path: Path) -> bool:
        """Whether it is the file of the open session, which a save may write over."""
        own = self._workspace.path
        return own is not None and _is_there(own) and own.samefile(path)

    def _ask_replace(self, path: Path, loss: str) -> bool | None:
        """Whether a file is to be written over; None for another name, False for neither."""
        from desktop import messages
        from desktop.ui.dialogs.question import Question

        box = Question(self._window, _("Replace file"), messages.replaces(path), loss)
        replace_ = box.addButton(_("Replace"), box.ButtonRole.DestructiveRole)
        other = box.addButton(_("Other name…"), box.ButtonRole.AcceptRole)
        box.addButton(_("Cancel"), box.ButtonRole.RejectRole)
        box.setDefaultButton(other)
        box.exec()
        if box.clickedButton() is other:
            return None
        return box.clickedButton() is replace_

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


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name that cannot be: whoever writes it says so
        return False


def _with_suffix(path: Path, suffix: str) -> Path:
    if path.suffix.lower() == suffix:
        return path
    return path.with_name(path.name + suffix)


def _with_session_suffix(path: Path) -> Path:
    return path if path.name.endswith(".json") else path.with_name(path.name + SESSION_SUFFIX)


def _articles() -> str:
    every = _("Articles (*.txt *.md *.markdown *.text)")
    return ";;".join((every, *_formats(), _("All files (*)")))


def _anything() -> str:
    every = _("Articles and sessions (*.txt *.md *.markdown *.text *.json)")
    sessions = _("Brieflight sessions (*.brief.json)")
    return ";;".join((every, sessions, *_formats(), _("All files (*)")))


def _formats() -> tuple[str, ...]:
    return (_("Plain text (*.txt *.text)"), _("Markdown (*.md *.markdown)"))
