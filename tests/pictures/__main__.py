"""``python -m tests.pictures [FOLDER]``: take the pictures, by default those of the README.

Each is taken in a process of its own: pixel ratio and platform are those of a process.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "resources" / "pictures"
SIZES = {"window": (1440, 900), "window-narrow": (1024, 768)}


def main() -> int:
    """Take all pictures anew."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["--one"]:
        return take_one(Path(arguments[1]), arguments[2], arguments[3])
    folder = Path(arguments[0]) if arguments else PICTURES
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as own:
        environment = os.environ | {
            "QT_QPA_PLATFORM": "offscreen",
            "QT_SCALE_FACTOR": "2",
            "BRIEFLIGHT_CONFIG": own,
            "BRIEFLIGHT_DATA": own,
        }
        for theme in ("light", "dark"):
            target = folder / f"window-{theme}.png"
            command = [
                sys.executable,
                "-m",
                "tests.pictures",
                "--one",
                str(target),
                theme,
                "window",
            ]
            subprocess.run(command, cwd=ROOT, env=environment, check=True)
            sys.stdout.write(f"{target}\n")
    return 0


def take_one(target: Path, theme: str, size: str) -> int:
    """Open the marked sample in a window and save its picture."""
    from PySide6.QtWidgets import QApplication

    from desktop.app import build_window, create_application
    from desktop.settings import Settings
    from desktop.store.files.sessions import save_session
    from desktop.ui.look.theme import ThemeChoice
    from tests.pictures.marked import marked_session

    choice: ThemeChoice = "dark" if theme == "dark" else "light"
    application = create_application()
    window = build_window(application, Settings(theme=choice))
    window.resize(*SIZES[size])
    window.show()
    session = marked_session()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "halvec-lease.brief.json"
        save_session(path, session)
        window.workspace.open_path(path)
        QApplication.processEvents()
        quote = next(held for held in session.annotations.values() if len(held.spans) > 1)
        window.workspace.set_current(quote.id)
        QApplication.processEvents()
        window.grab().save(str(target))
    window.workspace.stop_jobs()
    return 0


if __name__ == "__main__":
    sys.exit(main())
