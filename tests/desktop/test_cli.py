"""The command does what it says, or says in one sentence why not."""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from msgspec.structs import replace

from desktop.editing import describing, tagging
from desktop.model.annotation import Span
from desktop.model.briefing import BriefingChoice
from desktop.model.identity import Instant, PersonId, TagId
from desktop.model.source import BlockKind
from desktop.options import SectionName
from desktop.store.codec import decoding, encoding
from desktop.store.files import lock

ROOT = Path(__file__).parents[2]
HEAVY = {"PySide6", "shiboken6", "spacy", "docx", "reportlab", "numpy", "lxml", "msgspec"}
ARTICLE = """12 March 2026

By Ada Quill

The port has been closed since Monday, and nobody knows until when it will be. Ships wait.

“We will not go back,” she said, “until the roster is withdrawn.” The ministry was silent.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def python(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "BRIEFLIGHT_CONFIG": str(folder)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
    )


def brieflight(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return python(folder, "-m", "desktop", *arguments)


def in_process(folder: Path, before: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """The command after ``before`` has been run in the same process."""
    code = f"import sys, types\n{before}\nfrom desktop.cli import main\nsys.exit(main())"
    return python(folder, "-c", code, *arguments)


def assert_refused(ended: "subprocess.CompletedProcess[str]", beginning: str) -> None:
    assert ended.returncode == 1
    assert ended.stdout == ""
    assert ended.stderr.startswith(beginning), ended.stderr
    assert ended.stderr.count("\n") == 1


def make(folder: Path) -> Path:
    ended = brieflight(folder, "new", "a.txt", "-o", "a.brief.json")
    assert ended.returncode == 0, ended.stderr
    return folder / "a.brief.json"


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_load_nothing_heavy(folder: Path, option: str) -> None:
    prints = (
        "import atexit\n"
        "atexit.register(lambda: print({m.split('.')[0] for m in sys.modules}, file=sys.stderr))"
    )
    ended = in_process(folder, prints, option)
    assert ended.returncode == 0
    assert "rieflight" in ended.stdout
    loaded = {name.strip("{}'\n ") for name in ended.stderr.split(",")}
    assert "argparse" in loaded
    assert not loaded & HEAVY


def test_help_does_not_show_what_is_for_rehearsals(folder: Path) -> None:
    said = brieflight(folder, "--help").stdout
    assert "--rehearse" not in said
    assert "brieflight export" in said
    for command in ("new", "export", "check"):
        assert f"usage: brieflight {command}" in brieflight(folder, command, "--help").stdout


def test_files_open_a_window(folder: Path) -> None:
    app = (
        "import desktop\n"
        "app = types.ModuleType('desktop.app')\n"
        "app.run = lambda files, *, rehearse: print(files, rehearse) or 0\n"
        "sys.modules['desktop.app'] = desktop.app = app"
    )
    assert in_process(folder, app).stdout == "[] None\n"
    assert in_process(folder, app, "a.txt", "b.txt").stdout == "['a.txt', 'b.txt'] None\n"
    assert in_process(folder, app, "./new").stdout == "['./new'] None\n"
    assert in_process(folder, app, "--", "new").stdout == "['new'] None\n"
    rehearsed = in_process(folder, app, "--rehearse", "out", "--log", "l.txt", "a.txt")
    assert rehearsed.stdout == "['a.txt'] out\n"


def test_a_window_that_lacks_a_library_says_which(folder: Path) -> None:
    missing = (
        "import desktop\n"
        "class Broken(types.ModuleType):\n"
        "    def __getattr__(self, name):\n"
        "        raise ImportError('libEGL.so.1: cannot open shared object file')\n"
        "sys.modules['desktop.app'] = desktop.app = Broken('desktop.app')\n"
        "class Finder:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'desktop.app':\n"
        "            raise ImportError('libEGL.so.1: cannot open shared object file')\n"
        "del sys.modules['desktop.app'], desktop.app\n"
        "sys.meta_path.insert(0, Finder())"
    )
    assert_refused(in_process(folder, missing, "a.txt"), "The window cannot be opened")


def test_new_makes_a_session_that_holds_the_article_as_it_is(folder: Path) -> None:
    ended = brieflight(folder, "new", "a.txt", "-o", "a.brief.json")
    assert (ended.returncode, ended.stdout) == (0, "")
    assert "--set-apart" in ended.stderr
    session = decoding.decode((folder / "a.brief.json").read_bytes()).session
    (source,) = session.sources.values()
    assert source.text == ARTICLE
    assert source.front.author == ""
    assert BlockKind.FRONT_MATTER not in {block.kind for block in source.blocks}
    assert session.info.title == ""  # the name of a file is no title


def test_new_sets_front_matter_apart_when_it_is_told_to(folder: Path) -> None:
    options = ("--set-apart", "--title", "The port", "--outlet", "Gazette", "--date", "2026-03-13")
    ended = brieflight(folder, "new", "a.txt", "-o", "a.brief.json", *options)
    assert (ended.returncode, ended.stderr) == (0, "")
    session = decoding.decode((folder / "a.brief.json").read_bytes()).session
    (source,) = session.sources.values()
    assert source.text == ARTICLE
    assert BlockKind.FRONT_MATTER in {block.kind for block in source.blocks}
    front = source.front
    assert (front.title, front.author, front.outlet) == ("The port", "Ada Quill", "Gazette")
    assert front.published == "2026-03-13"
    assert session.info.title == "The port"


def test_new_takes_a_date_as_articles_print_it(folder: Path) -> None:
    options = ("--set-apart", "--date", "13 March 2026")
    ended = brieflight(folder, "new", "a.txt", "-o", "a.brief.json", *options)
    assert (ended.returncode, ended.stderr) == (0, "")
    (source,) = decoding.decode((folder / "a.brief.json").read_bytes()).session.sources.values()
    assert source.front.published == "2026-03-13"


def test_new_does_not_write_over_a_session_unasked(folder: Path) -> None:
    path = make(folder)
    before = path.read_bytes()
    again = ("new", "a.txt", "-o", "a.brief.json")
    assert_refused(brieflight(folder, *again), "“a.brief.json” is already there")
    assert path.read_bytes() == before
    assert brieflight(folder, *again, "--replace").returncode == 0
    assert path.read_bytes() != before


def test_new_does_not_write_over_a_session_that_is_open_in_a_window(folder: Path) -> None:
    session = make(folder)
    before = session.read_bytes()
    held = lock.take(session)
    assert held is not None
    again = ("new", "a.txt", "-o", "a.brief.json", "--replace")
    assert_refused(brieflight(folder, *again), "“a.brief.json” is open in another window")
    assert session.read_bytes() == before
    held.release()
    assert brieflight(folder, *again).returncode == 0
    assert sorted(one.name for one in folder.glob(".*")) == [".a.brief.json.1.backup"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("none.txt", None, "There is no file “none.txt”"),
        ("empty.txt", b"", "“empty.txt” is empty, so there is nothing to read."),
        ("white.txt", b" \n\n ", "“white.txt” is empty"),
        ("image.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", "“image.txt” is not text"),
        ("deck.pptx", b"x", "“deck.pptx” is a .pptx file"),
        (".", None, "“"),
    ],
)
def test_a_file_that_is_no_article_is_refused_in_a_sentence(
    folder: Path, name: str, content: bytes | None, said: str
) -> None:
    if content is not None:
        (folder / name).write_bytes(content)
    assert_refused(brieflight(folder, "new", name, "-o", "x.brief.json"), said)
    assert not (folder / "x.brief.json").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="only here may a name be no text")
def test_a_file_whose_name_is_no_text_is_refused_in_a_sentence(folder: Path) -> None:
    name = os.fsdecode(b"a\xff.txt")
    (folder / name).write_text(ARTICLE, encoding="utf-8")
    assert_refused(brieflight(folder, "new", name, "-o", "x.brief.json"), "The name “a�.txt” holds")


@pytest.mark.parametrize(
    ("ending", "head"),
    [
        (".docx", b"PK\x03\x04"),
        (".PDF", b"%PDF-"),
        (".html", b"<!DOCTYPE html>"),
        (".md", b"# Port\n"),
    ],
)
def test_export_writes_the_briefing(folder: Path, ending: str, head: bytes) -> None:
    make(folder)
    target = f"out{ending}"
    options = ("--title", "Port", "--page-size", "letter", "--author", "A. Quill")
    ended = brieflight(folder, "export", "a.brief.json", "-o", target, *options)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
    assert (folder / target).read_bytes().startswith(head)
    first = (folder / target).read_bytes()
    again = brieflight(folder, "export", "a.brief.json", "-o", target, "--replace", *options)
    assert (again.returncode, again.stderr) == (0, "")
    assert (folder / target).read_bytes() == first


@pytest.mark.parametrize("ending", [".docx", ".pdf", ".html", ".md"])
def test_export_leaves_a_file_that_is_there_alone_unless_told(folder: Path, ending: str) -> None:
    make(folder)
    target = folder / f"out{ending}"
    target.write_text("somebody's own", "utf-8")
    arguments = ("export", "a.brief.json", "-o", target.name)
    assert_refused(brieflight(folder, *arguments), f"“out{ending}” is already there")
    assert target.read_text("utf-8") == "somebody's own"
    assert brieflight(folder, *arguments, "--replace").returncode == 0
    assert b"somebody" not in target.read_bytes()


def test_export_leaves_a_file_alone_that_came_while_the_document_was_made(folder: Path) -> None:
    make(folder)
    slow = (
        "import exporters.render as render, pathlib\n"
        "made = render.render\n"
        "def late(*given):\n"
        "    pathlib.Path('out.md').write_text('somebody else')\n"
        "    return made(*given)\n"
        "render.render = late"
    )
    ended = in_process(folder, slow, "export", "a.brief.json", "-o", "out.md")
    assert_refused(ended, "“out.md” is already there")
    assert (folder / "out.md").read_text() == "somebody else"
    assert not list(folder.glob(".brieflight-*"))


def set_up(folder: Path) -> None:
    """A session with two passages, of which one is left out, and a document that was set up."""
    path = make(folder)
    session = decoding.decode(path.read_bytes()).session
    (article,) = session.sources.values()
    for words, tag in (("The port has been closed", "claim"), ("Ships wait.", "context")):
        start = article.text.index(words)
        spans = [Span(start, start + len(words))]
        moment = Instant("2026-11-22T09:00:00Z")
        made = tagging.tag(session, article.id, spans, TagId(tag), PersonId(""), moment)
        assert made is not None
        session = session.apply(made)
    first, last = session.annotations
    change = describing.set_note(session, first, "Nobody may read this.", Instant(""))
    assert change is not None
    choice = BriefingChoice(
        title="The chosen title",
        reference="MR/7",
        author="Regional desk",
        page_size="Letter",
        sections=(SectionName.SOURCES, SectionName.CLAIMS, SectionName.CONTEXT),
        left_out=(first, "urn:gone"),
    )
    session = replace(session.apply(change), briefing=choice)
    path.write_bytes(encoding.encode(session))
    assert last


def test_export_obeys_what_was_chosen_in_the_session(folder: Path) -> None:
    set_up(folder)
    ended = brieflight(folder, "export", "a.brief.json", "-o", "out.md")
    assert (ended.returncode, ended.stdout) == (0, "")
    assert ended.stderr == ("1 passage is left out, as chosen in the session; --all takes it in.\n")
    written = (folder / "out.md").read_text("utf-8")
    assert "# The chosen title" in written
    assert "MR/7" in written
    assert "Regional desk" in written
    assert re.findall("^## (.*)$", written, re.MULTILINE) == ["Sources", "Context"]
    assert "Ships wait." in written
    for gone in ("The port has been closed", "Nobody may read this", "Claim"):
        assert gone not in written
    brieflight(folder, "export", "a.brief.json", "-o", "out.pdf")
    assert b"MediaBox[0 0 612" in (folder / "out.pdf").read_bytes()


def test_export_takes_what_is_said_over_what_was_chosen(folder: Path) -> None:
    set_up(folder)
    options = ("--all", "--sections", "claims,legend", "--title", "Another", "--author", "")
    ended = brieflight(folder, "export", "a.brief.json", "-o", "out.md", *options)
    assert (ended.returncode, ended.stderr) == (0, "")
    written = (folder / "out.md").read_text("utf-8")
    assert "# Another" in written
    assert "MR/7" in written
    assert "Regional desk" not in written
    assert re.findall("^## (.*)$", written, re.MULTILINE) == ["Claims", "Legend"]
    assert "Nobody may read this." in written
    before = (folder / "a.brief.json").read_bytes()
    assert b"The chosen title" in before


def test_export_names_the_article_whose_text_was_changed(folder: Path) -> None:
    session = make(folder)
    session.write_bytes(session.read_bytes().replace(b"Ships wait.", b"Ships sail."))
    ended = brieflight(folder, "export", "a.brief.json", "-o", "b.md")
    called = "The text of “12 March 2026” in “a.brief.json”"
    assert_refused(ended, f"{called} is not the one that was saved")
    assert not (folder / "b.md").exists()


@pytest.mark.parametrize(
    ("ending", "said"), [("pdf", "are shown as a box"), ("docx", "need another one to be seen")]
)
def test_export_names_the_characters_that_no_font_has(folder: Path, ending: str, said: str) -> None:
    (folder / "a.txt").write_text(ARTICLE + "\nThe 渡船 waits at 7.\n", encoding="utf-8")
    make(folder)
    ended = brieflight(folder, "export", "a.brief.json", "-o", f"out.{ending}")
    assert (ended.returncode, ended.stdout) == (0, "")
    assert ended.stderr == f"2 characters have no glyph in our fonts and {said}: 渡 船\n"
    assert (folder / f"out.{ending}").is_file()


def test_export_refuses_a_place_it_cannot_write_to(folder: Path) -> None:
    make(folder)
    missing = brieflight(folder, "export", "a.brief.json", "-o", "none/out.pdf")
    assert_refused(missing, "The folder for “out.pdf” does not exist")
    (folder / "out.pdf").mkdir()
    taken = brieflight(folder, "export", "a.brief.json", "-o", "out.pdf")
    assert_refused(taken, "“out.pdf” is a folder")


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="the superuser may write anywhere"
)
def test_export_refuses_a_folder_that_is_read_only(folder: Path) -> None:
    make(folder)
    closed = folder / "closed"
    closed.mkdir(mode=0o555)
    ended = brieflight(folder, "export", "a.brief.json", "-o", "closed/out.pdf")
    assert_refused(ended, "You are not allowed to write “out.pdf” there")


@pytest.mark.parametrize("command", ["export", "check"])
def test_a_session_that_is_not_there_is_refused_in_a_sentence(folder: Path, command: str) -> None:
    options = ("-o", "out.pdf") if command == "export" else ()
    ended = brieflight(folder, command, "none.brief.json", *options)
    assert_refused(ended, "There is no file “none.brief.json”")


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes in folders there")
@pytest.mark.parametrize("command", ["new", "export", "check"])
def test_a_pipe_is_refused_and_never_waited_for(folder: Path, command: str) -> None:
    os.mkfifo(folder / "pipe.txt")
    options = () if command == "check" else ("-o", "out.pdf")
    ended = brieflight(folder, command, "pipe.txt", *options)
    assert_refused(ended, "“pipe.txt” could not be read")


def test_export_refuses_what_is_no_session(folder: Path) -> None:
    ended = brieflight(folder, "export", "a.txt", "-o", "out.pdf")
    assert_refused(ended, "“a.txt” is ")
    (folder / "cut.brief.json").write_bytes(make(folder).read_bytes()[:-20])
    ended = brieflight(folder, "export", "cut.brief.json", "-o", "out.pdf")
    assert_refused(ended, "“cut.brief.json” ends too soon")
    assert not (folder / "out.pdf").exists()


def test_export_writes_the_sections_it_is_told_and_signs_them(folder: Path) -> None:
    make(folder)
    options = ("--sections", "sources,Legend", "--reference", "MR/7", "--author", "A. Quill")
    ended = brieflight(folder, "export", "a.brief.json", "-o", "out.docx", *options)
    assert (ended.returncode, ended.stderr) == (0, "")
    with zipfile.ZipFile(folder / "out.docx") as document:
        body = document.read("word/document.xml").decode()
    assert "Sources" in body
    assert "MR/7" in body
    assert "Contents" not in body


def test_export_names_its_sections_and_refuses_another_in_a_sentence(folder: Path) -> None:
    told = " ".join(brieflight(folder, "export", "--help").stdout.split())
    names = "contents, legend, claims, quotes, opinions, context, other, passages, pictures"
    assert names in told
    make(folder)
    options = ("-o", "out.pdf", "--sections", "claims,maps")
    ended = brieflight(folder, "export", "a.brief.json", *options)
    assert ended.returncode == 2
    assert f"there is no section “maps”; choose from {names}" in ended.stderr
    assert not (folder / "out.pdf").exists()


def test_check_calls_a_sound_session_sound(folder: Path) -> None:
    make(folder)
    ended = brieflight(folder, "check", "a.brief.json")
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "a.brief.json: sound\n", "")


@pytest.mark.skipif(sys.platform == "win32", reason="there the file would be as large as it says")
@pytest.mark.parametrize("command", [("check", "sub"), ("export", "sub", "-o", "out.md")])
def test_a_folder_given_for_a_session_is_called_a_folder(
    folder: Path, command: tuple[str, ...]
) -> None:
    (folder / "sub").mkdir()
    assert_refused(brieflight(folder, *command), "“sub” is a folder; choose a file in it.")


def test_check_does_not_read_what_no_session_can_be(folder: Path) -> None:
    with (folder / "vast.brief.json").open("wb") as file:
        file.truncate(1 << 42)  # nothing of it is on the disk, and no memory could hold it
    for command in (("check",), ("export", "-o", "out.pdf")):
        ended = brieflight(folder, command[0], "vast.brief.json", *command[1:])
        assert_refused(ended, "“vast.brief.json” is larger than any session can be")


def test_check_names_the_place_of_every_problem(folder: Path) -> None:
    path = make(folder)
    session = decoding.decode(path.read_bytes()).session
    (source,) = session.sources.values()
    moment = Instant("2026-11-22T09:00:00Z")
    made = tagging.tag(session, source.id, [Span(29, 60)], TagId("claim"), PersonId(""), moment)
    assert made is not None
    (held,) = session.apply(made).annotations.values()
    data = encoding.encode(session.apply(made))
    broken = data.replace(f'"end": {held.end}}}'.encode(), b'"end": 6000}')
    assert broken != data
    path.write_bytes(broken)
    ended = brieflight(folder, "check", "a.brief.json")
    assert ended.returncode == 1
    assert ended.stdout.startswith("a.brief.json: annotations[0].target")
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("--bogus",),
        ("new", "a.txt"),
        ("new", "a.txt", "-o", "x.brief.json", "--date", "12 March"),
        ("export", "a.brief.json", "-o", "out.rtf"),
        ("export", "a.brief.json", "-o", "out.pdf", "--page-size", "A5"),
        ("check",),
    ],
)
def test_a_command_that_is_not_understood_ends_with_2(
    folder: Path, arguments: tuple[str, ...]
) -> None:
    ended = brieflight(folder, *arguments)
    assert ended.returncode == 2
    assert ended.stderr.startswith("usage: brieflight")
    assert "Traceback" not in ended.stderr


def test_a_log_tells_what_happened_without_words_of_the_article(folder: Path) -> None:
    ended = brieflight(folder, "--log", "l.txt", "new", "a.txt", "-o", "a.brief.json")
    assert ended.returncode == 0
    assert brieflight(folder, "export", "a.txt", "-o", "o.pdf", "--log=l.txt").returncode == 1
    log = (folder / "l.txt").read_text(encoding="utf-8")
    assert "Brieflight" in log
    assert "msgspec" in log
    assert "brieflight new: 0 after" in log
    assert "desktop.store.errors.BadSession [" in log
    assert "port" not in log.replace("export", "").replace("reportlab", "")
    assert str(folder) not in log
    assert str(ROOT) not in log


def test_a_log_that_cannot_be_written_is_told(folder: Path) -> None:
    ended = brieflight(folder, "--log", "none/l.txt", "check", "a.txt")
    assert_refused(ended, "The log “l.txt” cannot be written")


def test_a_mistake_of_the_program_is_a_sentence_and_a_line_in_the_log(folder: Path) -> None:
    broken = (
        "from desktop import commands\n"
        "def check(path): raise ValueError('secret words')\n"
        "commands.check = check"
    )
    ended = in_process(folder, broken, "check", "a.txt", "--log", "l.txt")
    assert_refused(ended, "Brieflight made a mistake")
    assert "--log" in ended.stderr
    log = (folder / "l.txt").read_text(encoding="utf-8")
    assert "builtins.ValueError [" in log
    assert "secret" not in log + ended.stderr


def test_a_terminal_without_the_characters_is_no_reason_to_stop(folder: Path) -> None:
    before = "sys.stderr.reconfigure(encoding='ascii', errors='strict')"
    ended = in_process(folder, before, "check", "none.brief.json")
    assert ended.returncode == 1
    assert "none.brief.json" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_no_module_of_the_folder_one_stands_in_is_taken_for_ours(folder: Path) -> None:
    (folder / "desktop").mkdir()
    (folder / "desktop" / "__init__.py").write_text("raise SystemExit(9)", encoding="utf-8")
    (folder / "json.py").write_text("raise SystemExit(9)", encoding="utf-8")
    code = (
        "import os, sys\nsys.path[:] = [p for p in sys.path if p != '']\n"
        "from desktop.cli import main\nsys.exit(main())"
    )
    ended = python(folder, "-c", code, "new", "a.txt", "-o", "a.brief.json")
    assert ended.returncode == 0, ended.stderr
