"""What every test needs: settings of its own, and no display."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# How long an example takes says more about the machine than about the program.
settings.register_profile("brieflight", deadline=None)
settings.load_profile("brieflight")


@pytest.fixture(scope="session", autouse=True)
def settings_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or writes the settings of whoever runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BRIEFLIGHT_CONFIG", str(tmp_path_factory.mktemp("settings")))
        yield
