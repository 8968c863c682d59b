"""What is closed is let go of."""

import gc
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication

from desktop.store.codec.records import FileExtra
from tests.desktop.ui.articles import HARBOUR, passage, session, source
from tests.desktop.ui.hands import Hands


def held_files() -> int:
    """The session files whose bytes some record keeps in memory."""
    gc.collect()
    return sum(isinstance(one, FileExtra) for one in gc.get_objects())


def test_of_sessions_opened_one_after_the_other_only_the_last_is_kept(
    hands: Hands, tmp_path: Path
) -> None:
    article = source(*HARBOUR)
    before = held_files()
    for number in range(6):
        held = replace(passage(article, "pilots", number=number + 1), note="a note")
        hands.open(session(article, passages=[held]), tmp_path, f"{number}.brief.json")
        hands.window.grab()  # painted, so all that is kept for painting is there
        hands.window.workspace.set_current(held.id)
        QApplication.processEvents()
    assert held_files() - before <= 2  # the last one, and what fields hold of a codebook


def test_the_reader_keeps_the_document_of_the_article_being_read_only(
    hands: Hands, tmp_path: Path
) -> None:
    for number in range(5):
        hands.open(session(source(*HARBOUR)), tmp_path, f"{number}.brief.json")
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert hands.reader.findChildren(QTextDocument) == [hands.reader.document()]
