"""Lines that are cut short to fit their room."""

from hypothesis import given
from hypothesis import strategies as st

from exporters.pdf.parts.fitting import fitted
from exporters.pdf.rows import FOOTER
from exporters.pdf.typesetting.text import Typesetter

SETTER = Typesetter()


@given(st.text("ab c—של\u05bcם 🚢中e\u0301", max_size=40), st.floats(1, 120), st.booleans())
def test_a_line_is_never_wider_than_its_room(text: str, room: float, rtl: bool) -> None:
    line = fitted(text, FOOTER, room, SETTER, rtl)
    assert line is None or line.width <= room + 0.5


def test_what_fits_is_left_alone() -> None:
    line = fitted("Some words", FOOTER, 200, SETTER)
    assert line is not None
    assert line.width == SETTER.line("Some words", FOOTER).width


def test_nothing_is_shown_for_nothing_and_without_room() -> None:
    assert fitted(" \n", FOOTER, 200, SETTER) is None
    assert fitted("Some words", FOOTER, 1, SETTER) is None
