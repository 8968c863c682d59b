"""What ships with the program is there, whole, and may be shipped."""

import ast
import json
import unicodedata
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft202012Validator, ValidationError

import desktop.ui
from resources import files
from resources.palette import TAGS

ROOM = Path(desktop.ui.__file__).parent
ICONS = sorted(files.ICONS.glob("*.svg"))
FAMILIES = sorted(path.name for path in files.FONTS.iterdir() if path.is_dir())
TAKES_AN_ICON = {"icon": 0, "paint_svg": 1, "StartRow": 1, "BarButton": 4, "Spec": 3}
"""What is given the name of an icon, and at which place."""
TRUE_TYPE = b"\x00\x01\x00\x00"


def icons_named_by_the_window() -> dict[str, set[str]]:
    """The names of icons in the window's own code, by what they are given to."""
    found: dict[str, set[str]] = {}
    for path in ROOM.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = ast.unparse(node.func).rpartition(".")[2]
                place = TAKES_AN_ICON.get(name, len(node.args))
                given = node.args[place : place + 1]
                given += [word.value for word in node.keywords if word.arg == "symbol"]
                words = {one.value for one in given if isinstance(one, ast.Constant)}
                found.setdefault(name, set()).update(str(word) for word in words if word)
    return {name: words for name, words in found.items() if words}


def test_every_icon_the_window_names_is_there() -> None:
    named = icons_named_by_the_window()
    assert named.keys() >= {"icon", "StartRow", "BarButton", "Spec", "show_notice"}
    wanted = {name for names in named.values() for name in names} | {f"tag-{tag}" for tag in TAGS}
    assert {name for name in wanted if not files.icon_file(name).is_file()} == set()


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_an_icon_is_a_drawing_in_the_colour_it_is_given(path: Path) -> None:
    root = ET.fromstring(path.read_text(encoding="utf-8"))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert len(root.attrib["viewBox"].split()) == 4
    painted = {
        value
        for element in root.iter()
        for name, value in element.attrib.items()
        if name in ("stroke", "fill")
    }
    assert "currentColor" in painted
    assert painted <= {"currentColor", "none"}
    kinds = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert kinds <= {"svg", "g", "path", "circle", "rect", "line", "polyline", "polygon", "ellipse"}


@pytest.mark.parametrize("family", FAMILIES)
def test_a_font_comes_with_the_licence_that_lets_it_be_shipped(family: str) -> None:
    licence = (files.FONTS / family / "LICENSE").read_text(encoding="utf-8")
    assert "Copyright" in licence
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence


@pytest.mark.parametrize("family", FAMILIES)
def test_every_font_has_true_type_outlines(family: str) -> None:
    fonts = files.font_files(family)
    assert fonts
    assert [font.name for font in fonts if font.read_bytes()[:4] != TRUE_TYPE] == []


def test_a_family_that_is_not_bundled_has_no_files() -> None:
    assert files.font_files("comic") == []


def test_the_schema_of_sessions_is_a_schema() -> None:
    schema = json.loads(files.SCHEMA.read_text(encoding="utf-8"))
    assert schema["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    Draft202012Validator.check_schema(schema)
    with pytest.raises(ValidationError):
        Draft202012Validator(schema).validate({})


@pytest.mark.parametrize("path", [files.SAMPLE_ARTICLE, files.MIXED_SCRIPTS])
def test_a_sample_is_an_article_of_several_paragraphs(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.split()) > 100
    assert text.count("\n\n") > 4


def test_the_sample_of_scripts_is_written_both_ways_and_beyond_the_basic_plane() -> None:
    text = files.MIXED_SCRIPTS.read_text(encoding="utf-8")
    assert {"L", "R", "AL"} <= {unicodedata.bidirectional(character) for character in text}
    assert max(text) > "\uffff"
