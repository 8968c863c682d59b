"""Sentences of our own as the language model parses them."""

from typing import TYPE_CHECKING

from desktop.suggest.language import pipeline

if TYPE_CHECKING:
    from spacy.tokens import Doc


def parsed(words: str) -> "Doc":
    model = pipeline()
    assert model is not None
    return model(words)
