"""Whatever a stranger wrote takes one line, does nothing there, and is no longer than asked."""

import ast
import io
from pathlib import Path
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.printable_line import NAME, SENTENCE, print_line, printable_line, printable_name

ROOT = Path(__file__).parents[2]
TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
ODD = (
    "\x00\x07\x1b\x7f\x85\x9b\n\r\t\u2028\u2029"
    "\u200b\u200c\u200d\u2060\ufeff\ufe0f\xad\ud800\udfff\ufffe"
)
anything = st.text(st.characters(exclude_categories=()) | st.sampled_from(ODD + TURNS + " a."))


@given(anything, st.integers(8, 60))
def test_a_line_commands_nothing_ends_nowhere_and_turns_nothing(text: str, most: int) -> None:
    shown = printable_line(text, most)
    assert len(shown) <= most
    assert not any(category(one) in ("Cc", "Cs", "Zl", "Zp") for one in shown)
    assert not set(shown) & set(TURNS)
    assert printable_line(shown, most) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31;1mRED\x1b]0;owned\x07\x1b[2J", "�[31;1mRED�]0;owned��[2J"),
        ("\x9b2Jgone", "�2Jgone"),
        ("one\r\ntwo\n\nthree\u2028four", "one two three four"),
        ("exe.\u202egpj", "exe.�gpj"),
        ("ad\u200bmin\u2060\ufeff\xad", "admin"),
        ("\U000e0041\U000e0042tags", "tags"),
        ("half \ud83d a pair", "half � a pair"),
        ("نمی\u200cخواهم", "نمی\u200cخواهم"),
        ("❤\ufe0f\u200d🔥", "❤\ufe0f\u200d🔥"),
        ("\u200d a \u200c\u200d b\u200d", " a  b"),
        ("שלום, world", "שלום, world"),
        ("l’été\u00a0: «\u202foui\u202f»", "l’été\u00a0: «\u202foui\u202f»"),
    ],
)
def test_words_stay_and_what_acts_on_them_does_not(text: str, shown: str) -> None:
    assert printable_line(text) == shown


def test_of_a_long_text_beginning_and_end_are_shown() -> None:
    shown = printable_line(f"The {'x' * 400_000} report.pdf", 100)
    assert len(shown) == 100
    assert shown.startswith("The xxx")
    assert shown.endswith("xxx report.pdf")
    assert shown.count("…") == 1


def test_a_name_shows_that_it_holds_a_line_end() -> None:
    assert printable_name("a\nb.txt") == "a�b.txt"
    assert len(printable_name("n" * 400_000 + ".txt")) == NAME
    assert printable_name("n" * 400_000 + ".txt").endswith(".txt")


def test_what_is_printed_is_one_harmless_line_whatever_has_been_done_to_it_before() -> None:
    stream = io.StringIO()
    print_line("a\x1b[2J\nb\u202e", stream)
    assert stream.getvalue() == "a�[2J b�\n"


class _Counted(str):
    """A text that counts how many code points are taken out of it."""

    taken = 0

    def __getitem__(self, key: object) -> str:
        piece = super().__getitem__(key)  # type: ignore[index]
        type(self).taken += len(piece)
        return piece


def test_a_text_of_any_length_costs_what_is_shown_of_it() -> None:
    long = _Counted("\u200bx" * 500_000)
    assert len(printable_line(long)) == SENTENCE
    assert 0 < _Counted.taken <= 4 * SENTENCE


WRITERS = {"printable_line.py": {"print_line"}, "archive.py": {"Bar"}}
"""Where words may be written to the terminal: in one function, and a bar of signs and numbers."""


def writing(tree: ast.Module) -> list[tuple[str, int]]:
    """Every print and every use of a standard stream's ``write``, and what it stands in."""
    found: list[tuple[str, int]] = []
    for top in tree.body:
        name = getattr(top, "name", "")
        for node in ast.walk(top):
            match node:
                case ast.Call(func=ast.Name("print")):
                    found.append((name, node.lineno))
                case ast.Call(
                    func=ast.Attribute(
                        ast.Attribute(ast.Name("sys"), "stderr" | "stdout"),
                        "write" | "writelines",
                    )
                ):
                    found.append((name, node.lineno))
                case ast.Call(func=ast.Attribute(attr="print_exc" | "print_exception")):
                    found.append((name, node.lineno))
                case _:
                    pass
    return found


def test_nothing_writes_to_the_terminal_but_the_one_function() -> None:
    assert writing(ast.parse("def f():\n    print(1)\n    sys.stderr.write('')\n")) == [
        ("f", 2),
        ("f", 3),
    ]
    files = [path for room in ("desktop", "exporters") for path in (ROOT / room).rglob("*.py")]
    stray = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in files
        if "learning" not in path.parts  # run by those who train, on files of their own
        for name, line in writing(ast.parse(path.read_text("utf-8")))
        if name not in WRITERS.get(path.name, set())
    ]
    assert files
    assert stray == []
