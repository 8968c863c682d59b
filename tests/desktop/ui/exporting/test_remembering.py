"""What is kept of an export with its session."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from desktop.model.briefing import AS_USUAL, BriefingChoice
from desktop.options import DEFAULT_SECTIONS, SectionName
from desktop.settings import Settings, place
from desktop.store.files.sessions import open_session
from desktop.ui.exporting.dialog import ExportDialog
from desktop.ui.exporting.remembering import choice_of, first_wish
from tests.desktop.ui.exporting.conftest import SETTINGS
from tests.desktop.ui.hands import Hands, wait_for

Export = Callable[[Callable[[ExportDialog], None]], ExportDialog]


@pytest.fixture
def export(opened: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Export:
    """Export once as PDF, with the dialog changed by ``act`` first."""
    target = tmp_path / "out.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_rest: (str(target), ""))

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


def test_an_ordinary_export_is_no_edit(opened: Hands) -> None:
    session = opened.window.workspace.session
    wish = first_wish(session, "Harbour", SETTINGS)
    assert choice_of(wish, session.briefing, "Harbour", SETTINGS) == AS_USUAL
    assert wish.options.sections == DEFAULT_SECTIONS


def test_a_choice_of_another_version_is_taken_as_far_as_it_is_known(opened: Hands) -> None:
    from msgspec.structs import replace

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
