"""An article is read to its end, whatever it is, and every quote is told with its speaker."""

import pytest

from desktop.model.codebook import QUOTE
from desktop.model.source import Block, BlockKind
from desktop.model.suggestion import Suggestion
from desktop.suggest import engine as room
from desktop.suggest.engine import NO_MODEL, OTHER_LANGUAGE, Engine
from desktop.suggest.paragraphs import plain

ARTICLE = """Maria Chen, the mayor of Dunport, opened the new lock on Monday.

“We waited nine years for this,” Chen said, “and we will wait no longer.”

The budget was never at risk, she told reporters after the ceremony.

According to the harbour office, traffic will rise by a tenth.

I was told by Tom Baker that the pumps had failed twice.

The so-called “lock of hope” stands empty.

The ministry announced that the road would close in May.
"""
SURE = 0.5
GERMAN = (
    "Der Hafen ist seit Montag geschlossen, und niemand weiß, wie lange das noch so bleiben wird. "
    "„Wir gehen nicht zurück, bis der Plan vom Tisch ist“, sagte die Sprecherin der Lotsen."
)
ARABIC = "قالت المتحدثة باسم المرفأ: «لن نعود إلى العمل قبل سحب الخطة» ولم ترد الوزارة على ذلك."
CHINESE = "港口发言人说：「在计划撤回之前 我们 不会 恢复 工作」，该部未作任何回应。"


def suggestions(text: str, blocks: tuple[Block, ...] = ()) -> list[Suggestion]:
    return [one for found in Engine().found(text, blocks) for one in found.suggestions]


def quotes(text: str, least: float = 0.0) -> list[Suggestion]:
    return [one for one in suggestions(text) if one.tag == QUOTE and one.score >= least]


def words(text: str, one: Suggestion) -> list[str]:
    return [text[span.start : span.end] for span in one.spans]


def told_of(text: str, piece: str) -> Suggestion:
    (one,) = [one for one in quotes(text) if any(piece in part for part in words(text, one))]
    return one


def test_a_quote_that_its_attribution_breaks_is_one_of_two_parts() -> None:
    one = told_of(ARTICLE, "nine years")
    assert words(ARTICLE, one) == [
        "“We waited nine years for this,”",
        "“and we will wait no longer.”",
    ]
    assert one.kind.value == "direct"
    assert one.score > SURE
    assert one.cue is not None
    assert ARTICLE[one.cue.start : one.cue.end] == "said"


@pytest.mark.parametrize(
    ("piece", "mention", "name", "guessed"),
    [
        ("nine years", "Chen", "Maria Chen", False),
        ("budget", "she", "Maria Chen", True),
        ("traffic", "the harbour office", "the harbour office", False),
        ("pumps", "Tom Baker", "Tom Baker", False),
        ("road", "The ministry", "The ministry", False),
    ],
)
def test_speakers_are_named_and_a_pronoun_is_a_guess(
    piece: str, mention: str, name: str, guessed: bool
) -> None:
    one = told_of(ARTICLE, piece)
    assert one.score > SURE
    assert one.speaker is not None
    assert (one.speaker.name, one.speaker.guessed) == (name, guessed)
    assert one.speaker.mention is not None
    assert ARTICLE[one.speaker.mention.start : one.speaker.mention.end] == mention


def test_reported_speech_without_marks_is_indirect() -> None:
    assert told_of(ARTICLE, "road").kind.value == "indirect"
    assert told_of(ARTICLE, "pumps").kind.value == "indirect"


def test_scare_quotes_titles_and_nicknames_are_not_sure() -> None:
    assert not any("hope" in part for one in quotes(ARTICLE, SURE) for part in words(ARTICLE, one))
    text = 'Anna "Nan" Holt, who made the film "The Long Shore", lives in Dunport with her sister.'
    assert quotes(text, SURE) == []


def test_who_speaks_on_is_who_spoke_before() -> None:
    text = (
        "“The water rose for days,” said Tom Baker, a pilot. “Nobody came to help us.\n\n"
        "“Then the dam broke and we ran.”"
    )
    last = told_of(text, "dam broke")
    assert last.speaker is not None
    assert (last.speaker.name, last.speaker.guessed) == ("Tom Baker", True)


