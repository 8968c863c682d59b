"""What every test needs: settings of its own, and no display."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.database import DirectoryBasedExampleDatabase

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# How long an example takes says more about the machine than about the program.
_UNTIMED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
# The same examples for whoever runs the tests: fresh ones are for who looks for faults.
settings.register_profile("brieflight", _UNTIMED, derandomize=True, database=None)
settings.register_profile(
    "fresh",
    _UNTIMED,
    max_examples=int(os.environ.get("BRIEFLIGHT_EXAMPLES", "100")),
    database=DirectoryBasedExampleDatabase("build/properties"),
    print_blob=True,
)
settings.load_profile("brieflight")


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test meets settings or unsaved work of whoever runs it, nor those of another test."""
    folder = str(tmp_path_factory.mktemp("own"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BRIEFLIGHT_CONFIG", folder)
        patch.setenv("BRIEFLIGHT_DATA", folder)
        yield
