"""Whatever is done to a session can be taken back, and nothing is lost on the way to the disk."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QSignalSpy

from desktop.model.annotation import Span, Speaker
from desktop.model.identity import TagId
from desktop.model.session import Session
from desktop.model.source import BlockKind, Front, FrontMatter
from desktop.settings import Settings
from desktop.store.files.sessions import open_session, save_session
from desktop.ui.session.workspace import Workspace
from tests.desktop.ui.articles import HARBOUR, passage, session, source, span
from tests.desktop.ui.hands import wait_for

pytestmark = pytest.mark.usefixtures("application")

ONE = source(*HARBOUR)
TWO = source("Pilots end the strike.", name="strike.txt", id_="urn:uuid:2")
TAGS = st.sampled_from(("claim", "quote", "opinion", "context"))


_alive: list[Workspace] = []


def working(settings: Callable[[], Settings] = Settings) -> Workspace:
    """A workspace that lives until the test is over, as the window's does until it is closed."""
    _alive.append(Workspace(settings))
    return _alive[-1]


@pytest.fixture(autouse=True)
def _take_down() -> Iterator[None]:
    yield
    while _alive:
        workspace = _alive.pop()
        workspace.stop_jobs()
        workspace.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def at_work(folder: Path, author: str = "") -> Workspace:
    """A workspace with a session of both articles, as opened from a file."""
    path = folder / "work.brief.json"
    save_session(path, session(ONE, TWO))
    workspace = working(lambda: Settings(author=author, initials="A"))
    workspace.open_path(path)
    return workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return at_work(tmp_path)


def spans() -> st.SearchStrategy[tuple[Span, ...]]:
    pairs = st.tuples(st.integers(0, 300), st.integers(1, 80))
    return pairs.map(lambda pair: (Span(pair[0], pair[0] + pair[1]),))


def act(workspace: Workspace, data: st.DataObject) -> None:
    """Anything somebody may do next."""
    held = list(workspace.session.annotations)  # in the order made: their ids are by chance
    intents = ["tag", "source", "front", "rename", "apart"]
    if held:
        intents += ["join", "note", "speaker", "labels", "retag", "delete", "tag"]
    intent = data.draw(st.sampled_from(intents))
    ids = data.draw(st.lists(st.sampled_from(held), max_size=3)) if held else []
    words = st.sampled_from(("", "a", "b c", " d "))
    match intent:
        case "tag":
            workspace.tag(data.draw(spans()), TagId(data.draw(TAGS)))
        case "join":
            workspace.set_current(held[0])
            workspace.join(data.draw(spans()))
        case "source":
            workspace.show_source(data.draw(st.sampled_from((ONE, TWO))).id)
        case "rename":
            workspace.rename(data.draw(words))
        case "front":
            workspace.edit_front(TWO.id, Front(title=data.draw(words)))
        case "apart":
            workspace.set_apart(TWO.id, FrontMatter(((0, 6),), Front(author="A")))
        case "note":
            workspace.set_note(held[-1], data.draw(words))
        case "speaker":
            workspace.set_speaker(held[-1], Speaker(data.draw(words)))
        case "labels":
            workspace.set_labels(held[-1], data.draw(st.lists(words, max_size=3)))
        case "retag":
            workspace.change_tag(ids, TagId(data.draw(TAGS)))
        case _:
            workspace.delete(ids)


def whole(found: Session) -> Session:
    """For comparing: dictionaries compare without their order, and so do these."""
    return replace(found, people=tuple(sorted(found.people, key=lambda one: one.id)))


