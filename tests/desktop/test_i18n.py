"""Every string that a person reads can be translated."""

import ast
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

import desktop.ui
from desktop import i18n
from desktop.i18n import _, ngettext
from desktop.model.codebook import four_tags
from desktop.ui.actions import specs

ROOM = Path(desktop.ui.__file__).parent
SHOWS_WORDS = {
    *("QLabel", "QPushButton", "QToolButton", "QCheckBox", "QRadioButton", "QGroupBox", "QAction"),
    *("setText", "setWindowTitle", "setToolTip", "setPlaceholderText", "setInformativeText"),
    *("setAccessibleName", "setAccessibleDescription", "setStatusTip", "setTitle"),
    *("addAction", "addMenu", "addButton", "addRow", "addTab", "addItem"),
}
SHOWN_AS_IT_IS = {"Brieflight"}
PLURALS = "Plural-Forms: nplurals=2; plural=(n != 1);\nContent-Type: text/plain; charset=UTF-8\n"


def write_catalogue(folder: Path, language: str, messages: dict[str, str]) -> None:
    """A compiled catalogue as gettext reads it (GNU gettext manual, "The Format of GNU MO Files").

    One and many of a message are parted by a zero character.
    """
    pairs = [(a.encode(), b.encode()) for a, b in sorted({"": PLURALS, **messages}.items())]
    head, count = 28, len(pairs)
    place = head + 16 * count
    tables = [b"", b""]
    strings = b""
    for column in (0, 1):
        for pair in pairs:
            tables[column] += struct.pack("<II", len(pair[column]), place + len(strings))
            strings += pair[column] + b"\0"
    start = struct.pack("<7I", 0x950412DE, 0, count, head, head + 8 * count, 0, 0)
    path = folder / language / "LC_MESSAGES" / "brieflight.mo"
    path.parent.mkdir(parents=True)
    path.write_bytes(start + tables[0] + tables[1] + strings)


@pytest.fixture
def esperanto(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A catalogue in the place of ours; afterwards everything is English again."""
    words = {
        "&File": "&Dosiero",
        "Claim": "Aserto",
        "{count} passage\0{count} passages": "{count} peco\0{count} pecoj",
    }
    write_catalogue(tmp_path, "eo", words)
    monkeypatch.setattr(i18n, "LOCALE", tmp_path)
    yield
    i18n.use(())


@pytest.mark.usefixtures("esperanto")
def test_a_catalogue_translates_menus_and_tags() -> None:
    assert specs()[0].menu == "&File"
    i18n.use(["eo"])
    assert specs()[0].menu == "&Dosiero"
    assert four_tags()[0].name == "Aserto"


@pytest.mark.usefixtures("esperanto")
def test_the_language_of_the_environment_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "tlh:eo")
    i18n.use()
    assert _("&File") == "&Dosiero"


@pytest.mark.usefixtures("esperanto")
def test_a_language_without_a_catalogue_is_english() -> None:
    i18n.use(["eo"])
    i18n.use(["tlh"])
    assert _("&File") == "&File"


@pytest.mark.usefixtures("esperanto")
def test_a_message_that_is_not_in_the_catalogue_stays_as_it_is() -> None:
    i18n.use(["eo"])
    assert _("Not translated yet") == "Not translated yet"


@pytest.mark.usefixtures("esperanto")
@pytest.mark.parametrize(("count", "words"), [(1, "{count} peco"), (0, "{count} pecoj")])
def test_one_and_many_are_told_apart(count: int, words: str) -> None:
    i18n.use(["eo"])
    assert ngettext("{count} passage", "{count} passages", count) == words


# What is not translated


def _name(call: ast.Call) -> str:
    return ast.unparse(call.func).rpartition(".")[2]


def bare_words(shown: ast.expr) -> Iterator[str]:
    """The strings with letters in an expression that no translation has been asked for.

    Only what can become the text itself is looked at: not the arguments of other calls, nor what
    a subscript or a comparison asks for.
    """
    match shown:
        case ast.Constant(value=str(words)):
            for name in SHOWN_AS_IT_IS:
                words = words.replace(name, "")
            if any(character.isalpha() for character in words):
                yield words
        case ast.JoinedStr(values=parts):
            for part in parts:
                yield from bare_words(part)
        case ast.FormattedValue(value=inner):
            yield from bare_words(inner)
        case ast.BinOp(left=left, right=right):
            yield from (*bare_words(left), *bare_words(right))
        case ast.BoolOp(values=parts):
            for part in parts:
                yield from bare_words(part)
        case ast.IfExp(body=body, orelse=other):
            yield from (*bare_words(body), *bare_words(other))
        case ast.Call(func=ast.Attribute(value=words)):
            yield from bare_words(words)
        case ast.Call(args=given) if _name(shown) == "tip":
            for one in given:
                yield from bare_words(one)
        case _:
            return


def untranslated(program: str) -> list[str]:
    """The bare strings that a program shows."""
    calls = [node for node in ast.walk(ast.parse(program)) if isinstance(node, ast.Call)]
    shown = [one for call in calls if _name(call) in SHOWS_WORDS for one in call.args]
    return [words for one in shown for words in bare_words(one)]


def test_every_message_stands_in_the_code_as_it_is_looked_up() -> None:
    """What is put together first is in no catalogue."""
    messages: list[ast.expr] = []
    for path in {*ROOM.parent.rglob("*.py")} - {Path(i18n.__file__)}:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _name(node) in ("_", "ngettext"):
                messages += node.args[: 2 if _name(node) == "ngettext" else 1]
    assert len(messages) > 200
    put_together = [one for one in messages if not isinstance(one, ast.Constant)]
    assert [ast.unparse(one) for one in put_together] == []


def test_every_string_the_window_shows_can_be_translated() -> None:
    modules = {str(path.relative_to(ROOM)): path.read_text("utf-8") for path in ROOM.rglob("*.py")}
    assert sum("setText(" in program for program in modules.values()) > 5
    bare = {name: untranslated(program) for name, program in modules.items()}
    assert {name: words for name, words in bare.items() if words} == {}


@pytest.mark.parametrize(
    "line",
    [
        'QLabel("Save")',
        'self.label.setText("Save")',
        'QtWidgets.QPushButton("Save", parent)',
        'menu.addAction(icon("undo"), "Save")',
        'label.setText(f"{count} Save")',
        'label.setText("Save {name}".format(name=_("it")))',
        'label.setToolTip(tip("Save"))',
        'label.setText(_("Keep") if kept else "Save")',
        'label.setText(name or "Save")',
        'label.setText(_("Keep: ") + "Save")',
    ],
)
def test_a_string_that_cannot_be_translated_would_be_found(line: str) -> None:
    assert "Save" in "".join(untranslated(line))


@pytest.mark.parametrize(
    "line",
    [
        'QLabel(_("Save"))',
        'window.setWindowTitle("Brieflight")',
        'window.setWindowTitle(f"{title}[*] – Brieflight")',
        'label.setText(ngettext("{count} word", "{count} words", count).format(count=count))',
        'menu.addAction(icon("undo"), _("Undo"))',
        'label.setText(_("Save") if kept == "kept" else names["title"])',
        'label.setText(", ".join(labels))',
        'label.setText("100 %")',
    ],
)
def test_what_is_translated_or_no_word_is_left_in_peace(line: str) -> None:
    assert untranslated(line) == []
