"""The faces inside a Word file: there, whole, of the right name, and nothing that is not needed."""

import re
from typing import Any, cast
from uuid import UUID

import pytest
import uharfbuzz
from docx.oxml.ns import qn
from lxml import etree

from exporters.briefing import Briefing, Cover
from tests.exporters import briefings, parts
from tests.exporters.word.reader import parts_of

hb = cast("Any", uharfbuzz)


def _embedded(briefing: Briefing) -> dict[tuple[str, str], bytes]:
    """Font files by family and kind ("embedBold"), made readable as Word does."""
    held = parts_of(briefing)
    targets = {
        rel.get("Id"): f"word/{rel.get('Target')}"
        for rel in etree.fromstring(held["word/_rels/fontTable.xml.rels"])
    }
    found: dict[tuple[str, str], bytes] = {}
    for font in etree.fromstring(held["word/fontTable.xml"]):
        for kind in ("embedRegular", "embedBold"):
            entry = font.find(qn(f"w:{kind}"))
            if entry is None:
                continue
            key = UUID(entry.get(qn("w:fontKey"))).bytes[::-1]
            data = held[targets[entry.get(qn("r:id"))]]
            head = bytes(a ^ b for a, b in zip(data[:32], key * 2, strict=True))
            found[str(font.get(qn("w:name"))), kind] = head + data[32:]
    return found


def test_a_latin_document_has_serif_and_sans_in_two_weights_and_nothing_else():
    assert set(_embedded(Briefing(Cover("Title"), (), (), "en", ""))) == {
        ("Literata", "embedRegular"),
        ("Literata", "embedBold"),
        ("Inter", "embedRegular"),
        ("Inter", "embedBold"),
    }


def test_other_scripts_bring_their_faces():
    families = {family for family, _ in _embedded(parts.everything())}
    assert families == {"Literata", "Inter", "Noto Serif Hebrew", "Vazirmatn", "Noto Emoji"}


@pytest.mark.parametrize("char", ["a", "é", "“", "—", "€", " "])
def test_what_a_house_may_add_can_be_set_in_the_same_face(char: str):
    for family in ("Literata", "Inter"):
        program = _embedded(briefings.empty())[family, "embedRegular"]
        assert ord(char) in hb.Face(program).unicodes


def test_every_character_of_the_document_that_a_face_has_is_in_it():
    held = _embedded(Briefing(Cover("Ωμέγα и Москва 🚢 שלום"), (), (), "en", ""))
    known = {family: set(hb.Face(data).unicodes) for (family, _), data in held.items()}
    assert set(map(ord, "ΩμέγαиМосква")) <= known["Literata"]
    assert ord("🚢") in known["Noto Emoji"]
    assert set(map(ord, "שלום")) <= known["Noto Serif Hebrew"]
    assert ord("א") not in known["Noto Serif Hebrew"]


def test_a_face_goes_by_the_name_that_the_styles_use():
    for (family, kind), program in _embedded(briefings.empty()).items():
        face = hb.Face(program)
        assert face.get_name(hb.OTNameIdPredefined.FONT_FAMILY) == family
        weight = face.get_name(hb.OTNameIdPredefined.FONT_SUBFAMILY)
        assert weight == ("Bold" if kind == "embedBold" else "Regular")


def test_a_bold_face_is_a_sound_file_that_says_it_is_bold():
    program = _embedded(briefings.empty())["Inter", "embedBold"]
    words = [int.from_bytes(program[at : at + 4]) for at in range(0, len(program), 4)]
    assert sum(words) & 0xFFFFFFFF == 0xB1B0AFBA  # OpenType, table "head", checkSumAdjustment
    face = hb.Face(program)
    metrics = face.reference_table("OS/2").data
    assert int.from_bytes(metrics[4:6]) == 700
    assert int.from_bytes(metrics[62:64]) & 0x61 == 0x20  # bold, neither regular nor italic
    assert int.from_bytes(face.reference_table("head").data[44:46]) == 1


def test_faces_are_obfuscated_and_named_by_what_is_in_them():
    held = parts_of(briefings.empty())
    fonts = {name: data for name, data in held.items() if name.endswith(".odttf")}
    assert sorted(fonts) == [
        f"word/fonts/{name}.odttf"
        for name in ("Inter-Regular", "Inter-SemiBold", "Literata-Regular", "Literata-SemiBold")
    ]
    assert all(data[:4] != b"\0\1\0\0" for data in fonts.values())
    keys = re.findall(rb'w:fontKey="(\{[0-9A-F-]{36}\})"', held["word/fontTable.xml"])
    assert len(set(keys)) == 4


def test_the_settings_say_that_faces_are_embedded():
    assert b"<w:embedTrueTypeFonts/>" in parts_of(briefings.empty())["word/settings.xml"]
