"""The command ``brieflight``: open a window, or do one job without one.

Exit codes: 0 done, 1 the input was at fault (one sentence on standard error says how), 2 the
command was not understood, 130 ended by Ctrl+C, 143 by SIGTERM. Nothing heavy is imported before it
is needed.
"""

import argparse
import builtins
import gc
import importlib
import io
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType, ModuleType
from typing import TYPE_CHECKING, NoReturn, cast

from desktop import VERSION, i18n
from desktop.i18n import _
from desktop.printable_line import print_line, printable_line, printable_name

if TYPE_CHECKING:
    from desktop.protocol import Format

_log = logging.getLogger(__name__)
_COMMANDS = ("new", "export", "check", "suggest")
_FORMATS: "dict[str, Format]" = {".docx": "docx", ".pdf": "pdf", ".html": "html", ".md": "md"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; ``SystemExit`` is argparse's."""
    _tolerate_any_character()
    i18n.use()
    options = _parse(list(sys.argv[1:] if arguments is None else arguments))
    try:
        return _run(options)
    except BrokenPipeError:  # whoever reads our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt as interruption:
        return 128 + getattr(interruption, "number", signal.SIGINT)
    except Exception as error:  # noqa: BLE001  nobody is shown a traceback: told in a sentence
        from desktop.messages import Refused, unexpected

        if isinstance(error, Refused):
            print_line(str(error))
        else:
            _log.error("unexpected", exc_info=error)
            print_line(unexpected())
    return 1


def _run(options: argparse.Namespace) -> int:
    if options.log is None:
        logging.getLogger().addHandler(logging.NullHandler())  # else warnings go to the terminal
    else:
        from desktop import logs

        try:
            logs.start(options.log)
        except OSError as error:
            from desktop.messages import Refused, no_log

            raise Refused(no_log(error, str(options.log))) from error
    started = time.monotonic()
    if options.run is not _window:  # which hears signals in its own way
        _hear_signals()
    code = cast("int", options.run(options))
    sys.stdout.flush()  # here a closed pipe can still be caught
    _log.info("%s: %d after %.2f s", options.name, code, time.monotonic() - started)
    return code


class _Interrupted(KeyboardInterrupt):
    """The system asks the program to end; every ``finally`` on the way takes its files along."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


def _hear_signals() -> None:
    """Have SIGTERM and SIGHUP end a command as Ctrl+C does; a second one ends it at once."""
    if threading.current_thread() is not threading.main_thread():
        return
    names = ("SIGINT", "SIGTERM", "SIGHUP")
    numbers = [number for name in names if (number := getattr(signal, name, None)) is not None]

    def interrupt(number: int, _frame: FrameType | None) -> NoReturn:
        for one in numbers:
            signal.signal(one, signal.SIG_DFL)
        raise _Interrupted(number)

    for number in numbers:
        signal.signal(number, interrupt)


def _parse(arguments: list[str]) -> argparse.Namespace:
    """The options; a command is looked for before any file, so ``./new`` opens a file "new"."""
    place = 0
    while place < len(arguments) and arguments[place].split("=")[0] == "--log":
        place += 1 if "=" in arguments[place] else 2
    if place >= len(arguments) or arguments[place] not in _COMMANDS:
        return _window_parser().parse_args(arguments)
    command = arguments.pop(place)
    builders = {
        "new": _new_parser,
        "export": _export_parser,
        "check": _check_parser,
        "suggest": _suggest_parser,
    }
    parser = builders[command]()
    options = parser.parse_args(arguments)
    if command == "suggest" and (options.jsonl is None) is not bool(options.files and options.out):
        parser.error(_("name articles and -o, or --jsonl with two files"))
    if command == "export" and options.out.suffix.lower() not in _FORMATS:
        parser.error(_("the name after -o must end in .docx, .pdf, .html or .md"))
    return options


def _window_parser() -> argparse.ArgumentParser:
    parser = _parser(
        "brieflight",
        _("Read an article closely, tag its passages, and export a briefing."),
        _window,
        epilog=_(
            "Without a window: brieflight new, brieflight suggest, brieflight export, "
            "brieflight check; "
            "each explains itself with --help. A file with such a name opens as ./new."
        ),
    )
    parser.add_argument(
        "files", nargs="*", metavar="FILE", help=_("articles, or a session, to open")
    )
    parser.add_argument("--rehearse", type=Path, metavar="DIR", help=argparse.SUPPRESS)
    parser.add_argument(
        "--version",
        action="version",
        version=f"Brieflight {VERSION}",
        help=_("show the version and end"),
    )
    return parser


def _new_parser() -> argparse.ArgumentParser:
    parser = _parser(
        "brieflight new", _("Make a session of an article, without opening a window."), _new
    )
    parser.add_argument("file", type=Path, metavar="FILE", help=_("the article"))
    parser.add_argument(
        "-o", "--out", type=Path, required=True, metavar="OUT.brief.json", help=_("the new session")
    )
    parser.add_argument("--replace", action="store_true", help=_("write over an existing session"))
    parser.add_argument(
        "--set-apart",
        action="store_true",
        help=_("take the front matter that was recognised out of the article's body"),
    )
    parser.add_argument("--title", default="", help=_("the article's title"))
    parser.add_argument("--author", default="", help=_("the article's author"))
    parser.add_argument("--date", type=_iso_date, help=_("when it was published, as 2026-11-22"))
    parser.add_argument("--outlet", default="", help=_("where it was published"))
    return parser


def _export_parser() -> argparse.ArgumentParser:
    from desktop.options import SectionName

    parser = _parser(
        "brieflight export",
        _(
            "Write the briefing of a session as it was set up there: with its title, its sections "
            "in their order, and without the passages that were left out. What is said here goes "
            "over that, for this document only."
        ),
        _export,
    )
    parser.add_argument("session", type=Path, metavar="SESSION", help=_("the session file"))
    parser.add_argument(
        "-o",
        "--out",
        type=Path,
        required=True,
        metavar="OUT",
        help=_("a .docx, .pdf, .html or .md file"),
    )
    parser.add_argument("--replace", action="store_true", help=_("write over an existing document"))
    parser.add_argument(
        "--all", action="store_true", help=_("take in the passages that were left out, too")
    )
    names = ", ".join(SectionName)
    parser.add_argument(
        "--sections",
        type=_sections,
        metavar="A,B,C",
        help=_("what it holds, in this order, of: {names}").format(names=names),
    )
    parser.add_argument("--title", help=_("the title of the briefing"))
    parser.add_argument("--reference", help=_("the reference it is filed under"))
    parser.add_argument(
        "--page-size", type=_page_size, choices=("A4", "Letter"), help=_("A4, Letter")
    )
    parser.add_argument("--author", help=_("who signs the briefing"))
    parser.add_argument("--initials", help=_("the author's initials, for comments"))
    return parser


def _check_parser() -> argparse.ArgumentParser:
    parser = _parser(
        "brieflight check", _("Look through a session file and name every problem."), _check
    )
    parser.add_argument("session", type=Path, metavar="SESSION", help=_("the session file"))
    return parser


def _suggest_parser() -> argparse.ArgumentParser:
    parser = _parser(
        "brieflight suggest", _("Propose passages for many articles, without a window."), _suggest
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help=_("articles"))
    parser.add_argument(
        "-o",
        "--out",
        type=Path,
        metavar="OUT",
        help=_("the session to write, or a folder for a session of each article"),
    )
    parser.add_argument("--replace", action="store_true", help=_("write over existing sessions"))
    parser.add_argument(
        "--jsonl",
        nargs=2,
        type=Path,
        metavar=("IN", "OUT"),
        help=_(
            'articles as lines of {"id", "text"}, and where every candidate is written; - is '
            "standard input or output"
        ),
    )
    parser.add_argument(
        "--jobs",
        type=_jobs,
        default=os.cpu_count() or 1,
        metavar="N",
        help=_("how many processes share the work; as many as there are cores"),
    )
    return parser


def _parser(
    name: str, about: str, run: Callable[[argparse.Namespace], int], epilog: str = ""
) -> argparse.ArgumentParser:
    codes = _(
        "Ends with 0 when all is done, with 1 when something given could not be used, which one "
        "sentence on standard error tells, with 2 when the command was not understood, and with "
        "130 when it was interrupted."
    )
    parser = _Parser(
        name, description=about, epilog=f"{epilog} {codes}".strip(), allow_abbrev=False
    )
    parser.set_defaults(run=run, name=name)
    parser.add_argument(
        "--log", type=Path, metavar="FILE", help=_("append a log, without any words of articles")
    )
    return parser


class _Parser(argparse.ArgumentParser):
    """Complains in one line: what it quotes was typed, pasted, or made of names of files."""

    def error(self, message: str) -> NoReturn:
        super().error(printable_line(message))


def _load_window() -> ModuleType:
    """Import the window, quickly, and leave the cyclic garbage collector off.

    msgspec takes type hints from typing_extensions where that is installed, though typing has all
    of it since Python 3.11, and loading it takes a tenth of a cold start: so it is out of sight
    here. PySide puts an import of its own in place of Python's, which reads the source of every
    module to see whether it asks for one of PySide's "features" (snake_case names); ours do not,
    so they are loaded by the import it stands in front of, where there is one. Nor is there any
    garbage before the first frame that would be worth looking for.
    """
    hidden = "typing_extensions"
    hide = hidden not in sys.modules
    gc.disable()
    if hide:
        sys.modules[hidden] = cast("ModuleType", None)
    looking = builtins.__import__
    try:
        importlib.import_module("PySide6.QtWidgets")  # puts its import in place
        looking = builtins.__import__
        builtins.__import__ = getattr(builtins, "__orig_import__", looking)
        import desktop.app as app
    except BaseException:
        gc.enable()
        raise
    finally:
        builtins.__import__ = looking
        if hide:
            del sys.modules[hidden]
    return app


def _window(options: argparse.Namespace) -> int:
    try:
        app = _load_window()
    except ImportError as error:
        if isinstance(error, ModuleNotFoundError) and (error.name or "").startswith("desktop"):
            raise
        from desktop import messages

        _log.exception("the window cannot be loaded")
        raise messages.Refused(messages.no_window(str(error))) from error
    return app.run(options.files, rehearse=options.rehearse)


def _new(options: argparse.Namespace) -> int:
    from desktop import commands
    from desktop.model.source import Front

    given = Front(options.title, options.author, options.outlet, options.date or "")
    notes = commands.new(
        options.file, options.out, given, replace=options.replace, set_apart=options.set_apart
    )
    for note in notes:
        print_line(note)
    return 0


def _export(options: argparse.Namespace) -> int:
    from desktop import commands

    fields = ("title", "reference", "author", "initials", "page_size", "sections")
    given = {name: getattr(options, name) for name in fields}
    notes = commands.export(
        options.session,
        options.out,
        _FORMATS[options.out.suffix.lower()],
        {name: value for name, value in given.items() if value is not None},
        whole=options.all,
        replace=options.replace,
    )
    for note in notes:
        print_line(note)
    return 0


def _suggest(options: argparse.Namespace) -> int:
    from desktop import commands

    if options.jsonl is None:
        return _suggest_sessions(options)
    given, target = options.jsonl

    def complain(number: int, problem: str) -> None:
        name = _("standard input") if given == commands.STANDARD else printable_name(given.name)
        print_line(f"{name}:{number}: {problem}")

    bad = commands.suggest_lines(given, target, options.jobs, complain)
    return 1 if bad else 0


def _suggest_sessions(options: argparse.Namespace) -> int:
    """A session for each article; one that cannot be read does not keep the others from theirs."""
    from desktop import commands
    from desktop.messages import Refused

    code = 0
    is_folder = len(options.files) > 1 or os.path.isdir(options.out)  # noqa: PTH112 - never raises
    if is_folder:
        commands.folder(options.out)
    written: set[Path] = set()
    for number, file in enumerate(options.files, 1):
        target = options.out / f"{file.stem}.brief.json" if is_folder else options.out
        if is_folder and sys.stderr.isatty():
            print_line(f"{number}/{len(options.files)} {printable_name(file.name)}")
        try:
            replace = options.replace and target not in written
            written.add(target)
            for note in commands.suggest(file, target, replace=replace):
                print_line(note)
        except Refused as refusal:
            print_line(str(refusal))
            code = 1
    return code


def _check(options: argparse.Namespace) -> int:
    from desktop import commands

    name = printable_name(options.session.name)
    problems = commands.check(options.session)
    for problem in problems or (_("sound"),):
        print_line(f"{name}: {problem}", sys.stdout)
    return 1 if problems else 0


def _jobs(value: str) -> int:
    if not value.isascii() or not value.isdigit() or int(value) < 1:
        raise argparse.ArgumentTypeError(_("a number of processes, from 1"))
    return int(value)


def _iso_date(value: str) -> str:
    from desktop.model.dates import written_date

    found = written_date(value)
    if not found:
        wanted = _("a date is written as 2026-11-22 or 22 November 2026")
        raise argparse.ArgumentTypeError(wanted)
    return found


def _sections(value: str) -> tuple[str, ...]:
    from desktop.options import SectionName, UnknownSection, sections_named

    try:
        return sections_named(value.split(","))
    except UnknownSection as error:
        sentence = _("there is no section “{name}”; choose from {names}").format(
            name=error, names=", ".join(SectionName)
        )
        raise argparse.ArgumentTypeError(sentence) from error


def _page_size(value: str) -> str:
    return {"a4": "A4", "letter": "Letter"}.get(value.lower(), value)


def _tolerate_any_character() -> None:
    """A terminal that cannot show a character shows its number; that is no reason to stop."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
