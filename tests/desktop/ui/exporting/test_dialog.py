"""The export dialog as a whole: what it shows, says and remembers."""

import sys
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QProcess, QSize, Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QLabel

from desktop import limits
from desktop.model.briefing import AS_USUAL
from desktop.model.change import Person
from desktop.model.identity import PersonId
from desktop.model.session import Session
from desktop.options import DEFAULT_SECTIONS, Options, SectionName
from desktop.protocol import PreviewSession, Request
from desktop.ui.exporting.dialog import ExportDialog
from desktop.ui.exporting.preview import Preview, Wish
from desktop.ui.exporting.remarks import remark
from desktop.ui.session import jobs
from desktop.ui.session.jobs import Job
from tests.desktop.ui.hands import SHIFT, Hands, Key, typed_into, until, wait_for


def preview_of(dialog: ExportDialog) -> Preview:
    assert dialog.preview is not None
    return dialog.preview


def shown(dialog: ExportDialog) -> None:
    """Show it and wait for its first pages."""
    wait_for(preview_of(dialog).made, dialog.show)


def pick(dialog: ExportDialog, format_: str) -> None:
    buttons = dialog.format.group.buttons()
    next(one for one in buttons if getattr(one, "value", "") == format_).click()


def test_the_first_pages_of_the_document_are_shown(dialog: ExportDialog) -> None:
    shown(dialog)
    pages = dialog.pane.pages
    assert pages.page_count >= 3
    assert 0 in pages.pictured
    assert dialog.pane.number.text() == f"Page 1 of {pages.page_count}"
    image = pages.grab().toImage()
    middle = image.width() // 2
    ink = {image.pixelColor(x, y).lightness() for x in range(60, middle) for y in range(60, 260)}
    assert min(ink) < 60  # the title, black on white
    assert max(ink) == 255


def test_a_change_is_seen_in_the_next_document(dialog: ExportDialog) -> None:
    shown(dialog)
    before = dialog.pane.pages.page_count
    (reply, _pictures) = wait_for(
        preview_of(dialog).made, lambda: dialog.form.sections.choose([SectionName.SOURCES])
    )
    assert dialog.pane.pages.page_count < before
    assert len(reply.shapes) == dialog.pane.pages.page_count  # type: ignore[attr-defined]


def test_the_page_size_is_that_of_the_pages(dialog: ExportDialog) -> None:
    shown(dialog)
    letter = dialog.page_size.group.buttons()[1]
    (reply, _pictures) = wait_for(preview_of(dialog).made, letter.click)
    assert reply.shapes[0] == pytest.approx((612, 792), abs=0.1)  # type: ignore[attr-defined]


def test_a_newer_wish_cancels_the_document_that_is_being_made(
    dialog: ExportDialog, sent: list[tuple[Request, Job]]
) -> None:
    preview = preview_of(dialog)
    wait_for(preview.began, dialog.show)
    ((_request, job),) = sent
    made, cancelled = QSignalSpy(preview.made), QSignalSpy(job.cancelled)
    dialog.title.setText("Another title")
    assert (cancelled.count(), made.count()) == (1, 0)
    wait_for(preview.made, lambda: None)
    assert len(sent) == 2
    newer = sent[1][0]
    assert isinstance(newer, PreviewSession)
    assert newer.options.title == "Another title"


def test_typing_makes_one_document_not_one_for_each_letter(dialog: ExportDialog) -> None:
    shown(dialog)
    began = QSignalSpy(preview_of(dialog).began)
    wait_for(preview_of(dialog).made, lambda: typed_into(dialog.title, "The lease"))
    assert began.count() == 1
    assert dialog.wish.options.title == "The lease"


