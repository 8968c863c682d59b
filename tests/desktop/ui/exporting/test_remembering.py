"""What is kept of an export with its session."""

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QFileDialog

from desktop.editing.briefing import choose
from desktop.model.briefing import AS_USUAL, BriefingChoice
from desktop.options import DEFAULT_SECTIONS, SectionName
from desktop.settings import Settings, place
from desktop.store.files.sessions import open_session
from desktop.ui.exporting.dialog import ExportDialog
from desktop.ui.exporting.preview import Wish
from desktop.ui.exporting.remembering import choice_of, first_wish
from tests.desktop.ui.articles import session, source
from tests.desktop.ui.exporting.conftest import SETTINGS
from tests.desktop.ui.hands import Hands, typed_into, wait_for
from tests.exporters.pdf.reader import page_texts

Export = Callable[[Callable[[ExportDialog], None]], ExportDialog]


@pytest.fixture
def export(opened: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Export:
    """Export once as PDF, with the dialog changed by ``act`` first."""
    numbers = itertools.count()
    monkeypatch.setattr(
        QFileDialog,
        "getSaveFileName",
        lambda *_rest: (str(tmp_path / f"out{next(numbers)}.pdf"), ""),
    )

    def run(act: Callable[[ExportDialog], None]) -> ExportDialog:
        seen: list[ExportDialog] = []

        def accept(dialog: ExportDialog) -> int:
            seen.append(dialog)
            dialog.format.group.buttons()[1].click()
            act(dialog)
            return 1

        monkeypatch.setattr(ExportDialog, "exec", accept)
        wait_for(opened.window.workspace.exported, opened.window.filing.export)
        return seen[0]

    return run


def test_the_next_export_starts_from_the_last_one(opened: Hands, export: Export) -> None:
    def change(dialog: ExportDialog) -> None:
        dialog.title.setText("The lease")
        dialog.form.reference.setText("MR/7")
        dialog.form.sections.setCurrentRow(0)
        dialog.form.sections.move_current(1)
        dialog.form.passages.model.left_out.add(opened.passages[0].id)

    export(change)
    started: list[object] = []
    export(lambda dialog: started.append(dialog.wish))
    (wish,) = started
    options = wish.options  # type: ignore[attr-defined]
    assert (options.title, options.reference) == ("The lease", "MR/7")
    assert options.sections[:2] == (SectionName.LEGEND, SectionName.CONTENTS)
    assert options.left_out == (opened.passages[0].id,)


def test_it_is_one_step_that_can_be_undone_and_is_saved(opened: Hands, export: Export) -> None:
    workspace = opened.window.workspace
    steps = workspace.undo_stack.count()
    export(lambda dialog: dialog.title.setText("The lease"))
    assert workspace.undo_stack.count() == steps + 1
    assert workspace.undo_stack.undoText() == "Set up briefing"
    assert workspace.save()
    assert workspace.path is not None
    assert open_session(workspace.path).session.briefing == BriefingChoice(
        format="pdf", title="The lease"
    )
    workspace.undo_stack.undo()
    assert workspace.session.briefing == AS_USUAL


def test_the_settings_hold_no_word_of_it(opened: Hands, export: Export) -> None:
    export(lambda dialog: dialog.title.setText("A title nobody may see"))
    kept = place().read_text("utf-8") if place().exists() else ""
    assert "nobody may see" not in kept
    assert opened.passages[0].id not in kept


FIRST, THIRD = (f"urn:uuid:10000000-0000-4000-8000-{n:012d}" for n in (1, 3))
ODD = BriefingChoice(
    format="odt",
    title="  Harbour ",
    reference=" MR/7 ",
    author="Ada Quill",
    page_size="A4",
    sections=DEFAULT_SECTIONS,
    left_out=(THIRD, "urn:gone", FIRST),
)
"""What says the usual in other words, names what is gone, and is in an order of its own."""


@pytest.mark.parametrize(
    ("choice", "format_"),
    [(AS_USUAL, 1), (ODD, 0), (ODD, 2), (BriefingChoice(sections=(), author=""), 3)],
)
def test_an_export_with_the_choices_that_stand_is_no_edit(
    opened: Hands,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    choice: BriefingChoice,
    format_: int,
) -> None:
    workspace = opened.window.workspace
    workspace.do(lambda s, _moment: choose(s, choice))
    assert workspace.save()
    assert workspace.path is not None
    before, steps = workspace.path.read_bytes(), workspace.undo_stack.count()

    def accept(dialog: ExportDialog) -> int:
        dialog.format.group.buttons()[format_].click()
        return 1

    names = iter(("one.x", "two.x"))
    monkeypatch.setattr(ExportDialog, "exec", accept)
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_rest: (str(tmp_path / next(names)), "")
    )
    for _time in range(2):
        wait_for(workspace.exported, opened.window.filing.export)
    assert not workspace.unsaved
    assert workspace.undo_stack.count() == steps
    assert workspace.session.briefing == choice
    assert workspace.path.read_bytes() == before


