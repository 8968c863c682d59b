"""The jobs of the command line that need no window.

Where the input is at fault, ``Refused`` says so in a sentence.
"""

import errno
import io
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Generator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from msgspec.structs import replace as replaced

from desktop import limits, messages, protocol
from desktop.editing.sources import add_source
from desktop.i18n import _
from desktop.messages import Refused
from desktop.model.session import new_session
from desktop.model.source import Front, with_front_matter
from desktop.model.transfer import Imported, decode_imported
from desktop.store.errors import StoreError
from exporters.render import RenderError

_log = logging.getLogger(__name__)
STANDARD = Path("-")
"""Standard input where something is read, standard output where it is written."""


def new(
    article: Path, target: Path, given: Front, *, replace: bool, set_apart: bool
) -> tuple[str, ...]:
    """Make a session of one article at ``target``; what comes back are sentences to show.

    Fields of ``given`` go over what was recognised. A session that is there already is written over
    only with ``replace``; front matter is taken out of the body only with ``set_apart``.
    """
    from desktop.store.files.sessions import save_session

    _look_at(target, article)
    if target.exists() and not replace:
        raise Refused(messages.already_there(str(target)))
    source, found, notes = _imported(article)
    if found and set_apart:
        source = with_front_matter(source, found)
    fields = {name: getattr(given, name) for name in Front.__struct_fields__}
    front = replaced(source.front, **{name: value for name, value in fields.items() if value})
    source = replaced(source, front=front)
    session = new_session(source.front.title)
    change = add_source(session, source)
    with _about(target), _locked(target):
        save_session(target, session.apply(change) if change else session)
    if found and not set_apart:
        notes = (*notes, _("Front matter was recognised; --set-apart takes it out of the body."))
    return notes


def export(
    path: Path,
    target: Path,
    format_: protocol.Format,
    given: Mapping[str, Any],
    *,
    whole: bool,
    replace: bool,
) -> tuple[str, ...]:
    """Write the briefing of the session at ``path`` as was chosen for it with the session.

    ``given`` are fields of ``Options`` that go over that choice; with ``whole`` no passage is left
    out. A document that is there already is written over only with ``replace``. What comes back are
    plain sentences about what to know of the document.
    """
    from desktop.editing.briefing import standing_options
    from desktop.options import Options
    from desktop.store.files.sessions import open_session
    from desktop.worker import write_briefing

    def keep_what_is_there() -> None:
        if target.exists() and not replace:
            raise Refused(messages.already_there(str(target)))

    _look_at(target, path)
    keep_what_is_there()
    with _about(path):
        session = open_session(path).session
    options = replaced(standing_options(session, Options()), **given)
    if whole:
        options = replaced(options, left_out=())
    request = protocol.ExportSession(str(target), format_, 0, options)
    with _about(target):  # making a document takes its time, and another may have come meanwhile
        written = write_briefing(session, request, lambda done: None, keep_what_is_there)
    said = (
        messages.left_out(len(options.left_out)),
        messages.unprintable(written.unprintable, request.format),
    )
    return tuple(sentence for sentence in said if sentence)


def check(path: Path) -> tuple[str, ...]:
    """The problems of the session file at ``path``, each with its place."""
    from desktop.store.files.sessions import read_session
    from desktop.worker import problems

    with _about(path):
        return problems(read_session(path))


def suggest(article: Path, target: Path, *, replace: bool) -> tuple[str, ...]:
    """Make a session of one article with what is proposed for it, nothing of it decided.

    What comes back are sentences to show. A session that is there already is written over only with
    ``replace``.
    """
    from desktop.model.thresholds import USUAL, sure_enough
    from desktop.store.codec.proposed import with_suggestions
    from desktop.store.files.sessions import save_session
    from desktop.suggest.engine import Engine

    _look_at(target, article)
    if target.exists() and not replace:
        raise Refused(messages.already_there(str(target)))
    source, _front, notes = _imported(article)
    session = new_session(source.front.title)
    change = add_source(session, source)
    session = session.apply(change) if change else session
    engine = Engine()
    batches = engine.found(source.text, source.blocks, source.front.language)
    found = [one for batch in batches for one in sure_enough(batch.suggestions, USUAL)]
    found.sort(key=lambda one: (one.start, one.end))
    with _about(target), _locked(target):
        save_session(target, with_suggestions(session, source.id, found))
    if engine.missing:
        notes = (*notes, messages.only_marks(article.name))
    return notes


