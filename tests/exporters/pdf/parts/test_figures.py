"""Figures: where they are drawn, what is read in them, how they are described."""

from dataclasses import replace

import numpy as np
import pypdfium2

from exporters.briefing import Box, Figure, Label, Stroke
from tests.exporters.pdf import samples
from tests.exporters.pdf.reader import heard, of_role, opened, read_text, roles, written

RED, BLUE = "#C00000", "#0000C0"


def pixels(data: bytes) -> np.ndarray:
    """The first page at four pixels per point, red, green, blue."""
    return pypdfium2.PdfDocument(data)[0].render(scale=4, rev_byteorder=True).to_numpy()[:, :, :3]


def extent(picture: np.ndarray, colour: str) -> tuple[float, float]:
    """Width and height, in points, of what is painted in a colour."""
    wanted = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)])
    ys, xs = np.nonzero((np.abs(picture.astype(int) - wanted) < 30).all(axis=2))
    return (int(np.ptp(xs)) + 1) / 4, (int(np.ptp(ys)) + 1) / 4


def drawn(*shapes: Box | Stroke | Label, width: float = 200.0, height: float = 100.0) -> Figure:
    return Figure(width, height, shapes, "What it shows.")


def test_a_figure_is_heard_as_its_description_and_says_where_it_stands() -> None:
    with opened(written(samples.of_parts(samples.figure()))) as pdf:
        (figure,) = of_role(pdf, "Figure")
        assert str(figure.Alt) == samples.figure().alt
        left, bottom, right, top = [float(value) for value in figure.A.BBox]
        assert right - left == samples.figure().width
        assert abs(top - bottom - samples.figure().height) < 0.02
        assert 0 < bottom < top < 842


def test_labels_can_be_read_and_copied() -> None:
    figure = drawn(
        Label(10, 20, "Ports & <b>ministry</b> 42"),
        Label(190, 40, "ראש הנמל", align="right", direction="rtl"),
        Label(100, 60, "🚢 ships", align="middle"),
    )
    text = read_text(written(samples.of_parts(figure)))
    for words in ("Ports & <b>ministry</b> 42", "ראש הנמל", "🚢 ships"):
        assert words in text


def test_labels_are_heard_inside_the_figure() -> None:
    data = written(samples.of_parts(samples.figure()))
    with opened(data) as pdf:
        (figure,) = of_role(pdf, "Figure")
        assert heard(pdf, data, figure).startswith("Claim")


def test_the_caption_is_heard_beside_the_description() -> None:
    data = written(samples.of_parts(samples.figure()))
    with opened(data) as pdf:
        assert roles(pdf) == ["Document", "H1", "P", "Figure"]
        assert heard(pdf, data, of_role(pdf, "P")[0]) == samples.figure().caption


def test_shapes_are_as_large_as_they_say_and_y_runs_down() -> None:
    picture = pixels(
        written(samples.of_parts(drawn(Box(0, 0, 60, 20, RED), Box(0, 70, 30, 30, BLUE))))
    )
    width, height = extent(picture, RED)
    assert abs(width - 60) <= 1
    assert abs(height - 20) <= 1
    red_rows = np.nonzero((picture[:, :, 0] > 150) & (picture[:, :, 1] < 40))[0]
    blue_rows = np.nonzero((picture[:, :, 2] > 150) & (picture[:, :, 1] < 40))[0]
    assert red_rows.max() < blue_rows.min()


def test_a_figure_wider_than_the_page_is_made_smaller_as_a_whole() -> None:
    wide = drawn(Box(0, 0, 880, 100, RED), width=880.0, height=200.0)
    width, height = extent(pixels(written(samples.of_parts(wide))), RED)
    assert abs(width - 440) <= 1
    assert abs(height - 50) <= 1


def test_a_figure_taller_than_the_page_fits_on_one_page() -> None:
    tall = drawn(Box(0, 0, 100, 3000, RED), width=100.0, height=3000.0)
    data = written(samples.of_parts(tall))
    assert len(pypdfium2.PdfDocument(data)) == 1
    assert extent(pixels(data), RED)[1] > 500


def test_a_label_without_room_ends_in_an_ellipsis_inside_its_room() -> None:
    text = "A ministry with a very long name"
    data = written(samples.of_parts(drawn(Label(0, 20, text, room=80.0, colour=RED))))
    assert text not in read_text(data)
    assert "A ministry" in read_text(data)
    assert "…" in read_text(data)
    assert 60 < extent(pixels(data), RED)[0] <= 81


def test_a_label_is_aligned_to_its_place() -> None:
    def left_of(align: str) -> float:
        figure = drawn(Label(100, 20, "Words", align=align))  # pyright: ignore[reportArgumentType]
        page = pypdfium2.PdfDocument(written(samples.of_parts(figure)))[0].get_textpage()
        return page.get_charbox(page.get_text_range().index("W"))[0]

    left, middle, right = (left_of(align) for align in ("left", "middle", "right"))
    assert abs((left - middle) - (middle - right)) < 0.1
    assert left - right > 20


def test_a_figure_without_any_words_is_decoration() -> None:
    figure = replace(drawn(Box(0, 0, 60, 20, RED)), alt=" ")
    with opened(written(samples.of_parts(figure))) as pdf:
        assert "Figure" not in roles(pdf)
