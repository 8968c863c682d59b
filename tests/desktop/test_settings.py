"""Settings come back as they were stored, and never stand in the way of a start."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from platformdirs import user_config_path

from desktop.settings import (
    Settings,
    load,
    place,
    save,
    with_place,
    with_recent,
    without_all_recent,
    without_recent,
)


def test_what_is_saved_is_loaded_again(tmp_path: Path) -> None:
    settings = Settings(author="Ada Quill", theme="dark", zoom=1.5, recent=("/x/ü.brief.json",))
    path = tmp_path / "new folder" / "settings.json"
    assert save(settings, path)
    assert load(path) == settings
    assert [found.name for found in path.parent.iterdir()] == ["settings.json"]


def test_without_a_file_there_are_defaults(tmp_path: Path) -> None:
    assert load(tmp_path / "settings.json") == Settings()


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", '{"theme": "pink"}', '{"zoom": 900}', '{"recent": [1]}', "[" * 100_000, "\xff"],
)
def test_a_broken_file_is_kept_aside_and_defaults_are_taken(tmp_path: Path, content: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(content, encoding="latin-1")
    assert load(path) == Settings()
    aside = tmp_path / "settings.broken.json"
    assert aside.read_text(encoding="latin-1") == content
    assert not path.exists()


def test_members_of_another_version_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"author": "A", "invented_later": {"a": 1}}', encoding="utf-8")
    assert load(path) == Settings(author="A")


def test_a_folder_that_is_no_folder_is_no_reason_to_stop(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    path = tmp_path / "file" / "settings.json"
    assert not save(Settings(), path)
    assert load(path) == Settings()
    (tmp_path / "settings.json").mkdir()
    assert load(tmp_path / "settings.json") == Settings()


def test_a_failed_save_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "settings.json"
    target.mkdir()
    assert not save(Settings(), target)
    assert [found.name for found in tmp_path.iterdir()] == ["settings.json"]


def test_the_last_used_comes_first_each_once_ten_at_most() -> None:
    settings = Settings()
    for number in range(12):
        settings = with_recent(settings, f"/x/{number}")
    settings = with_recent(settings, "/x/5")
    assert settings.recent[:3] == ("/x/5", "/x/11", "/x/10")
    assert len(settings.recent) == len(set(settings.recent)) == 10
    assert without_recent(settings, "/x/5").recent == settings.recent[1:]


def test_the_environment_names_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFLIGHT_CONFIG", str(tmp_path))
    assert place() == tmp_path / "settings.json"
    assert save(replace(Settings(), author="B"))
    assert load().author == "B"
    monkeypatch.delenv("BRIEFLIGHT_CONFIG")
    assert place().parent.name == "Brieflight"


@pytest.mark.parametrize("folder", ["/somewhere/settings", "not/absolute", ""])
def test_the_file_lies_where_programs_of_the_system_keep_theirs(
    folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BRIEFLIGHT_CONFIG", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", folder)
    assert place() == user_config_path("Brieflight", appauthor=False) / "settings.json"


def test_how_far_a_session_was_read_is_known_as_long_as_its_file_is() -> None:
    settings = with_place(with_recent(Settings(), "/x/1"), "/x/1", ("s1", 40))
    assert settings.places == {"/x/1": ("s1", 40)}
    assert with_place(settings, "/x/2", ("s1", 3)) == settings
    assert with_recent(settings, "/x/2").places == settings.places
    assert without_recent(settings, "/x/1").places == {}
    assert without_all_recent(settings).places == {}
