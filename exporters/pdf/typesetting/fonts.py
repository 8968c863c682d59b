"""The faces a PDF is set in, and the shaping of a word in them.

HarfBuzz turns characters into glyphs, so letters join, marks stick and pairs are kerned. Each face
keeps what it has shown, for only that is embedded (``embedding``).
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from itertools import accumulate, pairwise
from typing import Any, NamedTuple, cast

from resources.files import font_files

hb: Any = import_module("uharfbuzz")  # a C extension that no checker can look into

Chain = tuple[tuple[str, float], ...]
"""Faces in the order they are asked for a character, each with its size relative to the first."""

_OTHER_SCRIPTS: Chain = (
    ("Vazirmatn-Regular", 1.19),
    ("NotoSerifHebrew-Regular", 1.05),
    ("NotoEmoji-Regular", 0.95),
)
READING: Chain = (("Literata-Regular", 1.0), *_OTHER_SCRIPTS, ("Inter-Regular", 0.95))
READING_STRONG: Chain = (("Literata-SemiBold", 1.0), *_OTHER_SCRIPTS, ("Inter-SemiBold", 0.95))
READING_ITALIC: Chain = (("Literata-Italic", 1.0), *_OTHER_SCRIPTS, ("Inter-Regular", 0.95))
PLAIN: Chain = (("Inter-Regular", 1.0), *_OTHER_SCRIPTS, ("Literata-Regular", 1.0))
PLAIN_STRONG: Chain = (("Inter-SemiBold", 1.0), *_OTHER_SCRIPTS, ("Literata-SemiBold", 1.0))

_FOLDERS = {
    "Inter": "inter",
    "Literata": "literata",
    "NotoEmoji": "noto-emoji",
    "NotoSerifHebrew": "noto-serif-hebrew",
    "Vazirmatn": "vazirmatn",
}
# A space stays in the face of its word where that is of another script: readers see one run.
_WITH_SPACE = frozenset({"Vazirmatn-Regular", "NotoSerifHebrew-Regular"})
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)
_BOX = "\u25a1"
_BOX_FACE = "Inter-Regular"
_JOINER = "\u200d"
_ESCAPES = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)", "\r": "\\r"})


class Glyph(NamedTuple):
    """One glyph as shaped; lengths in font units, ``text`` is what it stands for in a copy."""

    number: int
    text: str
    nominal: int
    advance: int
    x_offset: int
    y_offset: int


class Run(NamedTuple):
    """Glyphs of one face in visual order, left to right; ``scale`` is relative to the style."""

    face: "Face"
    scale: float
    text: str
    glyphs: tuple[Glyph, ...]
    clusters: tuple[int, ...]
    """For each glyph, where in ``text`` that stands which it was shaped from."""

    def one_by_one(self) -> "Run":
        """The same, with a code of its own for each character of a right-to-left ligature.

        Readers turn what they copy from such a run round, code by code; a code that stands for two
        characters would come out in the wrong order. The others are put on empty glyphs.
        """
        if all(len(glyph.text) < 2 for glyph in self.glyphs):
            return self
        blank = self.face.blank()
        glyphs: list[Glyph] = []
        clusters: list[int] = []
        for glyph, cluster in zip(self.glyphs, self.clusters, strict=True):
            for char in reversed(glyph.text[1:]):
                glyphs.append(Glyph(blank, char, self.face.nominal(blank), 0, 0, 0))
                clusters.append(cluster)
            glyphs.append(glyph._replace(text=glyph.text[:1]))
            clusters.append(cluster)
        return self._replace(glyphs=tuple(glyphs), clusters=tuple(clusters))

    def em(self, length: int) -> float:
        """A length in font units as a share of the size of the style."""
        return length * self.scale / self.face.units

    def width(self) -> float:
        """The advance of the run, in em of the style."""
        return self.em(sum([glyph.advance for glyph in self.glyphs]))

    def edges(self, rtl: bool) -> list[float]:
        """Where each code point begins, and the last ends, in em of the style from the left.

        A ligature is shared out evenly among its visible characters.
        """
        widths: dict[int, float] = {}
        for glyph, cluster in zip(self.glyphs, self.clusters, strict=True):
            widths[cluster] = widths.get(cluster, 0.0) + self.em(glyph.advance)
        if not rtl and self.clusters == tuple(range(len(self.text))):
            return list(accumulate(widths.values(), initial=0.0))
        edges = [0.0]
        for start, end in pairwise([*sorted(widths), len(self.text)]):
            base = edges[-1]
            own = self.text[start:end]
            steps = [0 if unicodedata.combining(c) or _INVISIBLE.match(c) else 1 for c in own]
            steps[0] = 1
            passed = 0
            for step in steps:
                passed += step
                edges.append(base + widths[start] * passed / sum(steps))
        edges += edges[-1:] * (len(self.text) + 1 - len(edges))
        return [edges[-1] - edge for edge in edges] if rtl else edges


class Signs(dict[tuple[int, str], tuple[str, int]]):
    """How a glyph and its text are shown: (the code in a literal string, advance unkerned).

    The code is two bytes, each one character, escaped.
    """

    def __init__(self, codes: dict[tuple[int, str], int], nominal: Callable[[int], int]) -> None:
        super().__init__()
        self._codes = codes
        self._nominal = nominal

    def __missing__(self, shown: tuple[int, str]) -> tuple[str, int]:
        code = _code(self._codes, shown)
        sign = (chr(code >> 8) + chr(code & 255)).translate(_ESCAPES)
        found = self[shown] = (sign, self._nominal(shown[0]))
        return found


def _code(codes: dict[tuple[int, str], int], shown: tuple[int, str]) -> int:
    return codes.setdefault(shown, len(codes) + 1)


class Face:
    """One bundled TrueType file and the glyphs of it that one document shows.

    A code stands for a glyph together with the text it was shaped from, so one glyph that serves
    for two characters still copies as the right one.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.resource = f"/{name.replace('-', '')}"
        self.face, self._font, self.characters = _load(name)
        self.units = cast("int", self.face.upem)
        self.codes: dict[tuple[int, str], int] = {}
        self.nominal: Callable[[int], int] = cache(self._font.get_glyph_h_advance)
        """The advance of a glyph before kerning, in font units."""
        self.signs = Signs(self.codes, self.nominal)
        self._buffer = hb.Buffer()
        self._buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES

    def code(self, glyph: int, text: str) -> int:
        """The code that shows ``glyph`` and copies as ``text``; codes count up from 1."""
        return _code(self.codes, (glyph, text))

    def blank(self) -> int:
        """A glyph that draws nothing: the space."""
        return cast("int", self._font.get_nominal_glyph(0x20))

    def extents(self) -> tuple[int, int]:
        """Ascent and descent in font units, the descent negative."""
        metrics = self._font.get_font_extents("ltr")
        return metrics.ascender, metrics.descender

    def shape(self, text: str, rtl: bool, tabular: bool) -> list[tuple[int, int, int, int, int]]:
        """(glyph, cluster, advance, x offset, y offset) in visual order, in font units."""
        buffer = self._buffer
        buffer.clear_contents()
        if text.isascii():
            buffer.add_str(text)
        else:
            buffer.add_codepoints(list(map(ord, text)))
        buffer.direction = "rtl" if rtl else "ltr"
        buffer.language = "und"
        buffer.guess_segment_properties()
        hb.shape(self._font, buffer, {"tnum": True} if tabular else {})
        return [
            (info.codepoint, info.cluster, at.x_advance, at.x_offset, at.y_offset)
            for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        ]