def test_markdown_is_shown_as_its_own_text(dialog: ExportDialog) -> None:
    shown(dialog)
    wait_for(preview_of(dialog).written, lambda: pick(dialog, "md"))
    assert dialog.pane.stack.currentWidget() is dialog.pane.text
    assert (
        dialog.pane.text.toPlainText().startswith("---")
        or "Harbour" in (dialog.pane.text.toPlainText()[:200])
    )
    assert "harbour pilots" in dialog.pane.text.toPlainText()
    assert not dialog.page_size.isEnabled()
    assert not dialog.pane.zoom.isVisible()
    wait_for(preview_of(dialog).made, lambda: pick(dialog, "pdf"))
    assert dialog.pane.stack.currentWidget() is dialog.pane.pages


def test_what_cannot_be_made_is_one_sentence_in_place_of_the_pages(
    dialog: ExportDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown(dialog)
    preview = preview_of(dialog)
    monkeypatch.setattr(preview, "_data", b"no session")
    dialog.title.setText("Again")
    (sentence,) = wait_for(preview.failed, lambda: None)
    assert dialog.pane.stack.currentWidget() is dialog.pane.problem
    assert dialog.pane.problem.words.text() == sentence
    assert dialog.pane.number.text() == ""
    monkeypatch.setattr(preview, "_data", b"")
    wait_for(preview.made, dialog.pane.problem.again.click)
    assert dialog.pane.stack.currentWidget() is dialog.pane.pages


HANGING = """\
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print('{"type":"progress","done":0.5}', flush=True)
while True:
    time.sleep(1)
"""


@pytest.fixture
def hanging(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every worker says that half is done, and then neither goes on nor listens."""
    (tmp_path / "desktop").mkdir()
    (tmp_path / "desktop" / "__init__.py").touch()
    (tmp_path / "desktop" / "worker.py").write_text(HANGING, "utf-8")
    monkeypatch.setattr(jobs, "WORKER_FOLDER", tmp_path)
    monkeypatch.setattr(jobs, "_PATIENCE_MS", 50)


@pytest.mark.usefixtures("hanging")
def test_a_preview_that_hangs_can_be_stopped_and_tried_again(
    dialog: ExportDialog, sent: list[tuple[Request, Job]], monkeypatch: pytest.MonkeyPatch
) -> None:
    preview, pane = preview_of(dialog), dialog.pane
    wait_for(preview.progressed, dialog.show)
    until(pane.stop.isVisible)
    assert pane.state.text() == "Composing… 50 %"
    process = sent[-1][1].findChild(QProcess)
    assert process is not None
    wait_for(process.finished, lambda: QTest.mouseClick(pane.stop, Qt.MouseButton.LeftButton))
    assert not preview.busy
    assert not pane.stop.isVisible()
    assert pane.stack.currentWidget() is pane.problem
    assert pane.problem.words.text() == (
        "The preview was stopped. The document can be exported all the same."
    )
    monkeypatch.undo()
    wait_for(preview.made, pane.problem.again.click)
    assert pane.stack.currentWidget() is pane.pages


@pytest.mark.usefixtures("hanging")
def test_a_preview_that_hangs_is_given_up_after_its_time_in_one_sentence(
    dialog: ExportDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "PATIENCE", 1)
    (sentence,) = wait_for(preview_of(dialog).failed, dialog.show)
    assert sentence == (
        "The preview took too long and was given up. The document can be exported all the same."
    )
    assert dialog.pane.problem.words.text() == sentence
    assert not dialog.pane.stop.isVisible()
    assert dialog.ok.isEnabled()


@pytest.mark.usefixtures("hanging")
def test_closing_ends_a_preview_that_does_not_listen(
    dialog: ExportDialog, sent: list[tuple[Request, Job]]
) -> None:
    wait_for(preview_of(dialog).progressed, dialog.show)
    process = sent[-1][1].findChild(QProcess)
    assert process is not None
    wait_for(process.finished, dialog.reject)


def test_closing_ends_the_work_for_the_preview(dialog: ExportDialog) -> None:
    preview = preview_of(dialog)
    wait_for(preview.began, dialog.show)
    dialog.reject()
    assert not preview.busy


def test_nothing_is_written_in_the_state_of_quick_work(dialog: ExportDialog) -> None:
    said: list[str] = []
    dialog.pane.follow(preview_of(dialog))
    preview_of(dialog).began.connect(lambda: said.append(dialog.pane.state.text()))
    shown(dialog)
    assert said == ["Page breaks may differ in Word."]
    assert dialog.pane.state.text() == "Page breaks may differ in Word."


@pytest.mark.parametrize(
    ("format_", "button", "note"),
    [
        ("docx", "Save Word file…", "Page breaks may differ in Word."),
        ("pdf", "Save PDF file…", ""),
        ("html", "Save web page…", "A web page has no page breaks."),
        ("md", "Save Markdown file…", ""),
    ],
)
def test_the_button_names_the_result_and_the_preview_is_honest(
    dialog: ExportDialog, format_: str, button: str, note: str
) -> None:
    pick(dialog, format_)
    assert (dialog.ok.text(), dialog.pane.state.text()) == (button, note)
    assert dialog.chosen_format == format_


def test_the_foot_says_what_it_holds_and_who_signs(dialog: ExportDialog) -> None:
    assert dialog.words.text() == (
        "It holds 4 passages and 2 articles in full. Comments are signed Ada Quill."
    )
    assert not dialog.link.isVisibleTo(dialog)


def test_a_problem_has_a_link_that_mends_it(dialog: ExportDialog) -> None:
    dialog.form.sections.choose([])
    assert dialog.words.text().startswith("No section is chosen")
    assert dialog.symbol.isVisibleTo(dialog)
    dialog.link.click()
    assert dialog.wish.options.sections == DEFAULT_SECTIONS
    dialog.form.passages.none.click()
    assert dialog.words.text() == "Every passage is left out."
    dialog.link.click()
    assert dialog.wish.options.left_out == ()
    dialog.form.sections.choose([SectionName.CLAIMS])
    assert "Comments stand beside" in dialog.words.text()
    dialog.link.click()
    assert set(dialog.wish.options.sections) == {SectionName.CLAIMS, SectionName.ARTICLES}
    assert not dialog.link.isVisibleTo(dialog)


def test_a_character_no_font_has_is_named_at_the_foot(dialog: ExportDialog) -> None:
    dialog.title.setText("A \U00012000 sign")
    shown(dialog)
    assert "\U00012000" in dialog.words.text()
    assert dialog.symbol.isVisibleTo(dialog)
    pick(dialog, "html")
    assert not dialog.symbol.isVisibleTo(dialog)


def test_another_author_does_not_get_the_initials_of_the_settings(dialog: ExportDialog) -> None:
    assert (dialog.wish.options.author, dialog.wish.options.initials) == ("Ada Quill", "AQ")
    dialog.form.author.setText("Regional desk")
    assert (dialog.wish.options.author, dialog.wish.options.initials) == ("Regional desk", "")
    dialog.form.author.clear()
    assert dialog.wish.options.author == ""


def test_it_fits_a_small_screen(dialog: ExportDialog) -> None:
    least = dialog.minimumSizeHint().expandedTo(dialog.minimumSize())
    assert QSize(1024, 660).expandedTo(least) == QSize(1024, 660)


def test_the_pages_scroll_by_keys(dialog: ExportDialog) -> None:
    shown(dialog)
    pages = dialog.pane.pages
    pages.setFocus()
    QTest.keyClick(pages, Key.Key_Right)
    assert pages.page == 1
    QTest.keyClick(pages, Key.Key_End)
    assert pages.page == pages.page_count - 1
    assert pages.accessibleDescription() == f"Page {pages.page_count} of {pages.page_count}"
    QTest.keyClick(pages, Key.Key_Home)
    assert pages.verticalScrollBar().value() == 0
    QTest.keyClick(pages, Key.Key_Space)
    assert pages.verticalScrollBar().value() > 100


def test_a_page_that_comes_into_view_is_pictured(dialog: ExportDialog) -> None:
    shown(dialog)
    pages = dialog.pane.pages
    last = pages.page_count - 1
    assert last not in pages.pictured
    wait_for(preview_of(dialog).pictured, lambda: pages.turn_to(last))
    assert last in pages.pictured


def test_another_document_stays_at_the_page_that_was_read(dialog: ExportDialog) -> None:
    shown(dialog)
    pages = dialog.pane.pages
    pages.turn_to(1)
    place = pages.verticalScrollBar().value()
    dialog.form.reference.setText("MR/7")
    wait_for(preview_of(dialog).made, lambda: None)
    assert pages.verticalScrollBar().value() == place
    assert 1 in pages.pictured


def test_the_whole_page_fits_when_it_is_asked_for(dialog: ExportDialog) -> None:
    shown(dialog)
    pages = dialog.pane.pages
    wide = pages.page_width
    wait_for(preview_of(dialog).pictured, lambda: dialog.pane.zoom.setCurrentIndex(1))
    assert pages.page_width < wide
    assert pages.page_width * 842 / 595 <= pages.viewport().height()


def test_nothing_of_it_is_loaded_before_it_is_asked_for(opened: Hands) -> None:
    import subprocess

    code = (
        "import sys, desktop.ui.window.main_window, desktop.app\n"
        "print([name for name in sys.modules if 'ui.exporting' in name or 'pdfium' in name])"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert ended.stdout.strip() == "[]"


def test_an_empty_title_is_left_to_the_session(dialog: ExportDialog) -> None:
    dialog.title.clear()
    assert dialog.wish.options == Options(
        author="Ada Quill", initials="AQ", sections=DEFAULT_SECTIONS
    )
    assert dialog.parent().workspace.session.briefing == AS_USUAL  # type: ignore[union-attr]


def test_a_preview_asks_for_the_width_of_the_device(
    dialog: ExportDialog, sent: list[tuple[Request, Job]]
) -> None:
    shown(dialog)
    first, _job = sent[0]
    assert isinstance(first, PreviewSession)
    assert first.width == dialog.pane.pages.page_width


def test_tab_stops_at_the_chosen_format_and_the_arrows_choose_another(dialog: ExportDialog) -> None:
    shown(dialog)
    dialog.activateWindow()
    formats = {getattr(one, "value", ""): one for one in dialog.format.group.buttons()}
    dialog.title.setFocus()
    QTest.keyClick(dialog.title, Key.Key_Backtab, SHIFT)
    assert formats["docx"].hasFocus()
    QTest.keyClick(formats["docx"], Key.Key_Right)
    assert formats["pdf"].hasFocus()
    assert dialog.chosen_format == "pdf"


def test_a_title_nobody_has_given_is_taken_from_the_article_and_says_so(
    opened: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[str, bool]] = []

    def look(dialog: ExportDialog) -> int:
        labels = [one.text() for one in dialog.form.findChildren(QLabel)]
        seen.append((dialog.title.text(), "Title, taken from the article" in labels))
        return 0

    monkeypatch.setattr(ExportDialog, "exec", look)
    workspace = opened.window.workspace
    workspace.rename("")
    opened.window.filing.export()
    workspace.rename("The lease")
    opened.window.filing.export()
    first = next(iter(workspace.session.sources.values())).title
    assert seen == [(f"{first} and 1 more article", True), ("The lease", False)]
    assert "harbour.txt" not in first


def test_the_foot_says_whose_names_the_comments_carry(opened: Hands) -> None:
    held, unsigned = opened.window.workspace.session, Options()
    assert said_of(held, unsigned) == "Comments carry no name."
    person = Person(PersonId("urn:uuid:9"), "Ada Person", "AP")
    first = next(iter(held.annotations.values()))
    hers = {**held.annotations, first.id: replace(first, creator=person.id)}
    by_her = replace(held, people=(person,), annotations=hers)
    by_name = "Comments carry the names of those who made the passages."
    assert said_of(by_her, unsigned) == by_name
    assert said_of(by_her, Options(left_out=(first.id,))) == "Comments carry no name."


def said_of(held: Session, options: Options) -> str:
    """What the foot says last."""
    sentence = remark(held, Wish("docx", options)).sentence
    return sentence[sentence.index("Comments") :]
