"""*Merge session…*: what it says before, what is chosen, and that one undo takes it all back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from desktop.model.annotation import Annotation, Speaker
from desktop.model.change import Person
from desktop.model.days import moment_in_short
from desktop.model.identity import AnnotationId, Instant, PersonId, SessionId, SourceId, TagId
from desktop.model.session import Session
from desktop.store.files import backups
from desktop.store.files.sessions import open_session, save_session
from desktop.ui.dialogs.merging import MergeDialog
from tests.desktop.ui.articles import HARBOUR, passage, session, source
from tests.desktop.ui.hands import CTRL, SHIFT, Hands, Key, until

ARTICLE = source(*HARBOUR)
EARLY, LATER = Instant("2026-02-01T08:00:00Z"), Instant("2026-02-03T08:00:00Z")
ADA = Person(PersonId("urn:uuid:ada"), "Ada Chen", "AC")


def held(words: str, number: int, note: str = "", modified: Instant = EARLY) -> Annotation:
    made = passage(ARTICLE, words, number=number)
    return replace(made, note=note, created=EARLY, modified=modified, creator=ADA.id)


FIRST, SECOND, THIRD = held("pilots", 1), held("crane", 2), held("leased a pipeline", 9)
START = replace(
    session(ARTICLE, passages=(FIRST, SECOND)), people=(ADA,), created=EARLY, modified=EARLY
)


def having(start: Session, *passages: Annotation) -> Session:
    annotations = {**start.annotations, **{one.id: one for one in passages}}
    return replace(start, annotations=annotations, modified=LATER)


Offer = Callable[..., list[str]]


@pytest.fixture
def offer(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> Offer:
    """Press the keys of *Merge session…*, choose this file and these buttons; what was said."""

    def press(path: Path, *pushed: str, accept: bool = True) -> list[str]:
        said: list[str] = []

        def exec_(dialog: MergeDialog) -> int:
            said.extend(label.text() for label in dialog.findChildren(QLabel))
            for button in dialog.findChildren(QPushButton):
                if button.text() in pushed:
                    button.click()
            for choice in dialog.choices.values():
                for segment in choice.group.buttons():
                    if segment.text() in pushed:
                        segment.click()
            return int(accept)

        monkeypatch.setattr(MergeDialog, "exec", exec_)
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
        hands.press(Key.Key_M, CTRL | SHIFT, on=hands.reader)
        return said

    return press


@pytest.fixture
def path(hands: Hands, tmp_path: Path) -> Path:
    """The session that is open: a note was written here since the parting."""
    path = tmp_path / "work.brief.json"
    save_session(path, START)
    save_session(path, having(START, replace(FIRST, note="mine", modified=LATER)))
    hands.window.workspace.open_path(path)
    return path


def copied(path: Path, theirs: Session) -> Path:
    copy = path.with_name("work (conflicted copy).brief.json")
    save_session(copy, theirs)
    return copy


def notes(hands: Hands) -> dict[str, str]:
    found = hands.window.workspace.session.annotations.values()
    return {hands.words(one): one.note for one in found}


def test_a_conflicted_copy_is_told_in_words_and_merged_in_one_step(
    hands: Hands, path: Path, offer: Offer
) -> None:
    theirs = having(
        START,
        replace(FIRST, note="theirs", modified=LATER),
        replace(SECOND, note="theirs too", modified=LATER),
        held("quay", 3),
        held("pipeline", 4),
    )
    workspace = hands.window.workspace
    before = workspace.session
    said = offer(copied(path, theirs), "Both notes")
    assert "Merge “work (conflicted copy).brief.json” into this session" in said
    assert "Adds 2 passages by Ada Chen." in said
    assert "1 passage that was changed only there becomes as it is there, as shown below." in said
    assert "1 entry differs; choose which state to keep." in said
    assert {"“pilots”", "Note: mine", "Note: theirs"} <= set(said)
    assert notes(hands) == {
        "pilots": "mine\n\ntheirs",
        "crane": "theirs too",
        "quay": "",
        "pipeline": "",
    }
    assert workspace.undo_stack.count() == 1
    hands.press(Key.Key_Z, CTRL, on=hands.reader)
    assert workspace.session.annotations == before.annotations
    workspace.undo_stack.redo()
    assert workspace.save()
    assert len(open_session(path).session.annotations) == 4
    assert [one.id for one in hands.passages] == list(open_session(path).session.annotations)


@pytest.mark.parametrize(("pushed", "expected"), [("Mine", "mine"), ("Theirs", "theirs")])
def test_one_state_is_kept_where_one_is_chosen(
    hands: Hands, path: Path, offer: Offer, pushed: str, expected: str
) -> None:
    theirs = having(START, replace(FIRST, note="theirs", modified=LATER), held("quay", 3))
    offer(copied(path, theirs), pushed)
    assert notes(hands)["pilots"] == expected
    assert "quay" in notes(hands)


def test_one_button_decides_all_differences(hands: Hands, path: Path, offer: Offer) -> None:
    mine = having(START, *(replace(one, note="mine", modified=LATER) for one in (FIRST, SECOND)))
    theirs = having(START, *(replace(one, note="hers", modified=LATER) for one in (FIRST, SECOND)))
    hands.window.workspace.start_new()
    save_session(path, mine)
    hands.window.workspace.open_path(path)
    said = offer(copied(path, theirs), "Both where possible")
    assert "2 entries differ; choose which state to keep of each." in said
    assert set(notes(hands).values()) == {"mine\n\nhers"}


def test_each_passage_is_named_with_its_article_and_place_and_what_each_side_says(
    hands: Hands, path: Path, offer: Offer
) -> None:
    hands.window.workspace.start_new()
    save_session(path, having(START, THIRD))
    save_session(path, having(START, THIRD, replace(FIRST, note="mine", modified=LATER)))
    hands.window.workspace.open_path(path)
    speaker = Speaker("Neda Tarvell")
    theirs = having(
        START,
        replace(FIRST, tag=TagId("quote"), speaker=speaker, modified=LATER),
        replace(THIRD, tag=TagId("opinion"), labels=("quay",), modified=LATER),
    )
    early, later = moment_in_short(EARLY), moment_in_short(LATER)
    said = offer(copied(path, theirs), accept=False)
    at = said.index("“pilots”")
    article = "S1 The harbour pilots of Halvec went back to work on Monday …"
    assert said[at + 1] == f"{article} · ¶1"
    mine, other = said.index(f"Mine, {later}"), said.index(f"Theirs, {later}")
    assert at < mine < other
    assert said[mine + 1 : other] == ["Tag: Claim", "Note: mine", "Speaker: none"]
    assert said[other + 1 : other + 4] == ["Tag: Quote", "Note: none", "Speaker: Neda Tarvell"]
    taken = said.index("Becomes as it is there")
    assert taken > other
    assert said[taken + 1 :][:2] == ["“leased a pipeline”", f"{article} · ¶4"]
    assert said[taken + 3 :][:6] == [
        *(f"Now, {early}", "Tag: Claim", "Labels: none"),
        *(f"After merging, {later}", "Tag: Opinion", "Labels: quay"),
    ]


def test_a_session_of_a_newer_version_is_refused_in_one_sentence(
    hands: Hands, path: Path, offer: Offer
) -> None:
    told: list[str] = []
    hands.window.workspace.failed.connect(told.append)
    before = path.read_bytes()
    copy = copied(path, having(START, held("quay", 3)))
    readable = copy.read_bytes().replace(b'"minReader": 1', b'"minReader": 9', 1)
    other = readable.replace(b'"annotations": [', b'"annotations": "gone", "passages": [', 1)
    for data, sentence in (
        (
            readable,
            f"“{copy.name}” was saved by a newer Brieflight, so it cannot be merged here.",
        ),
        (other, f"“{copy.name}” needs a newer Brieflight; update the program to open it."),
    ):
        assert data != before
        copy.write_bytes(data)
        assert offer(copy) == []
        assert told.pop() == sentence
        assert told == []
        assert copy.read_bytes() == data
    assert path.read_bytes() == before
    assert len(hands.window.workspace.session.annotations) == 2


def test_a_later_version_this_program_can_read_is_merged_and_its_own_members_are_told(
    hands: Hands, path: Path, offer: Offer
) -> None:
    copy = copied(path, having(START, held("quay", 3)))
    data = copy.read_bytes().replace(b'"formatVersion": 1', b'"formatVersion": 2', 1)
    data = data.replace(b'"title"', b'"x:project": {"name": "Ports"}, "title"', 1)
    data = data.replace(b'"motivation"', b'"x:seen": [1, 2], "motivation"')
    copy.write_bytes(data)
    said = offer(copy)
    assert "Its entry “x:project” is not merged; it stays in that file." in said
    assert "quay" in notes(hands)
    assert copy.read_bytes() == data
    assert hands.window.workspace.save()
    assert b'"x:seen": [1, 2]' in path.read_bytes()
    assert b"x:project" not in path.read_bytes()


def test_an_article_with_another_text_is_told_with_the_number_of_ours(
    hands: Hands, path: Path, offer: Offer
) -> None:
    corrected = source(*HARBOUR[:-1], "Corrected.", name="again.txt", id_="y")
    said = offer(copied(path, replace(session(corrected), id=SessionId("urn:uuid:other"))))
    assert "Adds 1 article." in said
    assert (
        "“The harbour pilots of Halvec went back to work on Monday …” is added as S2: its text "
        "differs from that of your S1."
    ) in said


def test_a_merge_that_is_called_off_changes_nothing(hands: Hands, path: Path, offer: Offer) -> None:
    offer(copied(path, having(START, held("quay", 3))), accept=False)
    assert "quay" not in notes(hands)
    assert not hands.window.workspace.unsaved


def test_another_session_is_told_and_its_articles_get_our_numbers(
    hands: Hands, path: Path, offer: Offer
) -> None:
    new = source("A new article of theirs.", name="new.txt", id_="new")
    same = replace(ARTICLE, id=SourceId("same"), name="download.txt")
    mark = replace(held("quay", 5), source=same.id)
    theirs = replace(
        session(new, same, passages=(mark,)), id=SessionId("urn:uuid:other"), people=(ADA,)
    )
    theirs = replace(theirs, info=replace(theirs.info, title="Ports"))
    said = offer(copied(path, theirs))
    assert "That is another session, “Ports”, and no copy of this one." in said
    assert "Adds 1 article and 1 passage by Ada Chen." in said
    assert "Their S1 becomes your S2; their S2 is your S1." in said
    workspace = hands.window.workspace
    assert [one.name for one in workspace.session.sources.values()] == ["harbour.txt", "new.txt"]
    assert hands.window.sources.list.count() == 2
    assert "quay" in notes(hands)
    workspace.undo_stack.undo()
    assert len(workspace.session.sources) == 1


def test_without_a_common_state_it_is_said_that_what_was_deleted_comes_back(
    hands: Hands, path: Path, offer: Offer
) -> None:
    for backup in backups.all_of(path):
        backup.unlink()
    workspace = hands.window.workspace
    workspace.delete([SECOND.id])
    assert workspace.save()
    for backup in backups.all_of(path):
        backup.unlink()
    said = offer(copied(path, START), accept=False)
    assert any(one.startswith("No common earlier state was found, so") for one in said)


def test_what_holds_nothing_new_is_said_to_hold_nothing_new(
    hands: Hands, path: Path, offer: Offer
) -> None:
    told: list[str] = []
    hands.window.workspace.noticed.connect(told.append)
    said = offer(copied(path, hands.window.workspace.session))
    assert said == []
    assert told[-1] == (
        "“work (conflicted copy).brief.json” holds nothing that this session does not hold already."
    )
    assert offer(path) == []
    assert told[-1] == "This is the session that is open."


def test_a_damaged_file_is_refused_as_when_it_is_opened(
    hands: Hands, path: Path, offer: Offer
) -> None:
    copy = copied(path, having(START, held("quay", 3)))
    copy.write_bytes(copy.read_bytes().replace(b'"title"', b'"title": "gone", "title"', 1))
    assert offer(copy) == []
    assert "conflicted copy" in hands.window.notice.words.text()
    assert len(hands.window.workspace.session.annotations) == 2
    copy.write_bytes(copy.read_bytes()[:-100])
    assert offer(copy) == []
    assert "ends too soon" in hands.window.notice.words.text()


@pytest.mark.parametrize("sound", [True, False])
def test_a_large_file_is_looked_through_by_the_worker_first(
    hands: Hands, path: Path, offer: Offer, monkeypatch: pytest.MonkeyPatch, sound: bool
) -> None:
    copy = copied(path, having(START, held("quay", 3)))
    if not sound:
        copy.write_bytes(copy.read_bytes().replace(b'"title"', b'"title": "gone", "title"', 1))
    monkeypatch.setattr("desktop.store.files.sessions.CHECKED_AT_ONCE", 100)
    said = offer(copy)
    until(lambda: bool(said) or hands.window.notice.isVisible())
    assert bool(said) == sound
    assert ("quay" in notes(hands)) == sound


def test_many_differences_are_shown_in_part_and_decided_together(
    hands: Hands, path: Path, offer: Offer
) -> None:
    many = [
        replace(passage(ARTICLE, "pilots", number=number), id=AnnotationId(f"many{number:03}"))
        for number in range(150)
    ]
    stretched = [
        replace(one, spans=(replace(one.spans[0], end=one.spans[0].start + 1 + at),))
        for at, one in enumerate(many)
    ]
    mine = having(START, *(replace(one, note="mine", modified=LATER) for one in stretched))
    theirs = having(START, *(replace(one, note="hers", modified=LATER) for one in stretched))
    hands.window.workspace.start_new()
    save_session(path, mine)
    hands.window.workspace.open_path(path)
    said = offer(copied(path, theirs), "Theirs")
    assert "50 further differences" in said
    changed = [
        one.note
        for one in hands.window.workspace.session.annotations.values()
        if one.id.startswith("many")
    ]
    assert changed == ["hers"] * 150
