"""A page of pictures: where the tags lie along each article, and who is heard how often.

Colour alone says nothing here: every tag has a lane or a column with its name, every bar its
number, and the text for those who do not see the figure gives the same numbers.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from desktop.briefing.plan import Article, Passage, Plan
from desktop.briefing.words import direction
from desktop.i18n import _, ngettext
from desktop.listing.facets import speaker_name
from desktop.model.identity import TagId
from desktop.options import SectionName, section_titles
from exporters import briefing as out
from resources.palette import LIGHT

_WIDTH = 440.0
_SMALL, _PLAIN = 7.5, 8.5

_LANE = 17.0
_BOX = 9.0
_LEFT, _RIGHT = 92.0, 410.0
_SCALE = 20.0
_STEP = 0.5
"""The finest that is drawn of an article, in points: what lies closer runs together."""
_APART = 26.0
"""How far apart two paragraph numbers stand, in points."""
_SCALES = (1, 10, 100, 1_000, 10_000, 100_000)

_ROW = 16.0
_HEAD = 18.0
_NAMES = 132.0
_NUMBER = 22.0
_SPEAKERS_AT_MOST = 14
_COLUMNS_AT_MOST = 5


def pictures(plan: Plan) -> Iterator[out.Section]:
    """The page; there is none where nothing is tagged."""
    strips = [_strip(plan, article) for article in plan.articles if article.passages]
    figures = (*strips, *_speakers(plan))
    if figures:
        title = section_titles()[SectionName.PICTURES]
        yield out.Section(title, 1, SectionName.PICTURES.value, figures, new_page=plan.several)


# Tags along an article


def _strip(plan: Plan, article: Article) -> out.Figure:
    """A lane for each tag: tints where passages lie, a stroke where each begins."""
    lanes = [
        (tag, [one for one in article.passages if one.held.tag == tag.id]) for tag in plan.tags
    ]
    lanes = [(tag, passages) for tag, passages in lanes if passages]
    shapes: list[out.Shape] = []
    for position, (tag, passages) in enumerate(lanes):
        shapes += _lane(tag, passages, article, 2 + position * _LANE)
    bottom = 2 + len(lanes) * _LANE
    shapes += _scale(article, bottom)
    named = f"{article.code} · {article.source.title}" if plan.several else ""
    caption = named or _("Where the passages lie in the article")
    return out.Figure(
        width=_WIDTH,
        height=bottom + _SCALE,
        shapes=tuple(shapes),
        alt=_strip_in_words(article, lanes),
        caption=caption,
        anchor=f"strip{article.number}",
        direction=direction(caption),
    )


def _lane(
    tag: out.Tag, passages: list[Passage], article: Article, top: float
) -> Iterator[out.Shape]:
    length = len(article.source.text)
    middle, base = top + _LANE / 2, top + _LANE / 2 + 3
    yield out.Label(0, base, tag.letter, _PLAIN, strong=True, room=18)
    yield out.Label(20, base, tag.name, room=_LEFT - 26, direction=direction(tag.name))
    yield out.Stroke(_LEFT, middle, _RIGHT, middle, LIGHT.line)
    box = middle - _BOX / 2
    for start, end in _covered(passages, length):
        yield out.Box(_at(start), box, (end - start) * _STEP, _BOX, tag.tint)
    for start in sorted({_bins(one.held.start, length) for one in passages}):
        yield out.Box(_at(start), box, 2 * _STEP, _BOX, tag.bar)
    yield out.Label(_WIDTH, base, str(len(passages)), _PLAIN, align="right")


def _covered(passages: list[Passage], length: int) -> list[tuple[int, int]]:
    """The stretches the spans cover, in steps of the drawing; what touches is one."""
    spans = sorted((span.start, span.end) for one in passages for span in one.held.spans)
    stretches: list[tuple[int, int]] = []
    for first, last in spans:
        start = _bins(first, length)
        end = max(start + 2, -(-last * _ALL // length))
        if stretches and start <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], max(stretches[-1][1], end))
        else:
            stretches.append((start, end))
    return stretches


_ALL = int((_RIGHT - _LEFT) / _STEP)


def _bins(offset: int, length: int) -> int:
    """How far along an offset lies, in steps; never so far that a stroke would stick out."""
    return min(offset * _ALL // length, _ALL - 2)


def _at(step: int) -> float:
    return _LEFT + step * _STEP


def _scale(article: Article, top: float) -> Iterator[out.Shape]:
    """The paragraphs: a stroke for each, a number wherever there is room."""
    length = len(article.source.text)
    blocks = zip(article.source.blocks, article.numbers, strict=True)
    places = [(number, _bins(block.start, length)) for block, number in blocks if number]
    yield out.Stroke(_LEFT, top + 1, _RIGHT, top + 1, LIGHT.ink3)
    for step in sorted({step for _number, step in places}) if len(places) <= _ALL // 6 else ():
        yield out.Stroke(_at(step), top + 1, _at(step), top + 3.5, LIGHT.ink3)
    for number, step in _numbered(places):
        x = _at(step)
        yield out.Stroke(x, top + 1, x, top + 5, LIGHT.ink2)
        yield out.Label(x, top + 13.5, f"¶{number}", _SMALL, LIGHT.ink2)


def _numbered(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The paragraphs whose number is printed: the first, and every 2nd, 5th, 10th … with room."""
    room = int(_APART / _STEP)
    for every in (step * scale for scale in _SCALES for step in (1, 2, 5)):
        found = [place for place in places if place[0] % every == 0 or place[0] == 1]
        if every > 1 and len(found) > 1 and found[1][1] - found[0][1] < room:
            del found[1]
        if all(later[1] - one[1] >= room for one, later in pairwise(found)):
            return found
    return places[:1]


