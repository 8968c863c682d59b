"""What strangers wrote stands on one line of the window, and neither turns nor hides anything."""

from pathlib import Path

from msgspec.structs import replace
from PySide6.QtWidgets import QLabel

from desktop.model.change import SessionInfo
from desktop.ui.dialogs.question import Question
from desktop.ui.look.style import tip
from tests.desktop.ui.articles import HARBOUR, session, source
from tests.desktop.ui.hands import Hands

EVIL = "a\x1b[2J\u202egpj\nSaved.\u2028\u200bb" + "x" * 100_000
ACTS = "\x1b\u202e\n\u2028\u200b"


def harmless(text: str, most: int = 2_000) -> bool:
    """Whether a label shows this on one line, and as it stands."""
    return len(text) <= most and not any(one in text for one in ACTS)


def test_one_line_of_the_window_holds_one_line(hands: Hands, tmp_path: Path) -> None:
    made = replace(session(source(*HARBOUR)), info=SessionInfo(EVIL[:1_000]))
    hands.open(made, tmp_path)
    window = hands.window
    status = window.status
    status.say(EVIL)
    status.ask(EVIL)
    window.notice.show_notice(EVIL)
    box = Question(window, EVIL, EVIL)
    shown = [status.remark.text(), status.asked.text(), window.notice.words.text()]
    shown += [window.windowTitle(), box.windowTitle(), box.text(), tip(EVIL).replace("\n", " ")]
    shown += [one.text() for one in window.top.findChildren(QLabel)]
    assert len(shown) > 8
    assert [text for text in shown if not harmless(text)] == []