def test_a_changed_choice_leaves_the_others_as_they_were_written(opened: Hands) -> None:
    session = replace(opened.window.workspace.session, briefing=ODD)
    shown = first_wish(session, "Proposed", SETTINGS)
    wish = Wish("pdf", replace(shown.options, reference="MR/8"))
    choice = choice_of(wish, shown, ODD, "Proposed", SETTINGS)
    assert choice == replace(ODD, reference="MR/8", format="pdf")


def test_the_format_is_remembered_without_an_edit(
    opened: Hands, export: Export, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    workspace, seen = opened.window.workspace, list[str]()
    workspace.save()
    export(lambda _dialog: None)
    assert not workspace.unsaved
    opened.open(session(source("The quay is let.")), tmp_path)

    def look(dialog: ExportDialog) -> int:
        seen.append(dialog.wish.format)
        return 0

    monkeypatch.setattr(ExportDialog, "exec", look)
    opened.window.filing.export()
    assert seen == ["pdf"]


def test_the_last_format_of_a_session_goes_before_that_of_others(opened: Hands) -> None:
    held = replace(opened.window.workspace.session, briefing=BriefingChoice(format="md"))
    settings = Settings(document_format="pdf")
    assert first_wish(opened.window.workspace.session, "", settings).format == "pdf"
    assert first_wish(held, "", settings).format == "md"
    assert first_wish(held, "", settings, "html").format == "html"
    assert first_wish(held, "", Settings(document_format="odt"), "odt").format == "md"


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda dialog: dialog.title.setText("The lease"), "title"),
        (lambda dialog: dialog.form.reference.setText("MR/7"), "reference"),
        (lambda dialog: dialog.form.author.setText("Desk"), "author"),
        (lambda dialog: dialog.form.marking.setText(" TLP:AMBER  "), "marking"),
        (lambda dialog: dialog.page_size.group.buttons()[1].click(), "page size"),
        (lambda dialog: dialog.form.sections.choose([SectionName.CLAIMS]), "sections"),
        (lambda dialog: dialog.form.passages.none.click(), "passages left out"),
    ],
)
def test_a_changed_choice_is_one_step_which_says_so_and_is_undone(
    opened: Hands, export: Export, act: Callable[[ExportDialog], None], said: str
) -> None:
    workspace = opened.window.workspace
    assert workspace.save()
    steps, told = workspace.undo_stack.count(), QSignalSpy(workspace.noticed)
    export(act)
    assert workspace.undo_stack.count() == steps + 1
    assert workspace.unsaved
    assert told.at(0) == [f"Kept with the session, and undone as one step: {said}."]
    workspace.undo_stack.undo()
    assert workspace.session.briefing == AS_USUAL
    assert workspace.session.info.marking == ""
    assert not workspace.unsaved


def test_a_marking_set_in_the_dialog_is_previewed_written_and_kept(
    opened: Hands, export: Export, tmp_path: Path
) -> None:
    workspace = opened.window.workspace
    export(lambda dialog: dialog.form.marking.setText("TLP:AMBER"))
    assert workspace.session.info.marking == "TLP:AMBER"
    seen: list[tuple[str, str | None]] = []

    def look(dialog: ExportDialog) -> None:
        dialog.form.marking.setText(dialog.form.marking.text() + "+STRICT")
        seen.append((dialog.form.marking.text(), dialog.wish.options.marking))
        dialog.form.marking.setText("TLP:AMBER")
        seen.append((dialog.form.marking.text(), dialog.wish.options.marking))

    export(look)
    assert seen == [("TLP:AMBER+STRICT", "TLP:AMBER+STRICT"), ("TLP:AMBER", None)]
    for name in ("out0.pdf", "out1.pdf"):
        pages = page_texts((tmp_path / name).read_bytes())
        assert [page.count("TLP:AMBER") for page in pages] == [2] * len(pages)


def test_a_marking_is_no_longer_than_a_session_may_hold(dialog: ExportDialog) -> None:
    dialog.form.marking.clear()
    typed_into(dialog.form.marking, "X" * 150)
    assert dialog.wish.options.marking == "X" * 100


def test_a_choice_of_another_version_is_taken_as_far_as_it_is_known(opened: Hands) -> None:
    odd = BriefingChoice(format="odt", page_size="A0", left_out=("urn:gone",), author="")
    session = replace(opened.window.workspace.session, briefing=odd)
    wish = first_wish(session, "Harbour", Settings(author="Ada", page_size="Letter"))
    assert (wish.format, wish.options.page_size) == ("docx", "Letter")
    assert (wish.options.left_out, wish.options.author) == ((), "")


def test_whoever_gives_up_the_file_comes_back_to_the_dialog(
    opened: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    met: list[tuple[ExportDialog, str]] = []

    def exec_(dialog: ExportDialog) -> int:
        met.append((dialog, dialog.title.text()))
        dialog.title.setText("The lease")
        return len(met) == 1

    monkeypatch.setattr(ExportDialog, "exec", exec_)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_rest: ("", ""))
    opened.window.filing.export()
    (first, _title), (second, title) = met
    assert first is second
    assert title == "The lease"
    assert opened.window.workspace.session.briefing == AS_USUAL