def _strip_in_words(article: Article, lanes: Sequence[tuple[out.Tag, list[Passage]]]) -> str:
    last = max(article.numbers, default=0)
    head = ngettext(
        "Tags along {title}, {count} paragraph.", "Tags along {title}, {count} paragraphs.", last
    ).format(title=article.source.title, count=last)
    return " ".join((head, *(_lane_in_words(tag, passages, article) for tag, passages in lanes)))


def _lane_in_words(tag: out.Tag, passages: list[Passage], article: Article) -> str:
    """ "Claim: 3 passages, ¶2 to ¶17." """
    first = next(filter(None, (article.paragraphs(one.held) for one in passages)), "")
    last = next(filter(None, (article.paragraphs(one.held) for one in reversed(passages))), "")
    first, last = first.split("–")[0], "¶" + last.split("–")[-1].lstrip("¶")
    held = ngettext("{count} passage", "{count} passages", len(passages)).format(
        count=len(passages)
    )
    if not first:
        return _("{tag}: {passages}.").format(tag=tag.name, passages=held)
    if first == last:
        return _("{tag}: {passages} in {place}.").format(tag=tag.name, passages=held, place=first)
    return _("{tag}: {passages} from {first} to {last}.").format(
        tag=tag.name, passages=held, first=first, last=last
    )


# Who is heard


class _Voice(NamedTuple):
    """A row: who it is, and how many passages of each tag they say."""

    name: str
    counts: Counter[TagId]


class _Tagged(NamedTuple):
    """A column: one tag, or those that share the last."""

    name: str
    tags: tuple[TagId, ...]
    fill: str

    def count(self, voice: _Voice) -> int:
        return sum(voice.counts[tag] for tag in self.tags)


def _speakers(plan: Plan) -> Iterator[out.Figure]:
    """A row for each speaker and in it a bar for each tag; there is none without speakers."""
    counts: dict[str, Counter[TagId]] = {}
    for one in plan.passages:
        name = speaker_name(one.held)
        if name:
            counts.setdefault(name, Counter())[one.held.tag] += 1
    if not counts:
        return
    voices = _loudest([_Voice(name, found) for name, found in counts.items()])
    columns = _columns(plan, counts.values())
    yield out.Figure(
        width=_WIDTH,
        height=_HEAD + len(voices) * _ROW + 4,
        shapes=tuple(_bars(voices, columns)),
        alt=_voices_in_words(voices, columns),
        caption=_("Who is heard: passages by speaker and tag"),
        anchor="speakers",
    )


def _loudest(voices: list[_Voice]) -> list[_Voice]:
    """Who says most comes first, of two alike who says it first; the last row is all the rest."""
    voices = sorted(voices, key=lambda voice: -voice.counts.total())
    if len(voices) <= _SPEAKERS_AT_MOST:
        return voices
    rest = voices[_SPEAKERS_AT_MOST - 1 :]
    name = ngettext("{count} other", "{count} others", len(rest)).format(count=len(rest))
    together: Counter[TagId] = Counter()
    for voice in rest:
        together.update(voice.counts)
    return [*voices[: _SPEAKERS_AT_MOST - 1], _Voice(name, together)]


def _columns(plan: Plan, counts: Iterable[Counter[TagId]]) -> list[_Tagged]:
    """The tags that somebody is heard under, in codebook order; too many share the last column."""
    heard = {TagId(tag) for found in counts for tag in found}
    tags = [_Tagged(tag.name, (TagId(tag.id),), tag.bar) for tag in plan.tags if tag.id in heard]
    if len(tags) <= _COLUMNS_AT_MOST:
        return tags
    rest = tags[_COLUMNS_AT_MOST - 1 :]
    shared = tuple(tag for column in rest for tag in column.tags)
    return [*tags[: _COLUMNS_AT_MOST - 1], _Tagged(_("Other tags"), shared, LIGHT.ink3)]


def _bars(voices: list[_Voice], columns: list[_Tagged]) -> Iterator[out.Shape]:
    wide = (_WIDTH - _NAMES) / len(columns)
    most = max(column.count(voice) for voice in voices for column in columns)
    for at, column in enumerate(columns):
        x = _NAMES + at * wide
        yield out.Label(
            x, 10, column.name, _SMALL, strong=True, room=wide - 6, direction=direction(column.name)
        )
    yield out.Stroke(0, _HEAD - 3, _WIDTH, _HEAD - 3, LIGHT.ink3)
    for row, voice in enumerate(voices):
        base = _HEAD + row * _ROW + 11
        yield out.Label(0, base, voice.name, room=_NAMES - 8, direction=direction(voice.name))
        for at, column in enumerate(columns):
            count = column.count(voice)
            if count:
                x, width = _NAMES + at * wide, max(1.0, count / most * (wide - _NUMBER - 6))
                yield out.Box(x, base - 8, round(width, 2), _BOX, column.fill)
                yield out.Label(round(x + width + 4, 2), base, str(count))


def _voices_in_words(voices: list[_Voice], columns: list[_Tagged]) -> str:
    """ "Passages by speaker and tag. Neda Tarvell: Claim 2, Quote 4." """
    said = [_("Passages by speaker and tag.")]
    for voice in voices:
        shown = ((column.name, column.count(voice)) for column in columns)
        counted = ", ".join(f"{name} {count}" for name, count in shown if count)
        said.append(f"{voice.name}: {counted}.")
    return " ".join(said)
