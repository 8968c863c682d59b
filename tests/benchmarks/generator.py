"""Articles of any length with their annotations, the same on every machine and every Python.

Words are invented from syllables. About one paragraph in twenty is right-to-left (Hebrew and Arabic
letters in turn), one word in 250 is an emoji of one to seven code points. A word is what
``str.split`` gives. The only source of chance is ``random.Random(seed).random``, whose sequence the
Python documentation promises to keep. This file is fixed: a result is never made by changing it.
``python -m tests.benchmarks.generator SIZE PATH`` writes the session file of one of ``SIZES``.
"""

import sys
from bisect import bisect_right
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import NamedTuple

from desktop.model.annotation import Annotation, Span, Speaker, SpeechKind
from desktop.model.change import Person, SessionInfo
from desktop.model.codebook import four_tags
from desktop.model.identity import AnnotationId, Instant, PersonId, SessionId, SourceId, TagId
from desktop.model.session import Session
from desktop.model.source import Block, BlockKind, Front, Origin, Reader, Source

Chance = Callable[[], float]

SEED = 20261122
PERSON = PersonId("urn:uuid:10000000-0000-4000-8000-000000000001")
SOURCE = SourceId("urn:uuid:00000000-0000-4000-8000-000000000001")


class Size(NamedTuple):
    """How long an article is, in words, and how many annotations lie over it."""

    words: int
    annotations: int


SIZES: dict[str, Size] = {
    "1k": Size(1_000, 62),
    "10k": Size(10_000, 625),
    "100k": Size(100_000, 6_250),
    "1M": Size(1_000_000, 62_500),
    "1 MB": Size(165_000, 10_000),
}


class Article(NamedTuple):
    """The text, its blocks, and where each word begins and ends (code points)."""

    text: str
    blocks: tuple[Block, ...]
    starts: list[int]
    ends: list[int]


class _Script(NamedTuple):
    vocabulary: list[str]
    stop: str
    comma: str


_SYLLABLES = {
    "latin": (
        "b c ch d dr f g h j k l m n p pl r s st t v w".split(),
        "a e i o u a e i o ea ou é ö".split(),
        ["", "", "", "", "", "n", "r", "s"],
    ),
    "hebrew": ("ב ג ד ה ז ח ט כ ל מ נ ס ע פ צ ק ר ש ת".split(), ["", "ו", "י", "א"], ["", "", "ן"]),
    "arabic": ("ب ت ج ح د ر ز س ش ع ف ق ک ل م ن ه پ گ".split(), ["", "ا", "و", "ی"], ["", "", "ن"]),
}

_EMOJI = ("🚢", "📉", "⚓", "🔥", "🗳️", "👍🏽", "🇫🇷", "👩‍🚒", "👨‍👩‍👧‍👦")


def article(words: int, seed: int = SEED) -> Article:
    """An article of exactly ``words`` words (at least 1): headings, and paragraphs of 60 to 120.

    The last paragraph may be shorter. Blocks are separated by an empty line.
    """
    chance = Random(seed).random
    scripts = {name: _script(name, chance) for name in _SYLLABLES}
    pieces: list[str] = []
    blocks: list[Block] = []
    starts: list[int] = []
    ends: list[int] = []
    at = made = number = 0
    while made < words:
        heading = number % 13 == 0
        count = min(words - made, 4 + _below(5, chance) if heading else 60 + _below(61, chance))
        script = scripts[_script_name(number)]
        made_words = _heading(script, count, chance) if heading else _prose(script, count, chance)
        start = at
        for word in made_words:
            starts.append(at)
            at += len(word)
            ends.append(at)
            at += 1
        kind = BlockKind.HEADING if heading else BlockKind.PARAGRAPH
        blocks.append(Block(kind, start, at - 1, 1 if heading else 0))
        pieces.append(" ".join(made_words))
        at += 1
        made += count
        number += 1
    return Article("\n\n".join(pieces) + "\n", tuple(blocks), starts, ends)


def session(size: Size, seed: int = SEED) -> Session:
    """A session with one source of ``size.words`` words and ``size.annotations`` annotations."""
    written = article(size.words, seed)
    raw = written.text.encode()
    digest = sha256(raw).hexdigest()
    source = Source(
        id=SOURCE,
        name=f"generated-{size.words}.txt",
        media_type="text/plain",
        front=Front(title="Generated article", outlet="Invented Gazette", language="en"),
        origin=Origin(digest, len(raw)),
        reader=Reader("text", "1"),
        text=written.text,
        sha256=digest,
        blocks=written.blocks,
    )
    held = annotations(written, size.annotations, seed)
    return Session(
        id=SessionId("urn:uuid:30000000-0000-4000-8000-000000000001"),
        info=SessionInfo("Generated session"),
        created=Instant("2026-11-22T09:00:00Z"),
        modified=Instant("2026-11-22T09:00:00Z"),
        people=(Person(PERSON, "Analyst 1", "A1"),),
        codebook=four_tags(),
        sources={source.id: source},
        annotations={one.id: one for one in held},
    )


def session_bytes(size: Size, seed: int = SEED) -> bytes:
    """The file the program saves for that session."""
    from desktop.store.codec.encoding import encode

    return bytes(encode(session(size, seed)))


