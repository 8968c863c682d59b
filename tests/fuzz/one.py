"""``python -m tests.fuzz.one TARGET [OPTIONS OF LIBFUZZER] [CORPUS…]``: fuzz one target."""

import importlib
import sys
from typing import Any

# It is not installed where nobody fuzzes, and it makes its functions when it is imported.
atheris: Any = importlib.import_module("atheris")

with atheris.instrument_imports(include=["desktop"]):
    from tests.fuzz.targets import TARGETS


def main() -> None:
    """Fuzz until the time is up or something is found."""
    name, *options = sys.argv[1:]
    target, _seeds = TARGETS[name]
    atheris.Setup([sys.argv[0], *options], target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
