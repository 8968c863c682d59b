"""Faces: which one shows a character, how letters join, and what is done when none has it."""

import pytest

from exporters.pdf.typesetting.fonts import PLAIN, READING, Faces, Run, unprintable


def faces_of(text: str, rtl: bool = False) -> list[str]:
    return [run.face.name for run in Faces().shape(text, READING, rtl)]


def shaped(text: str, rtl: bool = False) -> Run:
    (run,) = Faces().shape(text, READING, rtl)
    return run


@pytest.mark.parametrize(
    ("text", "face"),
    [
        ("Ελλάδα", "Literata-Regular"),
        ("Россия", "Literata-Regular"),
        ("سلام", "Vazirmatn-Regular"),
        ("שלום", "NotoSerifHebrew-Regular"),
        ("🚢", "NotoEmoji-Regular"),
    ],
)
def test_each_script_has_its_face(text: str, face: str) -> None:
    assert faces_of(text) == [face]


def test_a_sign_of_several_code_points_stays_in_one_face() -> None:
    for sign in ("👩\u200d💻", "1\ufe0f\u20e3", "🇩🇪", "👍🏽"):
        assert faces_of(sign) == ["NotoEmoji-Regular"]


def test_a_sign_joined_of_several_is_one_glyph() -> None:
    assert len(shaped("👩\u200d💻").glyphs) == 1


def test_a_combining_mark_is_no_wider_than_its_letter() -> None:
    assert shaped("e\u0301").width() == pytest.approx(shaped("é").width())


def test_arabic_letters_take_the_forms_of_their_places() -> None:
    apart = [shaped(letter, rtl=True).glyphs[0].number for letter in "به"]
    joined = [glyph.number for glyph in reversed(shaped("به", rtl=True).glyphs)]
    assert set(apart).isdisjoint(joined)


def test_a_ligature_still_copies_as_its_letters() -> None:
    run = shaped("سلام", rtl=True)
    assert "".join(glyph.text for glyph in reversed(run.glyphs)) == "سلام"
    assert all(len(glyph.text) == 1 for glyph in run.glyphs)


@pytest.mark.parametrize("unseen", ["\u00ad", "\u200d", "\ufe0f", "\u200b\u2060"])
def test_what_cannot_be_seen_gets_no_box_after_a_character_that_no_face_has(unseen: str) -> None:
    (run,) = Faces().shape("漢" + unseen, READING)
    (alone,) = Faces().shape("漢", READING)
    assert run.glyphs == alone.glyphs
    assert run.edges(rtl=False) == alone.edges(rtl=False) + alone.edges(rtl=False)[-1:] * len(
        unseen
    )
    assert unprintable("漢" + unseen) == ["漢"]


def test_edges_run_from_one_side_to_the_other() -> None:
    for text, rtl in (("office", False), ("سلام", True), ("שלום", True), ("e\u0301x", False)):
        run = shaped(text, rtl)
        edges = run.edges(rtl)
        assert len(edges) == len(text) + 1
        assert edges == sorted(edges, reverse=rtl)
        assert max(edges) - min(edges) == pytest.approx(run.width())


def test_a_character_without_a_glyph_is_a_box_that_copies_as_itself() -> None:
    (run,) = Faces().shape("中文", READING)
    assert [glyph.text for glyph in run.glyphs] == ["中", "文"]
    assert run.width() > 0.5
    assert len({glyph.number for glyph in run.glyphs}) == 1


def test_characters_without_a_glyph_are_counted() -> None:
    assert unprintable("a 中 b 文 中") == ["中", "文", "中"]
    assert unprintable("\ue000") == ["\ue000"]
    assert unprintable("Plain, Ελληνικά, سلام, שלום, 🚢, e\u0301, \u200f", PLAIN) == []


def test_no_glyph_is_the_black_box_of_a_missing_one() -> None:
    for text in ("a中\u0301", "\ufffd", "\u0f40\u0f71", "ⴰ", "\ue000", "🫠", "₿", "\U0010fffd"):
        for run in Faces().shape(text, READING):
            assert all(glyph.number for glyph in run.glyphs), text


def test_one_glyph_for_two_characters_has_two_codes() -> None:
    face = Faces()["Literata-Regular"]
    assert face.code(7, "-") != face.code(7, "\u00ad")
    assert face.code(7, "-") == face.code(7, "-")
