"""Speakers renamed everywhere, labels of many passages, and the words in use."""

from collections.abc import Sequence

from msgspec.structs import replace

from desktop.editing import wording
from desktop.model.annotation import Speaker, SpeechKind
from desktop.model.identity import AnnotationId, Instant
from desktop.model.session import Session
from tests.desktop.ui.articles import HARBOUR, passage, session, source

ARTICLE = source(*HARBOUR)
LATE = Instant("2026-11-22T10:00:00Z")


def spoken(*speakers: Speaker | None, labels: Sequence[tuple[str, ...]] = ()) -> Session:
    held = [
        replace(
            passage(ARTICLE, "quay", number=number),
            speaker=speaker,
            labels=labels[number] if number < len(labels) else (),
        )
        for number, speaker in enumerate(speakers)
    ]
    return session(ARTICLE, passages=held)


def speakers(of: Session) -> list[Speaker | None]:
    return [held.speaker for held in of.annotations.values()]


def test_a_speaker_is_renamed_in_every_passage_and_nothing_else_of_them_changes() -> None:
    neda = Speaker("Neda Tarvel", "minister", SpeechKind.DIRECT, "told")
    before = spoken(neda, None, Speaker("Neda"), replace(neda, kind=SpeechKind.INDIRECT))
    change = wording.rename_speaker(before, "Neda Tarvel", " Neda Tarvell ", None, LATE)
    assert change is not None
    assert change.title == "Rename speaker"
    assert len(change.edits) == 2
    after = before.apply(change)
    assert speakers(after) == [
        replace(neda, name="Neda Tarvell"),
        None,
        Speaker("Neda"),
        replace(neda, name="Neda Tarvell", kind=SpeechKind.INDIRECT),
    ]
    assert after.apply(change.inverse()) == before


def test_a_position_may_be_given_to_all_with_the_name_or_without_another_one() -> None:
    before = spoken(Speaker("Neda"), Speaker("Neda", "aide"))
    change = wording.rename_speaker(before, "Neda", "Neda", "minister", LATE)
    assert change is not None
    assert speakers(before.apply(change)) == [Speaker("Neda", "minister")] * 2
    assert wording.rename_speaker(before, "Neda", "Neda", None, LATE) is None


def test_nobody_is_renamed_to_nothing() -> None:
    before = spoken(Speaker("Neda"), Speaker("", "a sailor"))
    assert wording.rename_speaker(before, "Neda", "  ", None, LATE) is None
    assert wording.rename_speaker(before, "", "Someone", None, LATE) is None
    assert wording.rename_speaker(before, "Nobody", "Someone", None, LATE) is None


def test_words_in_use_come_most_used_first() -> None:
    found = wording.vocabulary(
        spoken(
            Speaker("Ana", "pilot"),
            Speaker("Bo", "mayor"),
            Speaker("Bo", "minister"),
            Speaker("Bo", "minister"),
            Speaker("", "a sailor"),
            None,
            labels=(("port",), ("cost", "port"), ("lease",)),
        )
    )
    assert found.names == ("Bo", "Ana")
    assert found.positions == ("minister", "pilot", "mayor", "a sailor")
    assert found.labels == ("port", "cost", "lease")
    assert found.position_of == {"Ana": "pilot", "Bo": "minister"}


def test_labels_are_added_to_many_passages_behind_their_own() -> None:
    before = spoken(None, None, None, labels=((), ("port",), ("cost", "port")))
    ids = list(before.annotations)
    change = wording.change_labels(before, ids, [" port ", "new", "port", ""], [], LATE)
    assert change is not None
    assert change.title == "Add labels"
    after = [held.labels for held in before.apply(change).annotations.values()]
    assert after == [("port", "new"), ("port", "new"), ("cost", "port", "new")]
    again = wording.change_labels(before.apply(change), ids, ["new"], [], LATE)
    assert again is None


def test_labels_are_taken_from_those_that_have_them() -> None:
    before = spoken(None, None, labels=(("a",), ("a", "b", "c")))
    ids = list(before.annotations)
    change = wording.change_labels(before, ids, [], ["b"], LATE)
    assert change is not None
    assert change.title == "Remove label"
    assert len(change.edits) == 1
    assert [held.labels for held in before.apply(change).annotations.values()] == [
        ("a",),
        ("a", "c"),
    ]
    assert wording.change_labels(before, [], [], ["b"], LATE) is None


def test_labels_come_and_go_in_one_step() -> None:
    before = spoken(None, None, labels=(("a",), ("b", "a")))
    change = wording.change_labels(before, list(before.annotations), ["c", "a"], ["b"], LATE)
    assert change is not None
    assert change.title == "Change labels"
    after = [held.labels for held in before.apply(change).annotations.values()]
    assert after == [("a", "c"), ("a", "c")]


def test_who_is_named_is_found_letter_by_letter() -> None:
    before = spoken(Speaker("Neda"), Speaker("neda"), Speaker("Neda"))
    found = [held.id for held in wording.spoken_by(before, "Neda")]
    ids: list[AnnotationId] = list(before.annotations)
    assert found == [ids[0], ids[2]]
