"""A session of two articles in the window."""

import pytest
from PySide6.QtWidgets import QApplication

from desktop.model.annotation import Annotation
from desktop.store.codec.records import RecordBytes
from tests.desktop.listing.sessions import EVERY, LEASE, STRIKE
from tests.desktop.ui.articles import session
from tests.desktop.ui.hands import Hands


@pytest.fixture
def two(hands: Hands) -> Hands:
    """Two articles: pilots, quay, line of the first; price and cranes of the second."""
    opened = session(LEASE, STRIKE, passages=EVERY)
    hands.window.workspace._show(opened, None, RecordBytes())  # pyright: ignore[reportPrivateUsage]
    QApplication.processEvents()
    return hands


def shown(hands: Hands) -> list[str | Annotation]:
    """The rows from the top: the titles of headings, and passages."""
    model = hands.window.passages.passages
    rows: list[str | Annotation] = []
    for row in range(model.rowCount()):
        held, heading = model.annotation(row), model.heading(row)
        rows += [held] if held is not None else [heading.title] if heading is not None else []
    return rows
