"""Articles that are added twice: told of, one after the other, and shown or added knowingly."""

from collections import deque

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from desktop.editing.duplicates import Duplicate, Sameness, find_duplicate
from desktop.i18n import _, ngettext
from desktop.model.identity import SessionId
from desktop.model.session import Session
from desktop.model.transfer import Imported
from desktop.ui.session.workspace import Workspace

_SHOW, _ADD = "show", "add"
_LONGEST_TITLE = 80


class Adding(QObject):
    """Asks about each article that is in the session already.

    Several may come in a row, as from a drop of many files; a question is only asked when the one
    before is answered.
    """

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        super().__init__(window)
        self._workspace, self._window = workspace, window
        self._waiting: deque[tuple[SessionId, Imported]] = deque()
        self._is_asking = False
        workspace.duplicate_found.connect(self._wait)

    def _wait(self, _duplicate: Duplicate, read: Imported) -> None:
        self._waiting.append((self._workspace.session.id, read))
        QTimer.singleShot(0, self, self._ask_next)

    def _ask_next(self) -> None:
        while self._waiting and not self._is_asking:
            session, read = self._waiting.popleft()
            self._is_asking = True
            try:
                if session == self._workspace.session.id:
                    self._ask(read)
            finally:
                self._is_asking = False

    def _ask(self, read: Imported) -> None:
        from desktop.ui.dialogs.same_article import SameArticleQuestion

        workspace = self._workspace
        duplicate = find_duplicate(workspace.session, read[0])
        if duplicate is None:  # it has been taken out since
            workspace.add_article(read)
            return
        box = SameArticleQuestion(
            self._window,
            _sentence(workspace.session, duplicate, read),
            _matches(workspace.session, duplicate),
            (
                (_SHOW, _("Show S{number}").format(number=duplicate.number)),
                (_ADD, _("Add again")),
            ),
        )
        answer = box.ask()
        box.deleteLater()
        if answer == _SHOW:
            workspace.show_source(duplicate.source)
        elif answer == _ADD:
            workspace.add_article(read)


def _sentence(session: Session, duplicate: Duplicate, read: Imported) -> str:
    there = session.sources[duplicate.source]
    return _("“{name}” is in this session already, as S{number} “{title}”.").format(
        name=_short(read[0].name), number=duplicate.number, title=_short(there.title)
    )


def _matches(session: Session, duplicate: Duplicate) -> str:
    """In what the two are the same, and what the analyst has done with the one that is there."""
    same = {
        Sameness.BYTES: _("Both are the same file, byte for byte."),
        Sameness.TEXT: _("The files differ, their text is the same."),
        Sameness.WORDS: _("Their words are the same; only white space or line ends differ."),
    }[duplicate.sameness]
    count = sum(1 for _held in session.of_source(duplicate.source))
    if not count:
        return same
    held = ngettext(
        "S{number} has {count} passage.", "S{number} has {count} passages.", count
    ).format(number=duplicate.number, count=count)
    return f"{same} {held}"


def _short(text: str) -> str:
    line = " ".join("".join(a if a.isprintable() else " " for a in text).split())
    return line if len(line) <= _LONGEST_TITLE else line[:_LONGEST_TITLE].rstrip() + "…"