def annotations(written: Article, count: int, seed: int = SEED) -> list[Annotation]:
    """``count`` annotations spread evenly over an article, in the order of the text.

    Each covers 6 to 45 words; at one per 16 words most of them overlap the next. One in twelve is
    two spans with 2 to 5 words between them, one in fifty runs on into the next block.
    """
    chance = Random(seed + 1).random
    total = len(written.starts)
    block_starts = [block.start for block in written.blocks]
    result: list[Annotation] = []
    for index in range(count):
        first = min(index * total // count + _below(8, chance), total - 1)
        last = min(first + 5 + _below(40, chance), total - 1)
        if chance() >= 0.02:
            block = written.blocks[bisect_right(block_starts, written.starts[first]) - 1]
            while written.starts[last] >= block.end:
                last -= 1
        spans = _spans(written, first, last, chance)
        result.append(_annotation(index, spans, chance))
    return result


def _annotation(index: int, spans: tuple[Span, ...], chance: Chance) -> Annotation:
    tag = ("claim", "quote", "opinion", "context")[_below(4, chance)]
    moment = Instant(
        f"2026-11-22T{9 + index // 3600 % 12:02}:{index // 60 % 60:02}:{index % 60:02}Z"
    )
    return Annotation(
        id=AnnotationId(f"urn:uuid:20000000-0000-4000-8000-{index:012}"),
        source=SOURCE,
        spans=spans,
        tag=TagId(tag),
        labels=(f"label-{_below(40, chance)}",) if chance() < 0.15 else (),
        note=_note(index, chance) if chance() < 0.25 else "",
        speaker=_speaker(chance) if tag == "quote" and chance() < 0.6 else None,
        created=moment,
        modified=moment,
        creator=PERSON,
    )


def _spans(written: Article, first: int, last: int, chance: Chance) -> tuple[Span, ...]:
    """Words ``first`` to ``last``, both included, as one span, or as two where they are enough."""
    whole = Span(written.starts[first], written.ends[last])
    if chance() >= 1 / 12 or last - first < 8:
        return (whole,)
    cut = first + 1 + _below((last - first) // 2, chance)
    again = min(cut + 3 + _below(4, chance), last)
    return (Span(whole.start, written.ends[cut]), Span(written.starts[again], whole.end))


def _note(index: int, chance: Chance) -> str:
    words = (
        "check",
        "against",
        "the",
        "first",
        "table",
        "no",
        "second",
        "record",
        "seen",
        "so",
        "far",
    )
    count = 3 + _below(12, chance)
    return f"Note {index}: " + " ".join(words[_below(len(words), chance)] for _ in range(count))


def _speaker(chance: Chance) -> Speaker:
    kinds = (SpeechKind.DIRECT, SpeechKind.MIXED, SpeechKind.INDIRECT, SpeechKind.UNSET)
    return Speaker(
        name=f"Speaker {_below(60, chance)}",
        position="harbour office" if chance() < 0.5 else "",
        kind=kinds[_below(4, chance)],
        cue=("said", "told", "wrote", "")[_below(4, chance)],
    )


def _below(limit: int, chance: Chance) -> int:
    """A whole number from 0 to ``limit - 1``."""
    return int(chance() * limit)


def _script_name(number: int) -> str:
    if number % 20 != 7:
        return "latin"
    return "hebrew" if number // 20 % 2 == 0 else "arabic"


def _script(name: str, chance: Chance) -> _Script:
    onsets, vowels, codas = _SYLLABLES[name]
    vocabulary: list[str] = []
    for index in range(3000):
        # The front of the vocabulary is used most: short words, as in any language.
        syllables = 1 if index < 280 else 2 + _below(2, chance)
        vocabulary.append(
            "".join(
                onsets[_below(len(onsets), chance)]
                + vowels[_below(len(vowels), chance)]
                + codas[_below(len(codas), chance)]
                for _ in range(syllables)
            )
        )
    return _Script(vocabulary, ".", "،" if name == "arabic" else ",")


def _heading(script: _Script, count: int, chance: Chance) -> list[str]:
    words = [script.vocabulary[_below(3000, chance)] for _ in range(count)]
    words[0] = words[0].capitalize()
    return words


def _prose(script: _Script, count: int, chance: Chance) -> list[str]:
    """``count`` words as sentences of 6 to 25, with commas, quotation marks, figures and emoji."""
    words: list[str] = []
    left = 0
    for index in range(count):
        opening = left == 0
        if opening:
            left = 6 + _below(20, chance)
        left -= 1
        roll = chance()
        if roll < 0.004:
            word = _EMOJI[_below(len(_EMOJI), chance)]
        elif roll < 0.02:
            word = str(_below(10_000, chance))
        else:
            word = script.vocabulary[int(chance() ** 2.6 * 3000)]
        if opening:
            word = word.capitalize()
        if left == 0 or index == count - 1:
            word += script.stop
        elif roll > 0.93:
            word += script.comma
        elif roll > 0.915:
            word = f"“{word}”"
        words.append(word)
    return words


if __name__ == "__main__":
    Path(sys.argv[2]).write_bytes(session_bytes(SIZES[sys.argv[1]]))
