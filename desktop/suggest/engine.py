"""Suggestions for an article, batch by batch as they are found."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from desktop.model.source import Block
from desktop.model.suggestion import Suggestion
from desktop.suggest.language import Parsed, is_english, parsed, pipeline
from desktop.suggest.paragraphs import paragraphs
from desktop.suggest.quotes.speakers.cast import Cast
from desktop.suggest.quotes.suggestions import quotes

NO_MODEL = "no-model"
OTHER_LANGUAGE = "other-language"
_TOGETHER = 200
"""Paragraphs judged together: a sentence is read beside its neighbours."""


class Found(Struct, frozen=True):
    """Some more suggestions, and how far the article is read (0.0 to 1.0)."""

    suggestions: tuple[Suggestion, ...]
    done: float


class Engine:
    """Reads one article after another; the language model is loaded with the first."""

    missing: str = ""
    """Why only the marks could be read in the last article: a code of this module, or empty."""

    def found(self, text: str, blocks: Sequence[Block] = (), language: str = "") -> Iterator[Found]:
        """Every candidate of an article with its score.

        ``language`` is BCP 47; empty asks the text itself. ``blocks`` are those of the source;
        without them blank lines part the paragraphs. Quotes come paragraph by paragraph, what the
        sentences are for many paragraphs at once.
        """
        english = is_english(language, text)
        model = pipeline() if english else None
        self.missing = "" if model else NO_MODEL if english else OTHER_LANGUAGE
        every = list(paragraphs(text, blocks))
        pieces = [one for one in every if any(map(str.isalnum, one.words))]
        cast, judge = Cast(), None
        if model is not None and pieces:
            from desktop.suggest.stance.judge import Stance

            judge = Stance(len(every))
        read: list[tuple[Parsed, list[Suggestion]]] = []
        for one in parsed(pieces, model):
            read.append((one, quotes(one, cast)))
            done = (one.paragraph.start + len(one.paragraph.words)) / len(text)
            yield Found(tuple(read[-1][1]), done)
            if judge is not None and (len(read) == _TOGETHER or one.paragraph is pieces[-1]):
                yield Found(tuple(judge.suggestions(read)), done)
                read = []
        yield Found((), 1.0)