def test_a_pronoun_means_whom_the_paragraph_before_is_about() -> None:
    text = (
        "“The pumps are old,” said Tom Baker.\n\n"
        "Maria Chen met Paul Reed at the harbour on Monday.\n\n"
        "She said that the road would stay closed."
    )
    one = told_of(text, "road")
    assert one.speaker is not None
    assert (one.speaker.name, one.speaker.guessed) == ("Maria Chen", True)


def test_a_full_name_stands_without_the_office_before_it() -> None:
    text = "“The pumps are old,” said the former harbour master and pilot Tom Baker on Monday."
    one = told_of(text, "pumps")
    assert one.speaker is not None
    assert one.speaker.name == "Tom Baker"


def test_results_come_in_pieces_and_say_how_far_the_article_is_read() -> None:
    found = list(Engine().found(ARTICLE))
    assert sum(bool(one.suggestions) for one in found) > 3
    done = [one.done for one in found]
    assert done == sorted(done)
    assert done[-1] == 1.0
    assert 0.0 < done[0] < 0.5


def test_rules_between_paragraphs_are_passed_over() -> None:
    text = ARTICLE.replace("\n\n", "\n\n* * *\n\n")
    spoken = [words(text, one) for one in quotes(text, SURE)]
    assert spoken == [words(ARTICLE, one) for one in quotes(ARTICLE, SURE)]


def test_front_matter_is_not_read() -> None:
    text = "“Copy this to all editors now,” said Tom Baker.\n\n“We are closed for good,” said Chen."
    start = text.index("“We")
    blocks = (
        Block(BlockKind.FRONT_MATTER, 0, start - 2),
        Block(BlockKind.PARAGRAPH, start, len(text)),
    )
    assert {one.start >= start for one in suggestions(text, blocks)} == {True}


def test_without_the_model_the_marks_are_read_and_it_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(room, "pipeline", lambda: None)
    engine = Engine()
    found = [one for some in engine.found(ARTICLE) for one in some.suggestions]
    assert engine.missing == NO_MODEL
    assert [words(ARTICLE, one) for one in found] == [
        ["“We waited nine years for this,”"],
        ["“and we will wait no longer.”"],
    ]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        (GERMAN, "„Wir gehen nicht zurück, bis der Plan vom Tisch ist“"),
        (ARABIC, "«لن نعود إلى العمل قبل سحب الخطة»"),
        (CHINESE, "「在计划撤回之前 我们 不会 恢复 工作」"),
    ],
)
def test_in_another_language_the_marks_are_read_and_it_is_said(text: str, quoted: str) -> None:
    engine = Engine()
    found = [one for some in engine.found(text, (), "xx") for one in some.suggestions]
    assert engine.missing == OTHER_LANGUAGE
    assert [words(text, one) for one in found] == [[quoted]]


def test_another_language_is_noticed_where_nobody_says_it() -> None:
    engine = Engine()
    list(engine.found(GERMAN))
    assert engine.missing == OTHER_LANGUAGE
    list(engine.found(ARTICLE))
    assert engine.missing == ""


@pytest.mark.parametrize("text", ["", " \n\n\t ", "…—?!", "12 34 56", "\ud800\udc00 \udfff"])
def test_where_nothing_is_said_nothing_is_found(text: str) -> None:
    assert quotes(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "“" * 1_000_000,
        '"' * 1_000_000,
        "'" * 1_000_000,
        '" ' * 1_000_000,
        "“a" * 5_000,
        "x" * 200_000,
        "“ '\ud800” said \udfff" * 1_000,
        "She said that " * 2_000,
        ": " * 5_000,
        "\u202e“\u0000” said\u2028Chen",
    ],
    ids=[
        "curly",
        "straight",
        "single",
        "spaced",
        "held",
        "letters",
        "surrogates",
        "cue",
        "colon",
        "odd",
    ],
)
def test_whatever_the_text_is_it_is_read_and_spans_lie_in_it(text: str) -> None:
    for one in suggestions(text):
        ends = [at for span in one.spans for at in (span.start, span.end)]
        assert ends == sorted(ends)
        assert 0 <= ends[0] < ends[-1] <= len(text)
        assert plain(text[one.start : one.end]).strip()
        assert 0.0 <= one.score <= 1.0


def test_a_paragraph_of_200_000_characters_is_read_to_its_end() -> None:
    text = "The tide came in. " * 11_000 + "“The lock is open again,” said Chen."
    assert len(text) > 190_000
    assert told_of(text, "lock is open").end > 190_000
