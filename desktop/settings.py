"""What the program remembers between two runs, declared once with its defaults.

Stored as one small JSON file in the user's configuration folder, or in the folder that the
environment variable ``BRIEFLIGHT_CONFIG`` names. Settings hold paths and names, never words of an
article. A file that cannot be used is kept aside and the defaults are taken.
"""

import logging
import os
import sys
import tempfile
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct, field
from msgspec.structs import replace

from desktop.options import PageSize

Theme = Literal["system", "light", "dark"]
Grouping = Literal["order", "tag", "speaker", "source"]
Scope = Literal["", "article", "session"]
"""Which passages are listed; "" for the article where the session has one, else the session."""
RECENT_AT_MOST = 10

_log = logging.getLogger(__name__)


class Settings(Struct, frozen=True, forbid_unknown_fields=False):
    """Every setting. Geometry and state are Qt's bytes in base64; ``zoom`` is 1.0 for 100 %."""

    author: str = ""
    initials: str = ""
    theme: Theme = "system"
    zoom: Annotated[float, Meta(ge=0.5, le=4.0)] = 1.0
    page_size: PageSize = "A4"
    document_format: str = ""
    """The format that was exported last; empty before the first time."""
    folder: str = ""
    recent: tuple[str, ...] = ()
    places: dict[str, tuple[str, int]] = field(default_factory=dict)
    """How far sessions were read, by their paths: an article's id and a code point in it."""
    window_geometry: str = ""
    window_state: str = ""
    more: bool = False
    """Whether the fields of a passage that are used less are shown."""
    grouping: Grouping = "order"
    scope: Scope = ""
    match_case: bool = False
    whole_words: bool = False
    """How words were looked for last."""
    keys: dict[str, str] = field(default_factory=dict)
    """Keys in place of the usual first ones, by action; empty for an action without one."""
    suggestions: bool = True
    """Whether the language model is loaded soon after the start, which takes some 150 MB."""
    eagerness: Annotated[int, Meta(ge=0, le=4)] = 2
    """How many suggestions are shown, from 0, few and sure, to 4, many."""
    surest_first: bool = False
    """Whether suggestions are reviewed by their scores rather than in the order of the text."""


def place() -> Path:
    """The file the settings are stored in; it need not exist."""
    chosen = os.environ.get("BRIEFLIGHT_CONFIG")
    if chosen:
        return Path(chosen) / "settings.json"
    return _own_folder() / "settings.json"


def _own_folder() -> Path:
    """Where the system has programs keep their settings."""
    if sys.platform == "linux":  # XDG Base Directory Specification; loading the library is slow
        chosen = Path(os.environ.get("XDG_CONFIG_HOME", ""))
        base = chosen if chosen.is_absolute() else Path.home() / ".config"
        return base / "Brieflight"
    from platformdirs import user_config_path

    return user_config_path("Brieflight", appauthor=False)


def journals() -> Path:
    """The folder for what is done in sessions that are in no file yet; it need not exist."""
    chosen = os.environ.get("BRIEFLIGHT_DATA")
    if chosen:
        return Path(chosen) / "journals"
    from platformdirs import user_data_path

    return user_data_path("Brieflight", appauthor=False) / "journals"


def load(path: Path | None = None) -> Settings:
    """The stored settings, or the defaults.

    A broken file is renamed to ``settings.broken.json`` beside it, over an older one. Never raises.
    """
    path = path or place()
    try:
        return _decode(path.read_bytes())
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        _log.warning("settings cannot be read: %s", type(error).__name__)
    except (msgspec.DecodeError, RecursionError) as error:
        _log.warning("settings are broken: %s", type(error).__name__)
        _keep_aside(path)
    return Settings()


def save(settings: Settings, path: Path | None = None) -> bool:
    """Store the settings, whole or not at all; False, with a line in the log, where it fails."""
    path = path or place()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".settings-", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(msgspec.json.format(msgspec.json.encode(settings), indent=2))
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        _log.warning("settings cannot be saved: %s", type(error).__name__)
        return False
    return True


def with_recent(settings: Settings, path: str) -> Settings:
    """The settings with ``path`` as the file that was used last."""
    others = (one for one in settings.recent if one != path)
    return _with(settings, (path, *others)[:RECENT_AT_MOST])


def without_recent(settings: Settings, path: str) -> Settings:
    """The settings with ``path`` forgotten."""
    return _with(settings, tuple(one for one in settings.recent if one != path))


def without_all_recent(settings: Settings) -> Settings:
    """The settings without the path of any file."""
    return _with(settings, ())


def with_place(settings: Settings, path: str, place: tuple[str, int]) -> Settings:
    """The settings with how far a session was read; a file that is not remembered changes nothing.

    ``place`` is the id of an article and a code point in it.
    """
    if path not in settings.recent:
        return settings
    return replace(settings, places={**settings.places, path: place})


def _with(settings: Settings, recent: tuple[str, ...]) -> Settings:
    places = {path: place for path, place in settings.places.items() if path in recent}
    return replace(settings, recent=recent, places=places)


_decode = msgspec.json.Decoder[Settings](Settings).decode


def _keep_aside(path: Path) -> None:
    try:
        path.replace(path.with_name("settings.broken.json"))
    except OSError as error:
        _log.warning("broken settings cannot be kept aside: %s", type(error).__name__)
