"""Figures of a page as inline SVG, which takes the colours of the page around it."""

from collections.abc import Iterator

from exporters.briefing import Box, Figure, Label, Shape, Stroke
from exporters.html.markup import attributes, element, escape
from exporters.html.places import Places
from exporters.html.tags import Signs

_PIXELS = 4 / 3
"""Of CSS, in a point."""
_ANCHORS = {"left": "start", "middle": "middle", "right": "end"}
_NARROW = frozenset(" !'()*,-./:;I[]`fijlrt|‘’·")
_WIDE = frozenset("ABCDEFGHKMNOPQRSTUVWXYZmw@%&—…")
_WIDE_FROM = "\u1100"
"""Letters from here on are mostly as wide as they are high."""


def figure(made: Figure, signs: Signs, places: Places) -> str:
    """A figure with its caption; ``alt`` is its name, or its description under the caption."""
    name = places.new("figure")
    shapes = "\n".join(_shapes(made, signs))
    title, text = (made.caption, made.alt) if made.caption else (made.alt, "")
    described = element("desc", escape(text), f' id="{name}-text"')
    labelled = f' aria-labelledby="{name}-title"' if title else ' aria-hidden="true"'
    labelled += f' aria-describedby="{name}-text"' if described else ""
    titled = element("title", escape(title), f' id="{name}-title"')
    picture = (
        f'<svg role="img"{labelled} width="{_number(made.width * _PIXELS)}" '
        f'height="{_number(made.height * _PIXELS)}" '
        f'viewBox="0 0 {_number(made.width)} {_number(made.height)}">'
        f"{titled}{described}\n{shapes}\n</svg>"
    )
    caption = element("figcaption", escape(made.caption), attributes())
    about = attributes(made.direction, "", places.place(made.anchor))
    return f'<figure{about}>\n<div class="wide">{picture}</div>{caption}\n</figure>\n'


def _shapes(made: Figure, signs: Signs) -> Iterator[str]:
    for shape in made.shapes:
        yield _shape(shape, signs)


def _shape(shape: Shape, signs: Signs) -> str:
    match shape:
        case Box():
            where = _lengths(x=shape.x, y=shape.y, width=shape.width, height=shape.height)
            return f'<rect class="fill {signs.colour(shape.fill)}"{where}/>'
        case Stroke():
            where = _lengths(x1=shape.x1, y1=shape.y1, x2=shape.x2, y2=shape.y2)
            pen = f' stroke-width="{_number(shape.width)}"'
            return f'<line class="pen {signs.colour(shape.colour)}"{where}{pen}/>'
        case Label():
            return _label(shape, signs)


def _label(label: Label, signs: Signs) -> str:
    """A line of text. From right to left it begins at its right end, so the ends change names."""
    ends = {"left": "right", "middle": "middle", "right": "left"}
    end = label.align if label.direction == "ltr" else ends[label.align]
    where = _lengths(x=label.x, y=label.y) + f' font-size="{_number(label.size)}"'
    strong = ' font-weight="600"' if label.strong else ""
    words = shortened(label.text, label.size, label.room)
    whole = element("title", escape(label.text)) if words != label.text else ""
    return (
        f'<text class="fill {signs.colour(label.colour)}"{where} text-anchor="{_ANCHORS[end]}"'
        f'{strong} direction="{label.direction}">{whole}{escape(words)}</text>'
    )


def shortened(text: str, size: float, room: float) -> str:
    """``text`` cut with an ellipsis where it is likely to be wider than ``room`` points.

    Nobody knows which sans a reader has, so widths are those of a common one, on the safe side.
    """
    if room <= 0 or sum(map(_width, text)) * size <= room:
        return text
    left = room / size - _width("…")
    kept = 0
    while kept < len(text) and left >= _width(text[kept]):
        left -= _width(text[kept])
        kept += 1
    return text[:kept].rstrip() + "…"


def _width(character: str) -> float:
    """Parts of an em."""
    if character in _NARROW:
        return 0.33
    if character in _WIDE:
        return 0.76
    return 1.0 if character >= _WIDE_FROM else 0.58


def _lengths(**lengths: float) -> str:
    return "".join(f' {name}="{_number(value)}"' for name, value in lengths.items())


def _number(value: float) -> str:
    """At most two decimals, none that are not needed."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
