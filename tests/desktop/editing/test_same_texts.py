"""An article gets another text on one side: passages of both come together or nothing is done."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from desktop.editing import describing, sources, tagging
from desktop.editing.merging import Side, compare, merged, records
from desktop.editing.same_texts import Apart, Why
from desktop.model.annotation import Annotation, Span, Speaker, joined
from desktop.model.change import Change, Edit
from desktop.model.identity import AnnotationId, Instant, SessionId, TagId
from desktop.model.session import Session
from desktop.model.source import Block, BlockKind, Front, Source
from tests.desktop.ui.articles import session, source

TEXT = "The ferry will not sail. “We cannot promise Friday,” said Lena Ortiz on the pier."
FERRY = source(TEXT, front=Front(title="The ferry"))
ONE, TWO = AnnotationId("one"), AnnotationId("two")
LATER = Instant("2026-02-01T08:00:00Z")


def at(words: str, text: str = TEXT) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def passage(id_: str, words: str, text: str = TEXT, speaker: str = "") -> Annotation:
    said = Speaker(speaker, mention=at(speaker, text)) if speaker else None
    spans = (at(words, text),)
    return Annotation(AnnotationId(id_), FERRY.id, spans, TagId("claim"), speaker=said)


BASE = session(
    FERRY,
    passages=(passage("one", "not sail"), passage("two", "promise Friday", TEXT, "Lena Ortiz")),
)


def retold(held: Session, text: str, *moved: Annotation, gone: tuple[str, ...] = ()) -> Session:
    """The session with another text of the article, and these passages placed in it."""
    article = source(text)
    kept = {id_: one for id_, one in held.annotations.items() if id_ not in gone}
    for one in moved:
        before = kept[one.id]
        speaker = before.speaker
        if speaker is not None and one.speaker is not None:
            speaker = replace(speaker, mention=one.speaker.mention)
        kept[one.id] = replace(before, spans=one.spans, speaker=speaker)
    card = held.sources[FERRY.id]
    new = replace(article, front=card.front, grade=card.grade, name=card.name)
    return replace(held, sources={FERRY.id: new}, annotations=kept)


def noted(held: Session, id_: AnnotationId, note: str) -> Session:
    change = describing.set_note(held, id_, note, LATER)
    assert change is not None
    return held.apply(change)


def tagged(held: Session, words: str, id_: str = "new") -> Session:
    return held.apply(Change("", (Edit(None, passage(id_, words)),)))


def merge_of(mine: Session, theirs: Session, *taken: str) -> Session:
    """Both sides as one; what is to be decided is taken from theirs where it is named."""
    merge = compare(BASE, mine, theirs)
    keys = {one.key: Side.THEIRS for one in merge.conflicts if one.key[1] in taken}
    change = merged(mine, theirs, merge, keys)
    after = mine.apply(change) if change is not None else mine
    if change is not None:
        assert records(after.apply(change.inverse())) == records(mine)
    return after


def quoted(held: Session, id_: str) -> str:
    one = held.annotations[AnnotationId(id_)]
    return " … ".join(held.sources[one.source].text[s.start : s.end] for s in one.spans)


Sides = Callable[[Session, Session], Session]


@pytest.fixture(params=["text there", "text here"])
def both(request: pytest.FixtureRequest) -> Sides:
    """The merge of a side with a new text and one with changed passages, either of them mine."""
    there = request.param == "text there"

    def run(new: Session, old: Session) -> Session:
        return merge_of(old, new) if there else merge_of(new, old)

    return run


CORRECTED = TEXT.replace("on the pier", "at the harbour office")
LONGER = "Update, Monday.\n\n" + TEXT
SHORTER = TEXT.replace("The ferry will not sail. ", "")


def test_passages_that_stand_where_they_stood_are_combined_with_the_new_text(both: Sides) -> None:
    old = tagged(noted(BASE, ONE, "checked"), "We cannot")
    after = both(retold(BASE, CORRECTED), old)
    assert after.sources[FERRY.id].text == CORRECTED
    assert after.annotations[ONE].note == "checked"
    assert quoted(after, "new") == "We cannot"
    assert quoted(after, "two") == "promise Friday"


def test_a_note_follows_its_passage_to_where_the_new_text_has_it(both: Sides) -> None:
    new = retold(
        BASE,
        LONGER,
        passage("one", "not sail", LONGER),
        passage("two", "promise Friday", LONGER, "Lena Ortiz"),
    )
    after = both(new, noted(noted(BASE, ONE, "checked"), TWO, "ask"))
    assert (quoted(after, "one"), quoted(after, "two")) == ("not sail", "promise Friday")
    assert (after.annotations[ONE].note, after.annotations[TWO].note) == ("checked", "ask")
    speaker = after.annotations[TWO].speaker
    assert speaker is not None
    assert speaker.mention == at("Lena Ortiz", LONGER)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (LONGER, lambda: tagged(BASE, "Friday")),
        (TEXT.replace("Friday", "Monday"), lambda: tagged(BASE, "Friday")),
        (TEXT.replace("ferry", "ferryboat"), lambda: tagged(BASE, "ferry")),
        (SHORTER, lambda: tagged(BASE, "on the pier")),
        (
            TEXT.replace("Lena Ortiz", "Rosa Ortiz"),
            lambda: tagged(BASE, "Friday").apply(
                Change("", (Edit(None, passage("other", "We cannot", TEXT, "Lena Ortiz")),))
            ),
        ),
    ],
    ids=["moved", "other words", "part of a longer word", "behind the end", "speaker"],
)
def test_nothing_is_done_where_a_passage_has_no_place_in_the_new_text(
    both: Sides, text: str, what: Callable[[], Session]
) -> None:
    gone = ("one", "two") if text in (LONGER, SHORTER) else ()
    with pytest.raises(Apart) as caught:
        both(retold(BASE, text, gone=gone), what())
    error = caught.value
    assert (error.article, error.passages) == (FERRY.title, 1)
    assert error.why in (Why.NO_PLACE_THERE, Why.NO_PLACE_HERE)


def test_it_is_told_on_which_side_passages_have_no_place() -> None:
    new = retold(BASE, LONGER, gone=("one", "two"))
    for mine, theirs, why in (
        (tagged(BASE, "Friday"), new, Why.NO_PLACE_THERE),
        (new, tagged(BASE, "Friday"), Why.NO_PLACE_HERE),
    ):
        with pytest.raises(Apart) as caught:
            compare(BASE, mine, theirs)
        assert caught.value.why is why


def test_a_passage_noted_here_and_taken_out_of_the_new_text_there_is_not_put_back_blindly() -> None:
    other = TEXT.replace("not sail", "sail late")
    with pytest.raises(Apart):
        merge_of(noted(BASE, ONE, "checked"), retold(BASE, other, gone=("one",)))


def test_a_passage_that_still_stands_is_asked_about_where_the_other_side_deleted_it() -> None:
    new = retold(BASE, CORRECTED, gone=("one",))
    mine = noted(BASE, ONE, "checked")
    (conflict,) = compare(BASE, mine, new).conflicts
    assert conflict.theirs is None
    assert quoted(merge_of(mine, new), "one") == "not sail"
    assert ONE not in merge_of(mine, new, "one").annotations


def test_passages_deleted_on_the_other_side_stay_deleted(both: Sides) -> None:
    deleted = tagging.delete(BASE, [ONE])
    assert deleted is not None
    after = both(retold(BASE, CORRECTED), BASE.apply(deleted))
    assert set(after.annotations) == {"two"}
    assert after.sources[FERRY.id].text == CORRECTED


def test_details_of_the_article_are_kept_beside_its_new_text(both: Sides) -> None:
    old = replace(FERRY, front=replace(FERRY.front, author="A. Writer"))
    after = both(retold(BASE, CORRECTED), BASE.apply(Change("", (Edit(FERRY, old),))))
    article = after.sources[FERRY.id]
    assert (article.text, article.front.author) == (CORRECTED, "A. Writer")
    assert article.blocks == source(CORRECTED).blocks


def test_an_article_changed_on_both_sides_keeps_the_text_its_passages_stand_in() -> None:
    """Whichever side's details are chosen, nobody's passages land in the old text."""

    def by(author: str, held: Source) -> Source:
        return replace(held, front=replace(held.front, author=author))

    new = retold(
        BASE,
        LONGER,
        passage("one", "not sail", LONGER),
        passage("two", "promise Friday", LONGER, "Lena Ortiz"),
    )
    new = replace(new, sources={FERRY.id: by("There", new.sources[FERRY.id])})
    mine = BASE.apply(Change("", (Edit(FERRY, by("Here", FERRY)),)))
    for taken, author in (((), "Here"), ((str(FERRY.id),), "There")):
        after = merge_of(mine, new, *taken)
        assert after.sources[FERRY.id].text == LONGER
        assert after.sources[FERRY.id].front.author == author
        assert quoted(after, "one") == "not sail"


def test_the_same_new_text_on_both_sides_is_no_obstacle() -> None:
    moved = (
        passage("one", "not sail", LONGER),
        passage("two", "promise Friday", LONGER, "Lena Ortiz"),
    )
    mine, theirs = retold(noted(BASE, ONE, "a"), LONGER, *moved), retold(BASE, LONGER, *moved)
    after = merge_of(mine, noted(theirs, TWO, "b"))
    assert (after.annotations[ONE].note, after.annotations[TWO].note) == ("a", "b")
    assert quoted(after, "one") == "not sail"


def test_two_different_new_texts_are_not_merged() -> None:
    for base, mine, theirs in (
        (BASE, retold(BASE, LONGER), retold(BASE, CORRECTED)),
        (replace(BASE, sources={}, annotations={}), BASE, retold(BASE, CORRECTED)),
    ):
        with pytest.raises(Apart) as caught:
            compare(base, mine, theirs)
        assert (caught.value.why, caught.value.article) == (Why.BOTH_CHANGED, FERRY.title)


def test_paragraphs_changed_here_are_not_lost_to_a_new_text_there(both: Sides) -> None:
    parted = replace(FERRY, blocks=(Block(BlockKind.FRONT_MATTER, 0, len(TEXT)),))
    with pytest.raises(Apart) as caught:
        both(retold(BASE, CORRECTED), BASE.apply(Change("", (Edit(FERRY, parted),))))
    assert caught.value.why is Why.BOTH_CHANGED


def test_another_session_in_the_file_is_not_merged() -> None:
    other = replace(BASE, id=SessionId("urn:x:another"), annotations={})
    with pytest.raises(Apart) as caught:
        compare(BASE, noted(BASE, ONE, "checked"), other)
    assert caught.value.why is Why.OTHER_SESSION


def test_a_new_article_on_one_side_needs_no_agreement(both: Sides) -> None:
    added = sources.add_source(BASE, source("Another.", id_="urn:x:other"))
    assert added is not None
    after = both(BASE.apply(added), tagged(BASE, "Friday"))
    assert set(after.sources) == {FERRY.id, "urn:x:other"}
    assert "new" in after.annotations


@st.composite
def edits_of_text(draw: st.DrawFn) -> str:
    start = draw(st.integers(0, len(TEXT)))
    end = draw(st.integers(start, min(len(TEXT), start + 6)))
    return TEXT[:start] + draw(st.sampled_from(["", "x", "old ", "friday"])) + TEXT[end:]


@given(
    edits_of_text(),
    st.lists(st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 9)), max_size=3),
    st.booleans(),
)
def test_whatever_the_new_text_a_merged_passage_quotes_the_words_it_quoted(
    text: str, marked: list[tuple[int, int]], there: bool
) -> None:
    old = replace(BASE, annotations={})
    for number, (start, length) in enumerate(marked):
        spans = joined((Span(start, min(len(TEXT), start + length)),))
        held = Annotation(AnnotationId(f"p{number}"), FERRY.id, spans, TagId("claim"))
        old = old.apply(Change("", (Edit(None, held),)))
    new = retold(replace(BASE, annotations={}), text)
    base = replace(BASE, annotations={})
    mine, theirs = (old, new) if there else (new, old)
    try:
        merge = compare(base, mine, theirs)
    except Apart:
        return
    change = merged(mine, theirs, merge, {})
    after = mine.apply(change) if change is not None else mine
    assert after.sources[FERRY.id].text == text
    assert set(after.annotations) == set(old.annotations)
    assert {id_: quoted(after, id_) for id_ in after.annotations} == {
        id_: quoted(old, id_) for id_ in old.annotations
    }
