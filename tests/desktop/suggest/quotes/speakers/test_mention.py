"""Who says the words of a cue is read from the parse."""

import pytest

from desktop.suggest.marks import quotations
from desktop.suggest.quotes.cues import cues
from desktop.suggest.quotes.speakers.mention import speaker_of
from desktop.suggest.quotes.tokens import marked_tokens
from tests.desktop.suggest.parses import parsed


@pytest.mark.parametrize(
    ("words", "mention"),
    [
        ("The minister told reporters that the road would close.", "The minister"),
        ("I was told by Tom Baker that the pumps had failed.", "Tom Baker"),
        ("According to the harbour office, traffic will rise.", "the harbour office"),
        ("“We wait,” said Maria Chen, who opened the lock.", "Maria Chen"),
        ("Three of the pilots complained that nobody came.", "Three of the pilots"),
    ],
)
def test_who_speaks_is_subject_agent_or_source(words: str, mention: str) -> None:
    doc = parsed(words)
    cue = next(cues(doc, marked_tokens(doc, quotations(words))))
    speaker = speaker_of(doc, cue, [])
    assert speaker is not None
    assert doc[slice(*speaker.mention)].text == mention