class Faces:
    """The faces of one document, opened when first asked for."""

    def __init__(self) -> None:
        self._faces: dict[str, Face] = {}

    def __getitem__(self, name: str) -> Face:
        face = self._faces.get(name)
        if face is None:
            face = self._faces[name] = Face(name)
        return face

    def opened(self) -> list[Face]:
        """Every face that has been asked for, by name."""
        return [self._faces[name] for name in sorted(self._faces)]

    def shape(self, text: str, chain: Chain, rtl: bool = False, tabular: bool = False) -> list[Run]:
        """The runs of ``text``, all in one direction, in visual order from the left.

        A character that no face of the chain has is shown as a hollow box that still copies as the
        character; ``unprintable`` tells which.
        """
        runs = [
            self._run(part, name, scale, rtl, tabular)
            for part, name, scale in _face_parts(self, text, chain)
        ]
        return runs[::-1] if rtl else runs

    def _run(self, text: str, name: str, scale: float, rtl: bool, tabular: bool) -> Run:
        if not name:
            return self._boxes(text, scale, rtl)
        face = self[name]
        shaped = face.shape(text, rtl, tabular)
        clusters = tuple([glyph[1] for glyph in shaped])
        texts = _cluster_texts(text, clusters, rtl)
        nominal = face.nominal
        glyphs = tuple(
            [
                Glyph(number, own, nominal(number), advance, dx, dy)
                for (number, _, advance, dx, dy), own in zip(shaped, texts, strict=True)
            ]
        )
        run = Run(face, scale, text, glyphs, clusters)
        return run.one_by_one() if rtl else run

    def _boxes(self, text: str, scale: float, rtl: bool) -> Run:
        face = self[_BOX_FACE]
        ((number, _, advance, _, _),) = face.shape(_BOX, False, False)
        places = [at for at, char in enumerate(text) if not _INVISIBLE.match(char)]
        clusters = tuple(reversed(places) if rtl else places)
        # What is private to some other system has no text that could be copied.
        signs = ["\ufffd" if unicodedata.category(char) == "Co" else char for char in text]
        glyphs = tuple(Glyph(number, signs[at], advance, advance, 0, 0) for at in clusters)
        return Run(face, scale, text, glyphs, clusters)


