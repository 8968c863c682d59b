"""Where the files that ship with the program lie, in a checkout and in an installed wheel alike."""

from pathlib import Path

_HERE = Path(__file__).resolve().parent

FONTS = _HERE / "fonts"
ICONS = _HERE / "icons"
LOCALE = _HERE / "locale"
MODELS = _HERE / "models"
SAMPLES = _HERE / "samples"
SCHEMA = _HERE / "schema" / "session-1.schema.json"
SAMPLE_ARTICLE = SAMPLES / "sample-article.txt"
SAMPLE_SESSION = SAMPLES / "sample.brief.json"
MIXED_SCRIPTS = SAMPLES / "mixed-scripts.txt"


def font_files(family: str) -> list[Path]:
    """The TrueType files of one bundled family, by folder name such as ``literata``, sorted."""
    return sorted((FONTS / family).glob("*.ttf"))


def icon_file(name: str) -> Path:
    """The SVG of one icon, by the name in the design's icon list."""
    return ICONS / f"{name}.svg"
