"""Do every act in turn and say as JSON which were done; what went wrong stands with the act.

The platform is the one of the environment. An act that fails ends the day.
"""

import json
import sys
from pathlib import Path

from desktop.ui.rehearsal.hands import wait_for
from resources.files import SAMPLE_ARTICLE
from tests.journey.acts import acts
from tests.journey.window import opened, work


def main(folder: Path) -> int:
    """Work and print; 1 where an act failed."""
    with opened("A. Analyst") as window:
        workspace = window.workspace
        wait_for("the article", lambda: workspace.open_path(SAMPLE_ARTICLE), workspace.opened)
        done = work(window, acts(folder))
        sys.stdout.write(json.dumps(done) + "\n")
    return int(any(done.values()))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
