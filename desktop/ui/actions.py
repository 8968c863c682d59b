"""One table of actions: name, words, keys, icon, and where it works. Menus are built from it."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from desktop.i18n import _
from desktop.ui.look.icons import icon
from desktop.ui.look.theme import Theme

Scope = Literal["window", "text"]
"""Where the keys work: anywhere in the window, or in the article and the list only."""


class Spec(NamedTuple):
    """One action. ``keys`` are portable key names; the first is shown in the menu."""

    name: str
    words: str
    keys: tuple[str, ...] = ()
    symbol: str = ""
    scope: Scope = "window"
    menu: str = ""


def specs() -> tuple[Spec, ...]:
    """Every action, in the order of the menus; tags and themes are added by the window."""
    file, edit, passage, suggest, view, about = (
        _("&File"),
        _("&Edit"),
        _("&Passage"),
        _("&Suggest"),
        _("&View"),
        _("&Help"),
    )
    return (
        Spec("new", _("New session"), ("Ctrl+N",), menu=file),
        Spec("open", _("Open…"), ("Ctrl+O",), "open", menu=file),
        Spec("recent", _("Open recent"), menu=file),
        Spec("add", _("Add article…"), ("Ctrl+Shift+O",), "plus", menu=file),
        Spec("paste", _("Paste as article"), ("Ctrl+V",), "paste", menu=file),
        Spec("", "", menu=file),
        Spec("save", _("Save"), ("Ctrl+S",), menu=file),
        Spec("save_as", _("Save as…"), ("Ctrl+Shift+S",), menu=file),
        Spec("merge_session", _("Merge session…"), ("Ctrl+Shift+M",), menu=file),
        Spec("export", _("Export…"), ("Ctrl+E",), "export", menu=file),
        Spec("", "", menu=file),
        Spec("details", _("Article details…"), ("Ctrl+I",), "doc", menu=file),
        Spec("rename", _("Session details…"), ("F2",), menu=file),
        Spec("preferences", _("Preferences…"), ("Ctrl+,",), "sliders", menu=file),
        Spec("traces", _("Remove all traces…"), menu=file),
        Spec("", "", menu=file),
        Spec("quit", _("Quit"), ("Ctrl+Q",), menu=file),
        Spec("undo", _("Undo"), ("Ctrl+Z",), "undo", menu=edit),
        Spec("redo", _("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), "redo", menu=edit),
        Spec("", "", menu=edit),
        Spec("copy", _("Copy"), ("Ctrl+C",), scope="text", menu=edit),
        Spec(
            "cite",
            _("Copy with citation"),
            ("Ctrl+Shift+C",),
            scope="text",
            menu=edit,
        ),
        Spec("select_all", _("Select all"), ("Ctrl+A",), scope="text", menu=edit),
        Spec("widen", _("Select more: word, sentence, paragraph"), ("E",), "", "text", edit),
        Spec("narrow", _("Select less"), ("Shift+E",), "", "text", edit),
        Spec("", "", menu=edit),
        Spec("find", _("Find…"), ("Ctrl+F", "/"), "search", menu=edit),
        Spec("find_next", _("Next hit"), ("F3",), menu=edit),
        Spec("find_previous", _("Previous hit"), ("Shift+F3",), menu=edit),
        Spec("match_case", _("Match case"), ("Alt+C",), menu=edit),
        Spec("whole_words", _("Whole words"), ("Alt+W",), menu=edit),
        Spec("tag_hits", _("Tag all hits…"), ("Alt+T",), menu=edit),
        Spec("tag_sentences", _("Tag sentences with hits…"), ("Alt+Shift+T",), menu=edit),
        Spec("filter", _("Filter passages"), ("Ctrl+Shift+F",), "filter", menu=edit),
        Spec("tags", "", menu=passage),
        Spec("last_tag", _("Tag as before"), ("H",), scope="text", menu=passage),
        Spec(
            "join",
            _("Add selection to passage"),
            ("J", "Shift+1", "Shift+2", "Shift+3", "Shift+4"),
            "link",
            "text",
            passage,
        ),
        Spec("", "", menu=passage),
        Spec("note", _("Note"), ("N", "Return", "Enter"), "note", "text", passage),
        Spec("speaker", _("Speaker"), ("S",), "user", "text", passage),
        Spec("grade", _("Credibility, 1 to 6…"), ("G",), scope="text", menu=passage),
        Spec("confidence", _("Confidence, low to high…"), ("K",), scope="text", menu=passage),
        Spec(
            "reliability",
            _("Reliability of the source, A to F…"),
            ("R",),
            scope="text",
            menu=passage,
        ),
        Spec("labels", _("Labels…"), ("B",), scope="text", menu=passage),
        Spec("link", _("Link to another passage…"), ("L",), scope="text", menu=passage),
        Spec("rename_speaker", _("Rename speaker everywhere…"), menu=passage),
        Spec("", "", menu=passage),
        Spec("cycle", _("Next passage at this place"), ("O",), scope="text", menu=passage),
        Spec("choose", _("Choose a passage here…"), ("Shift+O",), scope="text", menu=passage),
        Spec("next", _("Next passage"), ("Alt+Down",), "down", menu=passage),
        Spec("previous", _("Previous passage"), ("Alt+Up",), menu=passage),
        Spec("", "", menu=passage),
        Spec("ends", _("Move an end"), menu=passage),
        Spec(
            "end_on",
            _("End a word later"),
            ("Ctrl+Shift+.", "Ctrl+Alt+Right"),
            scope="text",
            menu="ends",
        ),
        Spec(
            "end_back",
            _("End a word earlier"),
            ("Ctrl+Shift+,", "Ctrl+Alt+Left"),
            scope="text",
            menu="ends",
        ),
        Spec(
            "start_on",
            _("Start a word later"),
            ("Alt+Shift+.", "Ctrl+Alt+Shift+Right"),
            scope="text",
            menu="ends",
        ),
        Spec(
            "start_back",
            _("Start a word earlier"),
            ("Alt+Shift+,", "Ctrl+Alt+Shift+Left"),
            scope="text",
            menu="ends",
        ),
        Spec("split", _("Split passage here"), ("Shift+J",), "", "text", passage),
        Spec("merge", _("Merge passages"), ("M",), "", "text", passage),
        Spec("remove_part", _("Remove this part"), ("Shift+Delete",), "", "text", passage),
        Spec("", "", menu=passage),
        Spec("delete", _("Delete passage"), ("Delete",), "trash", "text", passage),
        Spec("suggest", _("Review suggestions"), ("F7",), "suggest", menu=suggest),
        Spec("next_suggestion", _("Next suggestion"), ("F8",), "skip", menu=suggest),
        Spec("previous_suggestion", _("Previous suggestion"), ("Shift+F8",), menu=suggest),
        Spec("", "", menu=suggest),
        Spec("accept_sure", _("Accept the surest"), ("Ctrl+Shift+Return",), menu=suggest),
        Spec("look_again", _("Look for suggestions again"), menu=suggest),
        Spec("suggestions_hidden", _("Hide suggestions in the text"), symbol="eye", menu=suggest),
        Spec("zoom_in", _("Larger text"), ("Ctrl++", "Ctrl+="), menu=view),
        Spec("zoom_out", _("Smaller text"), ("Ctrl+-",), menu=view),
        Spec("zoom_reset", _("Normal text"), ("Ctrl+0",), menu=view),
        Spec("", "", menu=view),
        Spec("highlights", _("Hide highlights"), ("Ctrl+Shift+H",), "eye", menu=view),
        Spec("left", _("Sources and tags"), ("Shift+F9",), menu=view),
        Spec("right", _("Passages"), ("F9",), menu=view),
        Spec("pane", _("Next panel"), ("F6",), menu=view),
        Spec("", "", menu=view),
        Spec("themes", _("Theme"), symbol="theme", menu=view),
        Spec("keys", _("Keys and gestures"), ("F1",), "help", menu=about),
        Spec("change_keys", _("Change keys…"), menu=about),
        Spec("about", _("About Brieflight"), menu=about),
    )


def make_action(spec: Spec, theme: Theme, parent: QWidget) -> QAction:
    """The action of a spec, without its keys."""
    action = QAction(spec.words, parent)
    action.setObjectName(spec.name)
    if spec.symbol:
        action.setIcon(icon(spec.symbol, theme))
        action.setIconVisibleInMenu(False)
    if spec.scope == "text":
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    return action


def keys_of(spec: Spec, chosen: Mapping[str, str]) -> tuple[str, ...]:
    """The keys of an action, its first one replaced by what was chosen for it, if anything was."""
    first = chosen.get(spec.name)
    if first is None:
        return spec.keys
    return (*([first] if first else []), *spec.keys[1:])


def set_keys(action: QAction, spec: Spec, chosen: Mapping[str, str]) -> None:
    """Give an action its keys, and name the first in its tooltip."""
    keys = [QKeySequence(key) for key in keys_of(spec, chosen)]
    action.setShortcuts(keys)
    words = spec.words.rstrip("…")
    shown = keys[0].toString(QKeySequence.SequenceFormat.NativeText) if keys else ""
    action.setToolTip(f"{words} ({shown})" if shown else words)
