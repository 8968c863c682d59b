"""``python -m tests.benchmarks.start SESSION``: the program from nothing to its first text.

Runs the ``brieflight`` command, which loads everything itself and in its own order; the process
ends, without tidying up, when the reader has painted the article.
"""

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any, cast

from desktop import cli

if TYPE_CHECKING:
    from desktop.ui.window.main_window import MainWindow


def main(path: str) -> None:
    """Never returns: the process ends after the frame."""
    load_window = cli._load_window  # pyright: ignore[reportPrivateUsage]

    def load_watched() -> ModuleType:
        app = cast("Any", load_window())
        build_window = app.build_window

        def build_watched(*arguments: Any) -> "MainWindow":
            from tests.benchmarks.frames import leave_after_first_frame

            window = build_window(*arguments)
            reader = window.reader
            leave_after_first_frame(
                reader.viewport(), lambda: reader.document().characterCount() > 1
            )
            return window

        app.build_window = build_watched
        return cast("ModuleType", app)

    cli._load_window = load_watched  # pyright: ignore[reportPrivateUsage]
    cli.main([path])


if __name__ == "__main__":
    main(sys.argv[1])