def unprintable(text: str, chain: Chain = READING) -> list[str]:
    """The characters of ``text``, in order, that no bundled face has and a box stands for."""
    faces = Faces()
    parts = _face_parts(faces, text, chain)
    return [char for part, name, _ in parts if not name for char in _INVISIBLE.sub("", part)]


@cache
def reading_characters() -> frozenset[str]:
    """The characters that the first face of ``READING`` has; a text of these needs no other."""
    _, _, characters = _load(READING[0][0])
    return frozenset(map(chr, characters))


@cache
def _load(name: str) -> tuple[Any, Any, frozenset[int]]:
    folder = _FOLDERS[name.partition("-")[0]]
    (path,) = [file for file in font_files(folder) if file.stem == name]
    face = hb.Face(path.read_bytes())
    # What a face has in the private area is its own affair, not what the writer of a text meant.
    characters = frozenset(code for code in face.unicodes if not _is_private(code))
    return face, hb.Font(face), characters


def _is_private(code: int) -> bool:
    return 0xE000 <= code <= 0xF8FF or code >= 0xF0000


def _face_parts(faces: Faces, text: str, chain: Chain) -> list[tuple[str, str, float]]:
    """``text`` cut where the face changes: (part, face or "" for none, scale)."""
    first = faces[chain[0][0]].characters
    if first.issuperset(map(ord, text)):
        return [(text, *chain[0])] if text else []
    parts: list[tuple[str, str, float]] = []
    for cluster in _clusters(text):
        name, scale = _face_for(faces, cluster, chain)
        joined = cluster == " " and parts and parts[-1][1] in _WITH_SPACE
        if parts and (joined or parts[-1][1] == name):
            _, name, scale = parts[-1]
            parts[-1] = (parts[-1][0] + cluster, name, scale)
        else:
            parts.append((cluster, name, scale))
    return parts


def _face_for(faces: Faces, cluster: str, chain: Chain) -> tuple[str, float]:
    visible = _INVISIBLE.sub("", cluster)
    for form in (visible, unicodedata.normalize("NFC", visible)):
        for name, scale in chain:
            if faces[name].characters.issuperset(map(ord, form)):
                return name, scale
    return "", 1.0


def _clusters(text: str) -> list[str]:
    """``text`` cut into what must stay in one face: a base, its marks, and what a joiner binds."""
    clusters: list[str] = []
    for char in text:
        sticks = clusters and (
            unicodedata.category(char) in ("Mn", "Me", "Mc")
            or _INVISIBLE.match(char)
            or (clusters[-1].endswith(_JOINER) and ord(char) > 0x2000)
        )
        if sticks:
            clusters[-1] += char
        else:
            clusters.append(char)
    return clusters


def _cluster_texts(text: str, starts: Sequence[int], rtl: bool) -> Sequence[str]:
    """The text each glyph stands for, given the cluster each belongs to (visual order).

    A cluster of as many glyphs as characters shares them out; else the first glyph has them all.
    """
    if not starts:
        return ""
    if not rtl and len(starts) == len(text) == len(set(starts)):
        return text
    texts = [""] * len(starts)
    bounds = sorted(set(starts))
    ends = dict(zip(bounds, [*bounds[1:], len(text)], strict=True))
    members: dict[int, list[int]] = {}
    for at in reversed(range(len(starts))) if rtl else range(len(starts)):
        members.setdefault(starts[at], []).append(at)
    for start, places in members.items():
        own = text[start : ends[start]]
        seen = _INVISIBLE.sub("", own) or own
        if len(seen) == len(places):
            for at, char in zip(places, seen, strict=True):
                texts[at] = char
        else:
            texts[places[0]] = seen
    return texts
