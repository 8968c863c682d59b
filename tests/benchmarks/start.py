"""``python -m tests.benchmarks.start SESSION``: the program from nothing to its first text.

Runs the ``brieflight`` command; the process ends, without tidying up, when the reader has painted
the article.
"""

import sys
from typing import TYPE_CHECKING, Any

from tests.benchmarks.frames import leave_after_first_frame

if TYPE_CHECKING:
    from desktop.ui.main_window import MainWindow


def main(path: str) -> None:
    """Never returns: the process ends after the frame."""
    import desktop.app as app
    from desktop.cli import main as brieflight

    build_window = app.build_window

    def build_watched(*arguments: Any) -> "MainWindow":
        window = build_window(*arguments)
        reader = window.reader
        leave_after_first_frame(reader.viewport(), lambda: reader.document().characterCount() > 1)
        return window

    app.build_window = build_watched
    brieflight([path])


if __name__ == "__main__":
    main(sys.argv[1])
