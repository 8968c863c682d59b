"""What the command says on a terminal is one harmless line, whatever names and files hold."""

import json
import os
import subprocess
import sys
from pathlib import Path
from unicodedata import category

import pytest

from desktop.store.codec import encoding
from tests.desktop.test_cli import ARTICLE, ROOT, brieflight
from tests.desktop.ui.articles import HARBOUR, session, source

DATA = Path(__file__).parent / "store" / "data"
NAUGHTY = "a\x1b[31;1mRED\x1b]0;owned\x07\x9b2J\u202egpj\n.brief.json: sound\u2028\u200b.txt"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such names there")


def harmless(said: str) -> bool:
    """Whether a terminal that is sent this does nothing but show it."""
    turns = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    return not any(
        (category(one) in ("Cc", "Cs", "Zl", "Zp") and one != "\n") or one in turns for one in said
    )


@pytest.mark.parametrize("name", ["escape-tag.brief.json", "term-escape-key.brief.json"])
@pytest.mark.parametrize("command", ["check", "export"])
def test_words_of_a_session_send_nothing_to_the_terminal(
    tmp_path: Path, command: str, name: str
) -> None:
    options = ("-o", "out.md") if command == "export" else ()
    ended = brieflight(tmp_path, command, str(DATA / name), *options)
    assert ended.returncode == 1
    assert harmless(ended.stdout + ended.stderr)
    assert "RED" in ended.stdout or command == "export"


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", NAUGHTY),
        ("check", f"none{NAUGHTY}"),
        ("export", NAUGHTY, "-o", "out.pdf"),
        ("export", NAUGHTY, "-o", f"{NAUGHTY}/out.pdf"),
        ("export", NAUGHTY, "-o", f"out{NAUGHTY}"),
        ("export", NAUGHTY, "-o", "out.pdf", "--sections", NAUGHTY),
        ("new", NAUGHTY, "-o", "made.brief.json"),
        ("new", f"none{NAUGHTY}", "-o", "made.brief.json"),
        ("new", "a.txt", "-o", NAUGHTY),
        ("new", "a.txt", "-o", "made.brief.json", "--date", NAUGHTY),
        ("new", "a.txt", "-o", "made.brief.json", NAUGHTY),
        ("suggest", NAUGHTY, "a.txt", "-o", "a.txt"),
        ("suggest", NAUGHTY, "-o", "made.brief.json"),
        ("suggest", "--jsonl", NAUGHTY, "out.jsonl"),
        ("--log", f"{NAUGHTY}/log", "check", "a.txt"),
        ("--" + NAUGHTY.replace(" ", ""),),
    ],
    ids=lambda given: " ".join(given).encode("unicode_escape").decode()[:60],
)
def test_a_name_sends_nothing_to_the_terminal(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / NAUGHTY).write_text(ARTICLE, encoding="utf-8")
    ended = brieflight(tmp_path, *arguments)
    assert ended.returncode in (1, 2)
    assert harmless(ended.stdout + ended.stderr), ended.stderr
    said = [line for line in ended.stderr.splitlines() if not line.startswith((" ", "usage:"))]
    lines = 4 if "--jsonl" in arguments else 1  # each line of the article is no JSON
    assert len(said) + ended.stdout.count("\n") == lines


def test_a_log_is_a_line_a_record_whatever_the_names_are(tmp_path: Path) -> None:
    (tmp_path / NAUGHTY).write_text(ARTICLE, encoding="utf-8")
    brieflight(tmp_path, "--log", "log", "check", NAUGHTY)
    logged = (tmp_path / "log").read_text("utf-8")
    assert harmless(logged)
    assert all(line.startswith("20") for line in logged.splitlines())


def test_check_is_short_about_a_key_of_a_megabyte(tmp_path: Path) -> None:
    path = tmp_path / "long.brief.json"
    data = encoding.encode(session(source(*HARBOUR)))
    long = "k" * 1_000_000
    path.write_bytes(data.replace(b"{", f'{{"{long}": 1, "{long}": 2, '.encode(), 1))
    ended = brieflight(tmp_path, "check", path.name)
    assert ended.returncode == 1
    assert "stands here more than once" in ended.stdout
    assert len(ended.stdout) < 1_000


def test_lines_of_json_for_a_pipe_are_as_they_were(tmp_path: Path) -> None:
    odd = "a\x1b\u202e\n\u2028"
    (tmp_path / "in.jsonl").write_text(json.dumps({"id": odd, "text": ARTICLE}) + "\n", "utf-8")
    ended = brieflight(tmp_path, "suggest", "--jsonl", "in.jsonl", "-", "--jobs", "1")
    assert ended.returncode == 0
    assert json.loads(ended.stdout)["id"] == odd
    assert harmless(ended.stdout), "JSON escapes what is no ASCII"


def test_on_a_real_terminal_too(tmp_path: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "BRIEFLIGHT_CONFIG": str(tmp_path)}
    subprocess.run(
        [sys.executable, "-m", "desktop", "check", str(DATA / "escape-tag.brief.json")],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        check=False,
    )
    os.close(theirs)
    shown = os.read(ours, 65_536).replace(b"\r\n", b"\n").decode()
    os.close(ours)
    assert "RED" in shown
    assert harmless(shown)


LONG = "n" * 300


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", f"{LONG}.brief.json"), "is longer than any file's here"),
        (("export", f"{LONG}.brief.json", "-o", "out.md"), "is longer than any file's here"),
        (("export", "a.brief.json", "-o", f"{LONG}.md"), "is too long for this disk"),
        (("new", "a.txt", "-o", f"{LONG}.brief.json"), "is too long for this disk"),
        (("new", f"{LONG}.txt", "-o", "made.brief.json"), "is longer than any file's here"),
        (("suggest", "a.txt", "-o", f"{LONG}/made"), "is too long for this disk"),
        (("suggest", "a.txt", "b.txt", "-o", LONG), "is too long for this disk"),
        (("suggest", "--jsonl", "a.txt", LONG), "is too long for this disk"),
        (("export", "a.brief.json", "-o", "/proc/out.md"), "the system lets no file be made"),
        (("export", "a.brief.json", "-o", "full.md"), "is no file that can be written"),
        (("new", "a.txt", "-o", "folder"), "is a folder"),
        (("check", "loop"), "is a link that leads to itself"),
    ],
    ids=lambda given: given[:40] if isinstance(given, str) else " ".join(given)[:40],
)
@pytest.mark.skipif(sys.platform != "linux", reason="/proc and /dev/full are Linux's")
def test_what_cannot_be_a_file_has_a_sentence_of_its_own(
    tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "b.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "a.brief.json").write_bytes(encoding.encode(session(source(*HARBOUR))))
    (tmp_path / "folder").mkdir()
    (tmp_path / "full.md").symlink_to("/dev/full")
    (tmp_path / "loop").symlink_to("loop")
    options = ("--replace",) if "full.md" in arguments else ()
    ended = brieflight(tmp_path, *arguments, *options)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert said in ended.stderr
    assert ended.stderr.count("\n") == 1
    assert Path("/dev/full").is_char_device()
