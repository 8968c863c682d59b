"""A job is a process of its own that says exactly once how it ended."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QProcess
from PySide6.QtTest import QSignalSpy

from desktop import limits
from desktop.model.transfer import decode_imported
from desktop.protocol import (
    CheckSession,
    Exported,
    ExportSession,
    Imported,
    ImportFile,
    ImportText,
    PicturePages,
    PreviewSession,
    Request,
)
from desktop.store.codec import encoding
from desktop.ui.session import jobs
from desktop.ui.session.jobs import Job
from tests.desktop.ui.articles import HARBOUR, passage, session, source
from tests.desktop.ui.hands import wait_for

pytestmark = pytest.mark.usefixtures("application")


@pytest.fixture
def owner() -> Iterator[QObject]:
    """What the jobs of a test belong to; ends them."""
    held = QObject()
    yield held
    for job in held.findChildren(Job):
        job.stop()


def endings(job: Job) -> list[QSignalSpy]:
    return [QSignalSpy(signal) for signal in (job.done, job.failed, job.cancelled)]


def export(owner: QObject, target: Path) -> Job:
    article = source(*HARBOUR)
    data = encoding.encode(session(article, passages=[passage(article, "pilots")]))
    request = ExportSession(target=str(target), format="docx", payload=len(data))
    return Job(request, data, target.name, owner)


def test_an_article_is_imported(owner: QObject, tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text("A title\n\nThe story, with 😀.", "utf-8")
    job = Job(ImportFile(str(path)), b"", path.name, owner)
    done, failed, cancelled = endings(job)
    reply, payload = wait_for(job.done, lambda: None)
    assert isinstance(reply, Imported)
    assert isinstance(payload, bytes)
    assert decode_imported(payload)[0].text == "A title\n\nThe story, with 😀."
    assert (done.count(), failed.count(), cancelled.count()) == (1, 0, 0)


def test_a_text_far_larger_than_a_pipe_comes_back_whole(owner: QObject) -> None:
    text = "Ein Satz über Häfen. " * 20_000
    data = text.encode()
    job = Job(ImportText("pasted", len(data)), data, "pasted", owner)
    _reply, payload = wait_for(job.done, lambda: None)
    assert isinstance(payload, bytes)
    assert decode_imported(payload)[0].text.strip() == text.strip()


def test_a_file_that_is_not_there_fails_with_its_name(owner: QObject, tmp_path: Path) -> None:
    job = Job(ImportFile(str(tmp_path / "gone.txt")), b"", "gone.txt", owner)
    done, failed, cancelled = endings(job)
    (sentence,) = wait_for(job.failed, lambda: None)
    assert "gone.txt" in str(sentence)
    assert str(sentence).endswith(".")
    assert (done.count(), failed.count(), cancelled.count()) == (0, 1, 0)


def test_a_briefing_is_written(owner: QObject, tmp_path: Path) -> None:
    target = tmp_path / "brief.docx"
    job = export(owner, target)
    reply, _payload = wait_for(job.done, lambda: None)
    assert isinstance(reply, Exported)
    assert reply.size == target.stat().st_size > 0


def test_a_cancelled_job_says_so_once_and_leaves_nothing_behind(
    owner: QObject, tmp_path: Path
) -> None:
    job = export(owner, tmp_path / "brief.docx")
    done, failed, cancelled = endings(job)
    process = job.findChild(QProcess)
    assert process is not None
    wait_for(process.finished, job.cancel)
    job.cancel()
    assert (done.count(), failed.count(), cancelled.count()) == (0, 0, 1)
    assert list(tmp_path.iterdir()) == []


def test_a_stopped_job_has_ended_and_says_nothing(owner: QObject, tmp_path: Path) -> None:
    job = export(owner, tmp_path / "brief.docx")
    spies = endings(job)
    process = job.findChild(QProcess)
    assert process is not None
    job.stop()
    assert process.state() == QProcess.ProcessState.NotRunning
    assert [spy.count() for spy in spies] == [0, 0, 0]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "program",
    ["/nonexistent/python", "/bin/true", "/bin/echo"],
    ids=["no program", "no reply", "no sense"],
)
def test_a_worker_that_does_not_answer_fails_with_a_sentence(
    owner: QObject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    if not program.startswith("/non") and not Path(program).exists():
        pytest.skip("no such program here")
    monkeypatch.setattr(sys, "executable", program)
    job = Job(ImportText("pasted", 0), b"", "story.txt", owner)
    _done, failed, _cancelled = endings(job)
    if not failed.count():
        wait_for(job.failed, lambda: None)
    assert failed.count() == 1
    assert "story.txt" in str(failed.at(0)[0])


@pytest.mark.parametrize(
    ("says", "sentence"),
    [
        ("sys.exit(70)", "“story.txt” needs more memory than there is"),
        ("sys.exit(71)", "Reading “story.txt” took too long"),
        ('print(\'{"type":"imported","payload":%d}\' % 2**40)', "story.txt"),
        ("sys.stdout.write('x' * (17 << 20))", "story.txt"),
        ("print('\\xff')", "story.txt"),
        ("pass; sys.stdout.flush(); sys.stdin.read(); time.sleep(600)", "took too long"),
    ],
    ids=["over memory", "over time", "too much", "no end", "no words", "no answer"],
)
def test_a_worker_that_was_taken_over_is_not_believed_and_not_waited_for(
    owner: QObject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, says: str, sentence: str
) -> None:
    (tmp_path / "desktop").mkdir()
    (tmp_path / "desktop" / "__init__.py").touch()
    impostor = f"import sys, time\n{says}\nsys.stdout.flush()\n"
    (tmp_path / "desktop" / "worker.py").write_text(impostor, "utf-8")
    monkeypatch.setattr(jobs, "WORKER_FOLDER", tmp_path)
    monkeypatch.setattr(limits, "PATIENCE", 4 if "sleep" in says else 60)
    job = Job(ImportText("pasted", 0), b"", "story.txt", owner)
    done, failed, _cancelled = endings(job)
    if not failed.count():
        wait_for(job.failed, lambda: None)
    assert (done.count(), failed.count()) == (0, 1)
    assert sentence in str(failed.at(0)[0])


def impostor(folder: Path, monkeypatch: pytest.MonkeyPatch, says: str) -> None:
    """A worker that was taken over, which says this."""
    (folder / "desktop").mkdir()
    (folder / "desktop" / "__init__.py").touch()
    code = f"import signal, sys, time\n{says}\nsys.stdout.flush()\n"
    (folder / "desktop" / "worker.py").write_text(code, "utf-8")
    monkeypatch.setattr(jobs, "WORKER_FOLDER", folder)


ENDLESS = (
    "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
    "while True:\n"
    '    print(\'{"type":"progress","done":0.5}\', flush=True)\n'
    "    time.sleep(0.01)"
)
REQUESTS: list[Request] = [
    ImportText("pasted", 0),
    ExportSession("/x/story.txt", "md", 0),
    PreviewSession("pdf", 0, (0,), 10),
    PicturePages((0,), 10, 0),
    CheckSession(0),
]


@pytest.mark.parametrize("request_", REQUESTS, ids=lambda one: type(one).__name__)
def test_every_job_is_given_up_after_its_time_and_its_process_ended(
    owner: QObject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request_: Request
) -> None:
    impostor(tmp_path, monkeypatch, ENDLESS)
    monkeypatch.setattr(limits, "PATIENCE", 1)
    monkeypatch.setattr(limits, "LONG_PATIENCE", 1)
    monkeypatch.setattr(jobs, "_PATIENCE_MS", 50)
    job = Job(request_, b"", "story.txt", owner)
    done, failed, _cancelled = endings(job)
    process = job.findChild(QProcess)
    assert process is not None
    wait_for(process.finished, lambda: None)
    assert (done.count(), failed.count()) == (0, 1)
    what = "Reading “story.txt”"
    if isinstance(request_, ExportSession):
        what = "Writing “story.txt”"
    elif isinstance(request_, PreviewSession | PicturePages):
        what = "The preview"
    assert str(failed.at(0)[0]).startswith(f"{what} took too long and was given up")


@pytest.mark.parametrize("request_", REQUESTS[2:4], ids=lambda one: type(one).__name__)
def test_a_preview_is_given_up_sooner_than_a_document(
    owner: QObject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request_: Request
) -> None:
    impostor(tmp_path, monkeypatch, ENDLESS)
    monkeypatch.setattr(limits, "PATIENCE", 1)
    monkeypatch.setattr(jobs, "_PATIENCE_MS", 50)
    job = Job(request_, b"", "story.txt", owner)
    assert wait_for(job.failed, lambda: None)


@pytest.mark.parametrize("request_", REQUESTS, ids=lambda one: type(one).__name__)
def test_cancelling_ends_a_process_that_does_not_listen(
    owner: QObject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request_: Request
) -> None:
    impostor(tmp_path, monkeypatch, ENDLESS)
    monkeypatch.setattr(jobs, "_PATIENCE_MS", 50)
    job = Job(request_, b"", "story.txt", owner)
    process = job.findChild(QProcess)
    assert process is not None
    wait_for(job.progressed, lambda: None)
    _done, _failed, cancelled = endings(job)
    wait_for(process.finished, job.cancel)
    assert cancelled.count() == 1


def test_a_process_that_has_answered_and_goes_on_is_ended(
    owner: QObject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    says = 'print(\'{"type":"checked","problems":[]}\', flush=True)\n' + ENDLESS
    impostor(tmp_path, monkeypatch, says)
    monkeypatch.setattr(jobs, "_PATIENCE_MS", 50)
    job = Job(CheckSession(0), b"", "story.txt", owner)
    done, _failed, _cancelled = endings(job)
    process = job.findChild(QProcess)
    assert process is not None
    wait_for(process.finished, lambda: None)
    assert done.count() == 1


def test_a_sentence_of_megabytes_is_told_as_one_short_line(
    owner: QObject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    says = (
        'print(\'{"type":"failed","sentence":"A \\\\u001b[2J\\\\n\' + \'x\' * 5_000_000 + \'."}\')'
    )
    impostor(tmp_path, monkeypatch, says)
    job = Job(ImportText("pasted", 0), b"", "story.txt", owner)
    (sentence,) = wait_for(job.failed, lambda: None)
    assert str(sentence).startswith("A �[2J xxx")
    assert len(str(sentence)) <= 2_000


def test_a_preview_larger_than_any_is_refused(
    owner: QObject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    says = 'print(\'{"type":"previewed","payload":%d}\' % 2**40, flush=True)\ntime.sleep(600)'
    impostor(tmp_path, monkeypatch, says)
    job = Job(PicturePages((0,), 10, 0), b"", "story.txt", owner)
    (sentence,) = wait_for(job.failed, lambda: None)
    assert "story.txt" in str(sentence)


def test_a_line_without_an_end_is_refused_while_the_process_still_lives(
    owner: QObject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    says = "sys.stdout.write('x' * (17 << 20)); sys.stdout.flush(); time.sleep(600)"
    impostor(tmp_path, monkeypatch, says)
    monkeypatch.setattr(limits, "PATIENCE", 30)
    job = Job(ImportText("pasted", 0), b"", "story.txt", owner)
    (sentence,) = wait_for(job.failed, lambda: None)
    assert "story.txt" in str(sentence)
    assert "took too long" not in str(sentence)


def test_what_a_worker_says_of_a_mistake_is_one_short_line_of_the_log(
    owner: QObject,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    failed = '{"type":"failed","sentence":"No.","detail":"A \\\\u001b[2J\\\\nB"}'
    impostor(tmp_path, monkeypatch, f"print('{failed}')")
    job = Job(ImportText("pasted", 0), b"", "story.txt", owner)
    wait_for(job.failed, lambda: None)
    assert "job failed: A �[2J B" in [one.getMessage() for one in caplog.records]
