"""Headings of a Markdown file as the places its links lead to.

Markdown has no anchors of its own. Programs that render it give each heading an id made of its
words, in the way of GitHub, and so a link leads to the heading its target stands under.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from itertools import accumulate

from exporters.briefing import Article, ArticleBlock, BlockKind, Briefing
from exporters.links import anchors_of, web_address
from exporters.markdown.text import escape
from exporters.text import html_safe

_ENTITY = re.compile(r"&(?=#?\w+;)")


class Places:
    """The ids of the headings of one briefing, by anchor."""

    def __init__(self, briefing: Briefing) -> None:
        self._slugs: dict[str, str] = {}
        self._taken: dict[str, int] = {}
        self._heading(briefing.cover.title)
        for section in briefing.sections:
            here = self._heading(section.title)
            self._slugs.setdefault(section.anchor, here)
            for part in section.parts:
                if isinstance(part, Article):
                    self._article(part, here)
                for anchor in anchors_of(part):
                    self._slugs.setdefault(anchor, here)

    def link(self, target: str, content: str) -> str:
        """``content`` (markup) as a link, unchanged when it is empty or leads nowhere."""
        href = self._href(target) if content else ""
        return f"[{content}]({href})" if href else content

    def _href(self, target: str) -> str:
        slug = self._slugs.get(target) if target else ""
        if slug:
            return f"#{slug}"
        address = _ENTITY.sub("&amp;", web_address(target))
        return f"<{address}>" if address else ""

    def _article(self, article: Article, here: str) -> None:
        """Marks stand under the last heading before them; headings with marks have odd ids."""
        starts, slugs = [0], [here]
        marked = _Marked(article)
        for block in article.blocks:
            if block.kind is BlockKind.HEADING:
                slug = self._heading(article.text[block.start : block.end])
                if not marked.touches(block):
                    starts.append(block.start)
                    slugs.append(slug)
        for mark in article.marks if article.blocks else ():
            under = slugs[bisect_right(starts, mark.spans[0][0]) - 1]
            self._slugs.setdefault(mark.anchor, under)

    def _heading(self, words: str) -> str:
        """The id of the next heading; the second of the same words gets a number."""
        base = slug_of(words)
        if not words.strip():
            return ""
        slug = base
        while slug in self._taken:
            self._taken[base] += 1
            slug = f"{base}-{self._taken[base]}"
        self._taken[slug] = 0
        return slug


def slug_of(words: str) -> str:
    """Letters, digits, hyphens and underscores in lower case, with hyphens for spaces."""
    line = re.sub(r"[\r\n]+", " ", html_safe(words)).strip().lower()
    kept = (c for c in line if c in " -_" or c.isalnum() or unicodedata.category(c)[0] == "M")
    return "".join(kept).replace(" ", "-")


class _Marked:
    """Where an article is marked, to be asked block by block."""

    def __init__(self, article: Article) -> None:
        spans = sorted(span for mark in article.marks for span in mark.spans)
        self._starts = [start for start, _ in spans]
        self._reach = list(accumulate((end for _, end in spans), max))
        """How far the spans up to each one reach."""

    def touches(self, block: ArticleBlock) -> bool:
        """Whether a mark lies over part of the block."""
        before = bisect_left(self._starts, block.end)
        return before > 0 and self._reach[before - 1] > block.start


def label_of(reference: str, number: int) -> str:
    """The label of a footnote: the reference if it can be one, or a number of its own."""
    return reference if reference.isalnum() and escape(reference) == reference else f"n{number}"
