"""Suggestions for an article, batch by batch as they are found."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from desktop.model.source import Block
from desktop.model.suggestion import Suggestion
from desktop.suggest.cast import Cast
from desktop.suggest.language import is_english, parsed, pipeline
from desktop.suggest.paragraphs import paragraphs
from desktop.suggest.quotes import quotes

NO_MODEL = "no-model"
OTHER_LANGUAGE = "other-language"


class Found(Struct, frozen=True):
    """Some more suggestions, in order of the text, and how far the article is read (0.0 to 1.0)."""

    suggestions: tuple[Suggestion, ...]
    done: float


class Engine:
    """Reads one article after another; the language model is loaded with the first."""

    missing: str = ""
    """Why only the marks could be read in the last article: a code of this module, or empty."""

    def found(self, text: str, blocks: Sequence[Block] = (), language: str = "") -> Iterator[Found]:
        """Every candidate of an article with its score.

        ``language`` is BCP 47; empty asks the text itself. ``blocks`` are those of the source;
        without them blank lines part the paragraphs.
        """
        model = pipeline() if is_english(language, text) else None
        self.missing = "" if model else NO_MODEL if is_english(language, text) else OTHER_LANGUAGE
        cast = Cast()
        for one in parsed(paragraphs(text, blocks), model):
            end = one.paragraph.start + len(one.paragraph.words)
            yield Found(tuple(quotes(one, cast)), end / len(text))
        yield Found((), 1.0)
