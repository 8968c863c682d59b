"""Article, list, counts and strip say what the session says, whatever a change names."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.model.annotation import Annotation
from desktop.model.change import Change, Edit
from desktop.model.source import Source
from desktop.ui.window.main_window import MainWindow
from tests.desktop.ui.agreement import differences
from tests.desktop.ui.articles import HARBOUR, passage, session, source
from tests.desktop.ui.hands import Hands

FIRST = source(*HARBOUR)
SECOND = source(
    "The second article speaks of cranes.",
    "It ends here, with nothing said.",
    name="cranes.txt",
    id_="urn:uuid:00000000-0000-4000-8000-000000000002",
)
THIRD = source(
    "A third article, about the ferry.",
    name="ferry.txt",
    id_="urn:uuid:00000000-0000-4000-8000-000000000003",
)
ONE = passage(FIRST, "harbour pilots", number=1)
TWO = passage(FIRST, "a quay", tag="quote", number=2)
THREE = passage(SECOND, "cranes", tag="opinion", number=3)
FOUR = passage(THIRD, "the ferry", tag="context", number=4)


def agrees(window: MainWindow) -> None:
    """All parts show the session as it is."""
    QApplication.processEvents()
    assert differences(window) == []


def edits(*records: tuple[Annotation | Source | None, Annotation | Source | None]) -> Change:
    return Change("All at once", tuple(Edit(*pair) for pair in records))


@pytest.mark.parametrize("shown", [FIRST, SECOND])
@pytest.mark.parametrize(
    "change",
    [
        edits((None, THIRD), (None, TWO), (None, FOUR)),
        edits((None, THIRD), (THIRD, None), (None, TWO)),
        edits((None, TWO), (TWO, None), (None, THIRD), (None, FOUR), (ONE, None)),
        edits((THREE, None), (SECOND, None), (None, TWO)),
    ],
)
def test_a_change_of_articles_and_passages_is_shown_once(
    window: MainWindow, hands: Hands, tmp_path: Path, shown: Source, change: Change
) -> None:
    hands.open(session(FIRST, SECOND, passages=(ONE, THREE)), tmp_path)
    window.workspace.show_source(shown.id)
    agrees(window)
    assert window.workspace.do(lambda _session, _moment: change)
    agrees(window)
    window.workspace.undo_stack.undo()
    agrees(window)
    window.workspace.undo_stack.redo()
    agrees(window)
    window.workspace.delete(window.workspace.session.annotations)
    agrees(window)