@given(st.data(), st.sampled_from(("", "Ada")))
def test_undoing_everything_and_redoing_it_gives_both_ends_again(
    data: st.DataObject, author: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        workspace = at_work(Path(folder), author=author)
    start = workspace.session
    for _ in range(data.draw(st.integers(1, 12))):
        act(workspace, data)
    end, stack = workspace.session, workspace.undo_stack
    steps = stack.count()
    while stack.canUndo():
        stack.undo()
    assert whole(workspace.session) == whole(start)
    assert workspace.unsaved is False
    while stack.canRedo():
        stack.redo()
    assert whole(workspace.session) == whole(end)
    assert stack.count() == steps


def test_a_tag_that_is_new_to_the_session_signs_its_author_once(tmp_path: Path) -> None:
    workspace = at_work(tmp_path, author="Ada")
    for words in ("pilots", "Monday"):
        workspace.tag((span(ONE, words),), TagId("claim"))
    (person,) = workspace.session.people
    assert (person.name, person.initials) == ("Ada", "A")
    assert {held.creator for held in workspace.session.annotations.values()} == {person.id}


def test_saving_and_opening_gives_the_same_session(workspace: Workspace, tmp_path: Path) -> None:
    workspace.tag((span(ONE, "pilots"),), TagId("claim"))
    assert workspace.unsaved
    spy = QSignalSpy(workspace.used)
    assert workspace.save_as(tmp_path / "other.brief.json")
    assert not workspace.unsaved
    assert list(spy.at(0)) == [str(tmp_path / "other.brief.json")]
    again = open_session(tmp_path / "other.brief.json").session
    assert again == workspace.session


def test_undoing_to_the_saved_state_is_not_unsaved(workspace: Workspace) -> None:
    workspace.tag((span(ONE, "pilots"),), TagId("claim"))
    assert workspace.save()
    workspace.undo_stack.undo()
    assert workspace.unsaved
    workspace.undo_stack.redo()
    assert not workspace.unsaved


def test_a_save_that_fails_leaves_the_session_unsaved_and_the_file_as_it_was(
    workspace: Workspace, tmp_path: Path
) -> None:
    before = (tmp_path / "work.brief.json").read_bytes()
    workspace.tag((span(ONE, "pilots"),), TagId("claim"))
    failed = QSignalSpy(workspace.save_failed)
    assert not workspace.save_as(tmp_path / "missing" / "x.brief.json")
    assert failed.count() == 1
    assert "folder" in str(failed.at(0)[0])
    assert workspace.unsaved
    assert workspace.path == tmp_path / "work.brief.json"
    assert (tmp_path / "work.brief.json").read_bytes() == before


@pytest.mark.parametrize(
    "damage", [b"", b'{"format": "brieflight-session", "vers', b"\xff\xfe\x00"]
)
def test_a_broken_session_gives_one_sentence_and_leaves_the_open_one_alone(
    workspace: Workspace, tmp_path: Path, damage: bytes
) -> None:
    broken = tmp_path / "broken.brief.json"
    broken.write_bytes(damage)
    workspace.tag((span(ONE, "pilots"),), TagId("claim"))
    before = workspace.session
    failed, opened = QSignalSpy(workspace.failed), QSignalSpy(workspace.opened)
    workspace.open_path(broken)
    assert failed.count() == 1
    sentence = str(failed.at(0)[0])
    assert sentence.endswith(".")
    assert "broken.brief.json" in sentence
    assert opened.count() == 0
    assert workspace.session is before
    assert workspace.unsaved


def newer(folder: Path) -> Path:
    """A session as a later version may write it."""
    path = folder / "newer.brief.json"
    save_session(path, session(ONE, passages=[passage(ONE, "pilots")]))
    text = path.read_text("utf-8")
    for member in ("formatVersion", "minReader"):
        assert f'"{member}": 1' in text
        text = text.replace(f'"{member}": 1', f'"{member}": 99', 1)
    path.write_text(text, "utf-8")
    return path


def test_a_session_of_a_newer_version_can_be_read_but_not_changed(tmp_path: Path) -> None:
    workspace = at_work(tmp_path)
    told = QSignalSpy(workspace.noticed)
    workspace.open_path(newer(tmp_path))
    assert workspace.read_only
    assert told.count() == 1
    before = workspace.session
    workspace.tag((span(ONE, "Monday"),), TagId("claim"))
    workspace.delete(before.annotations)
    workspace.rename("x")
    assert workspace.session is before
    assert told.count() == 4
    assert not workspace.save_as(tmp_path / "copy.brief.json")
    assert not (tmp_path / "copy.brief.json").exists()
    assert len(before.annotations) == 1


def test_passages_are_stepped_through_in_the_order_of_the_list(tmp_path: Path) -> None:
    tags = ("claim", "quote", "opinion", "context")
    held = [
        passage(ONE, "pilots", tag=tag, number=number)
        for tag, number in zip(tags, (3, 0, 2, 1), strict=True)
    ]
    path = tmp_path / "pile.brief.json"
    save_session(path, session(ONE, passages=held))
    workspace = working()
    workspace.open_path(path)
    seen: list[str] = []
    for _ in range(4):
        workspace.step(1)
        assert workspace.current is not None
        seen.append(workspace.current.id)
    assert seen == sorted(one.id for one in held)


def test_a_passage_of_another_article_brings_its_article(workspace: Workspace) -> None:
    workspace.show_source(TWO.id)
    made = workspace.tag((span(TWO, "strike"),), TagId("claim"))
    workspace.show_source(ONE.id)
    assert workspace.current is None
    shown = QSignalSpy(workspace.source_shown)
    workspace.set_current(made)
    assert list(shown.at(0)) == [TWO.id]
    assert workspace.source == TWO


def test_set_apart_front_matter_leaves_the_text_and_its_places(workspace: Workspace) -> None:
    workspace.set_apart(TWO.id, FrontMatter(((0, 6),), Front(author="Ada")))
    after = workspace.session.sources[TWO.id]
    assert after.text == TWO.text
    assert after.blocks[0].kind is BlockKind.FRONT_MATTER
    assert after.front.author == "Ada"


def test_several_articles_added_at_once_to_an_empty_session_are_all_there(tmp_path: Path) -> None:
    workspace = working()
    paths = [tmp_path / f"{name}.txt" for name in ("one", "two", "three")]
    for path in paths:
        path.write_text(f"The story of {path.stem}.\n\nIt ends.", "utf-8")
        workspace.add_path(path)
    wait_for(workspace.opened, lambda: None)
    while len(workspace.session.sources) < 3:
        wait_for(workspace.changed, lambda: None)
    names = {one.name for one in workspace.session.sources.values()}
    assert names == {"one.txt", "two.txt", "three.txt"}


def test_an_article_that_comes_late_does_not_push_out_what_was_done_meanwhile(
    tmp_path: Path,
) -> None:
    (tmp_path / "late.txt").write_text("It came late.", "utf-8")
    workspace = working()
    workspace.open_path(tmp_path / "late.txt")
    save_session(tmp_path / "work.brief.json", session(ONE))
    workspace.open_path(tmp_path / "work.brief.json")
    workspace.tag((span(ONE, "pilots"),), TagId("claim"))
    wait_for(workspace.changed, lambda: None)
    names = [one.name for one in workspace.session.sources.values()]
    assert names == [ONE.name, "late.txt"]
    assert len(workspace.session.annotations) == 1


def test_an_article_opened_in_place_of_an_edited_session_replaces_it(tmp_path: Path) -> None:
    (tmp_path / "next.txt").write_text("The next one.", "utf-8")
    workspace = at_work(tmp_path)
    workspace.tag((span(ONE, "pilots"),), TagId("claim"))
    wait_for(workspace.opened, lambda: workspace.open_path(tmp_path / "next.txt"))
    assert [one.name for one in workspace.session.sources.values()] == ["next.txt"]


def test_an_article_that_comes_late_changes_no_session_that_cannot_be_changed(
    tmp_path: Path,
) -> None:
    (tmp_path / "late.txt").write_text("It came late.", "utf-8")
    workspace = at_work(tmp_path)
    workspace.add_path(tmp_path / "late.txt")
    workspace.open_path(newer(tmp_path))
    wait_for(workspace.noticed, lambda: None)
    assert [one.name for one in workspace.session.sources.values()] == [ONE.name]


def test_a_path_is_remembered_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_session(tmp_path / "work.brief.json", session(ONE))
    monkeypatch.chdir(tmp_path)
    workspace = working()
    used = QSignalSpy(workspace.used)
    workspace.open_path(Path("work.brief.json"))
    assert list(used.at(0)) == [str(tmp_path / "work.brief.json")]