def suggest_lines(
    given: Path, target: Path, jobs: int, complain: Callable[[int, str], None]
) -> int:
    """Write the candidates of every article in ``given``; how many lines could not be read.

    ``-`` is standard input, or standard output. A progress bar stands on standard error where that
    is a terminal. What is written of a run that is stopped ends with a whole line.
    """
    from desktop import archive

    if target != STANDARD:
        _look_at(target, given)
    with (
        _about(given),
        _input(given) as lines,
        _writing(target),
        _output(target) as out,
    ):
        bar = archive.Bar(sys.stderr, os.fstat(lines.fileno()).st_size)
        try:
            return archive.suggest_lines(lines, out, complain, bar, jobs)
        finally:
            bar.close()


def _input(given: Path) -> AbstractContextManager[BinaryIO]:
    return nullcontext(sys.stdin.buffer) if given == STANDARD else given.open("rb")


def _output(target: Path) -> AbstractContextManager[TextIO]:
    return nullcontext(sys.stdout) if target == STANDARD else target.open("w", encoding="utf-8")


def folder(path: Path) -> None:
    """Make the folder for several sessions where there is none yet."""
    with _writing(path):
        if path.exists() and not path.is_dir():
            raise Refused(messages.no_folder(str(path)))
        path.mkdir(exist_ok=True)


def _imported(path: Path) -> Imported:
    """The article at ``path``, read by a worker: a hostile file must not harm this process."""
    if not str(path).isprintable():
        raise Refused(messages.odd_name(str(path)))
    request = protocol.ImportFile(str(path.absolute()))
    try:
        ended = subprocess.run(
            [sys.executable, *protocol.WORKER_ARGUMENTS],
            cwd=protocol.WORKER_FOLDER,
            input=protocol.encode(request) + b"\n",
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            check=False,
            timeout=limits.PATIENCE,
        )
    except subprocess.TimeoutExpired as error:
        raise Refused(messages.took_too_long(str(path))) from error
    replies = io.BytesIO(ended.stdout)
    for line in replies:
        reply = protocol.decode_reply(line)
        if isinstance(reply, protocol.Imported):
            return decode_imported(replies.read())
        if isinstance(reply, protocol.Failed):
            _log.error("import failed: %s", reply.detail)
            raise Refused(reply.sentence)
    raise Refused(messages.ended(ended.returncode, str(path)))


def _look_at(target: Path, given: Path) -> None:
    """Refuse a target that is ``given`` or in no folder before any work is done for it."""
    with _writing(target):
        target.is_dir()  # raises where the name is too long to be looked for
    with _about(given):
        given.is_dir()
    if not target.parent.is_dir():
        missing = FileNotFoundError(errno.ENOENT, "")
        raise Refused(messages.not_written(missing, str(target)))
    if target.is_dir():
        raise Refused(messages.not_written(IsADirectoryError(errno.EISDIR, ""), str(target)))
    if target.exists() and given.exists() and target.samefile(given):
        raise Refused(messages.is_read(str(target)))


@contextmanager
def _writing(target: Path) -> Generator[None]:
    """Say in one sentence why ``target`` cannot be written."""
    try:
        yield
    except BrokenPipeError:
        raise  # whoever reads has seen enough
    except OSError as error:
        _log.exception("refused")
        raise Refused(messages.not_written(error, str(target))) from error


@contextmanager
def _locked(target: Path) -> Generator[None]:
    """Hold the lock of a session file; raises ``Refused`` where a window has it open."""
    from desktop.store.files import lock

    try:
        held = lock.take(target)
    except lock.Held as error:
        known = error.by_word_only and error.holder is not None
        told = messages.sentence(error, str(target)) if known else messages.held_there(str(target))
        raise Refused(told) from None
    try:
        yield
    finally:
        if held is not None:
            held.release()


@contextmanager
def _about(file: str | Path) -> Generator[None]:
    """Say in one sentence what goes wrong with ``file`` inside."""
    try:
        yield
    except BrokenPipeError:
        raise  # whoever reads has seen enough
    except (StoreError, RenderError, OSError, MemoryError) as error:
        _log.exception("refused")
        raise Refused(messages.sentence(error, str(file))) from error
