"""One sentence for people about anything that can go wrong, for window and command line alike.

It says what happened, to which file, what was kept where that is in doubt, and what to do. It is
plain text, names files without their folders, and never quotes an article.
"""

import errno
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path, PurePath
from unicodedata import category, combining

from desktop import limits
from desktop.i18n import _, ngettext
from desktop.importers.unreadable import Reason as Unreadable
from desktop.importers.unreadable import UnreadableArticle
from desktop.model.days import age_in_words, is_old, moment_in_short
from desktop.model.identity import Instant
from desktop.model.session import ChangeConflict
from desktop.printable_line import NAME, printable_line, printable_name
from desktop.store.errors import BadSession, ChangedOutside, ReadFailed, WriteFailed
from desktop.store.errors import Reason as Bad
from desktop.store.files import lock
from desktop.store.files.lock import Held, Holder
from exporters.render import RenderError

_FULL = (errno.ENOSPC, errno.EDQUOT)
_FORBIDDEN = (errno.EACCES, errno.EPERM)
_CHARACTERS_NAMED = 12
_OLD_LOCK_HOURS = 24
"""After which the lock of another machine is told as one that may be left over: a session may stay
open over a night, but is not read for a whole day without a change."""
_LONGEST_NAME = 60


class Refused(Exception):
    """A job that cannot be done; the argument is the sentence to show."""


def sentence(error: BaseException, name: str = "") -> str:
    """What to tell about ``error``.

    ``name`` is the file it happened to, as a name or a path, where the error does not know.
    """
    name = _named(name)
    match error:
        case UnreadableArticle():
            return _unreadable(error)
        case BadSession():
            return _bad_session(error, name)
        case ChangedOutside():
            text = _(
                "{name} was changed by another program since it was opened, so nothing was written."
            )
            return text.format(name=_named(error.path))
        case Held(by_word_only=True, holder=Holder() as holder):
            return on_another_machine(holder, name)
        case Held():
            return held(error.holder, name)
        case WriteFailed():
            return not_written(error.error, _named(error.path))
        case ReadFailed():
            return _not_read(error.error, _named(error.path))
        case RenderError():
            text = _(
                "{name} could not be made: Brieflight made a mistake. The session is unharmed."
            )
            return text.format(name=name or _("The document"))
        case ChangeConflict():
            return _(
                "This step no longer fits the session, so it was left out and nothing changed."
            )
        case MemoryError():
            text = _("{name} needs more memory than there is, so nothing was done with it.")
            return text.format(name=name or _("This"))
        case OSError():
            return _not_read(error, name or _named(error.filename))
        case _:
            return unexpected()


def unexpected() -> str:
    """For a mistake of the program itself."""
    return _(
        "Brieflight made a mistake and stopped here; nothing was written. Run it with --log FILE "
        "to have a report that can be sent."
    )


def no_display() -> str:
    """For a window that has no screen to appear on."""
    return _(
        "There is no display to open a window on. Without one use brieflight new, export and check."
    )


def newer(name: str) -> str:
    """For a session that a newer program wrote and this one can still show."""
    text = _(
        "{name} was saved by a newer Brieflight: it can be read and exported, but not changed."
    )
    return text.format(name=_named(name))


def not_merged_newer(name: str) -> str:
    """For a session that was to be merged into another one, and that a newer program wrote."""
    text = _("{name} was saved by a newer Brieflight, so it cannot be merged here.")
    return text.format(name=_named(name))


def held(holder: Holder | None, name: str) -> str:
    """For a session that another program has open and may write."""
    if holder is None:
        text = _("{name} is open in another window, so here it can be read but not changed.")
        return text.format(name=_named(name))
    text = _(
        "{name} was opened {when} by {owner} on {host} and is still open there, so here it can be "
        "read but not changed."
    )
    return text.format(name=_named(name), **_holder_words(holder))


def held_there(name: str) -> str:
    """For a session that was to be written where another program has it open."""
    text = _("{name} is open in another window and was left as it is; choose another name.")
    return text.format(name=_named(name))


def on_another_machine(holder: Holder, name: str) -> str:
    """For a session that, by the word of its lock, is open on another machine.

    It says who, where and since when, and how long ago the last sign of work was. Nobody can tell
    from here whether the other one still works, so an old word is told as what it is.
    """
    if is_old(holder.last_seen, _OLD_LOCK_HOURS):
        text = _(
            "{name} is still marked as open on {host}: {owner} opened it there {when} and changed "
            "it last {age} ago. The mark may be left over from then."
        )
    else:
        text = _(
            "{name} is open on {host}: {owner} opened it there {when} and worked on it {age} ago. "
            "If both of you write, the two will have to be merged."
        )
    return text.format(
        name=_named(name), **_holder_words(holder), age=age_in_words(holder.last_seen)
    )


def taken_elsewhere(holder: Holder, name: str) -> str:
    """For a session that is open here, and that another machine has opened for writing since."""
    text = _(
        "{owner} opened {name} on {host} {when} and writes there too. Nothing is overwritten: when "
        "you save, both states are compared first."
    )
    return text.format(name=_named(name), **_holder_words(holder))


def _holder_words(holder: Holder) -> dict[str, str]:
    host = printable_line(holder.host, _LONGEST_NAME)
    if holder.is_elsewhere and holder.host == lock.host():
        host = _("another machine named {host}").format(host=host)
    return {
        "owner": printable_line(holder.owner, _LONGEST_NAME) or _("somebody"),
        "host": host or _("another machine"),
        "when": moment_in_short(holder.since),
    }


def no_window(reason: str) -> str:
    """For a system that lacks what a window needs; ``reason`` is what the loader says."""
    text = _("The window cannot be opened, because something is missing here: {reason}.")
    return text.format(reason=printable_line(reason, NAME).rstrip("."))


def no_log(error: OSError, name: str) -> str:
    """For a log that cannot be written."""
    text = _("The log {name} cannot be written; the system says: {reason}.")
    return text.format(name=_named(name), reason=_system(error))


def no_reply(name: str = "") -> str:
    """For a worker that ended without a word, as a crash or a limit ends it."""
    text = _("Reading or writing {name} stopped before it was done; nothing was changed.")
    return text.format(name=_named(name) or _("the file"))


def ended(code: int, name: str = "") -> str:
    """For a worker that ended without a word, with an exit code of its own or not."""
    match code:
        case limits.OVER_MEMORY:
            return sentence(MemoryError(), name)
        case limits.OVER_TIME:
            return took_too_long(name)
        case _:
            return no_reply(name)


def no_suggestions() -> str:
    """For a process for suggestions that ended without being asked to, or cannot be started."""
    return _("Looking for suggestions stopped before it was done; nothing was changed. Try again.")


def only_marks(name: str) -> str:
    """For an article that no model could be used for, when the command line suggests."""
    text = _(
        "In {name} only quotation marks were read: it is not in English, or no model is there."
    )
    return text.format(name=_named(name))


def unread_article() -> str:
    """For an article that the process for suggestions could not read to its end."""
    return _("This article could not be looked through to its end; what was found so far is shown.")


def took_too_long(name: str = "", writing: bool = False) -> str:
    """For a file whose reading, or writing, was given up."""
    if writing:
        text = _("Writing {name} took too long and was given up; nothing was written.")
    else:
        text = _("Reading {name} took too long and was given up; nothing was changed.")
    return text.format(name=_named(name) or _("the file"))


def preview_took_too_long() -> str:
    """For a preview that was given up."""
    return _(
        "The preview took too long and was given up. The document can be exported all the same."
    )


def preview_stopped() -> str:
    """For a preview that the person ended."""
    return _("The preview was stopped. The document can be exported all the same.")


def odd_name(name: str) -> str:
    """For a file whose name holds what is no character."""
    text = _("The name {name} holds something that is no character; rename the file first.")
    return text.format(name=_named(name))


def already_there(name: str) -> str:
    """For a file that would be written over."""
    text = _("{name} is already there and was left as it is; choose another name or add --replace.")
    return text.format(name=_named(name))


def replaces(path: Path) -> str:
    """The question before a file is written over: what is there, and from when."""
    try:
        written = datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat()
    except (OSError, OverflowError, ValueError):
        written = ""
    text = _("{name}, written {when}, is already there. Replace it?")
    return text.format(name=_named(path.name), when=moment_in_short(Instant(written)))


def left_out(count: int) -> str:
    """For a document without passages that were left out of it earlier; empty for none of them."""
    if not count:
        return ""
    return ngettext(
        "{count} passage is left out, as chosen in the session; --all takes it in.",
        "{count} passages are left out, as chosen in the session; --all takes them in.",
        count,
    ).format(count=count)


def is_read(name: str) -> str:
    """For a file that would be written over while it is read, or once it has been."""
    text = _("{name} is the file to be read and was left as it is; write to another name.")
    return text.format(name=_named(name))


def no_folder(name: str) -> str:
    """For a file where a folder for several sessions is wanted."""
    text = _("{name} is a file; for the sessions of several articles name a folder after -o.")
    return text.format(name=_named(name))


def unprintable(characters: Sequence[str], format_: str) -> str:
    """For characters that a document does not show as they are; empty for none of them."""
    replaced = [char for char in characters if _is_replaced(char)]
    missing = [char for char in characters if not _is_replaced(char)]
    sentences = (_replaced(replaced), _without_glyph(missing, format_))
    return "; ".join(sentence for sentence in sentences if sentence)


def _replaced(characters: Sequence[str]) -> str:
    if not characters:
        return ""
    return ngettext(
        "{count} character that cannot be printed or reverses others is shown as �: {characters}",
        "{count} characters that cannot be printed or reverse others are shown as �: {characters}",
        len(characters),
    ).format(count=len(characters), characters=_some(characters))


def _without_glyph(characters: Sequence[str], format_: str) -> str:
    if not characters:
        return ""
    if format_ == "pdf":
        text = ngettext(
            "{count} character has no glyph in our fonts and is shown as a box: {characters}",
            "{count} characters have no glyph in our fonts and are shown as a box: {characters}",
            len(characters),
        )
    else:
        text = ngettext(
            "{count} character has no glyph in our fonts and needs another one to be seen: "
            "{characters}",
            "{count} characters have no glyph in our fonts and need another one to be seen: "
            "{characters}",
            len(characters),
        )
    return text.format(count=len(characters), characters=_some(characters))


def not_written(error: OSError, name: str) -> str:
    """For a file that the system did not let be written; ``name`` as ``sentence`` takes it."""
    match error.errno:
        case number if number in _FULL:
            text = _(
                "There is no room left on the disk for {name}; nothing was lost. "
                "Free some space or choose another place."
            )
        case errno.EROFS:
            text = _("{name} lies on a disk that can only be read; choose another place for it.")
        case number if number in _FORBIDDEN:
            text = _(
                "You are not allowed to write {name} there; nothing was lost. "
                "Choose another folder."
            )
        case errno.ENOENT | errno.ENOTDIR:
            text = _("The folder for {name} does not exist; make it first or choose another.")
        case errno.EISDIR | errno.EEXIST | errno.ENOTEMPTY:
            text = _("{name} is a folder; choose another name for the file.")
        case errno.ENAMETOOLONG:
            text = _("The name {name} is too long for this disk; choose a shorter one.")
        case errno.EINVAL:
            text = _("{name} is no file that can be written, or no name for one; choose another.")
        case errno.EOPNOTSUPP:
            text = _("In the folder of {name} the system lets no file be made; choose another.")
        case _:
            text = _(
                "{name} could not be written (the system says: {reason}); nothing was lost. "
                "Choose another place."
            )
    return text.format(name=_named(name), reason=_system(error))


def not_removed(error: OSError, name: str) -> str:
    """For a file that was to be removed and is still there."""
    text = _("{name} could not be removed; the system says: {reason}.")
    return text.format(name=_named(name), reason=_system(error))


def no_journal(error: OSError, name: str) -> str:
    """For changes that are only in memory until they are saved; ``name`` is the session's file."""
    text = _("Changes to {name} are safe only once saved: no journal can be written ({reason}).")
    return text.format(name=_named(name) or _("this session"), reason=_system(error))


def journal_moved() -> str:
    """For a journal that somebody else has moved or removed while it was being written."""
    return _(
        "Another program moved the journal of unsaved changes away; they are in a new one now."
    )


def session_gone(name: str, folder: str) -> str:
    """For the file of the open session that is no longer at its place, and cannot be found."""
    text = _("{name} is no longer in {folder}: it was moved or deleted. Here it is still open.")
    return text.format(name=_named(name), folder=printable_line(folder))


def session_replaced(name: str) -> str:
    """For the file of the open session in whose place another session lies."""
    text = _("Another session lies in {name} now. The one that is open here is in no file.")
    return text.format(name=_named(name))


def session_moved(name: str, folder: str) -> str:
    """For the file of the open session that lies elsewhere now; no folder where it is the same."""
    if folder:
        text = _("The session was moved to {folder} and is saved there from now on.")
        return text.format(folder=printable_line(folder))
    text = _("The session was renamed to {name} and is saved there from now on.")
    return text.format(name=_named(name))


def _not_read(error: OSError, name: str) -> str:
    match error.errno:
        case errno.ENOENT | errno.ENOTDIR:
            text = _("There is no file {name}; look whether it was moved or renamed.")
        case errno.EISDIR:
            text = _("{name} is a folder; choose a file in it.")
        case errno.ENAMETOOLONG:
            text = _("The name {name} is longer than any file's here; look whether it is right.")
        case errno.EINVAL:
            text = _("{name} could not be read: it is not a file.")
        case errno.ELOOP:
            text = _("{name} is a link that leads to itself; choose the file it is meant for.")
        case number if number in _FORBIDDEN:
            text = _("You are not allowed to read {name}; ask its owner, or copy it elsewhere.")
        case _:
            text = _("{name} could not be read; the system says: {reason}.")
    return text.format(name=_named(name) or _("The file"), reason=_system(error))


def _unreadable(error: UnreadableArticle) -> str:
    named, detail = _named(error.name), error.detail
    match error.reason:
        case Unreadable.MISSING:
            text = _("There is no file {name}; look whether it was moved or renamed.")
        case Unreadable.EMPTY:
            text = _("{name} is empty, so there is nothing to read.")
        case Unreadable.BINARY if detail:
            text = _("{name} is not text but {detail}; save the article as a text file first.")
        case Unreadable.BINARY:
            text = _("{name} is not text, so it cannot be read as an article.")
        case Unreadable.UNREADABLE if detail:
            text = _("{name} could not be read: {detail}.")
            detail = detail[:1].lower() + detail[1:]
        case Unreadable.UNREADABLE:
            text = _("{name} could not be read.")
        case Unreadable.ENCODING if detail:
            text = _("{name} says it is {detail} but is not; save it again as UTF-8.")
        case Unreadable.ENCODING:
            text = _("It cannot be told how the letters of {name} are written; save it as UTF-8.")
        case Unreadable.TOO_LARGE:
            text = _("{name} is larger than {detail}, the most that is read; cut it into parts.")
            detail = _size(detail)
        case Unreadable.UNKNOWN_FORMAT if detail:
            text = _("{name} is a {detail} file, which cannot be read; save it as plain text.")
        case _:
            text = _("{name} is of a kind that cannot be read; save it as plain text.")
    return text.format(name=named, detail=printable_line(detail, NAME).rstrip("."))


def _bad_session(error: BadSession, name: str) -> str:
    match error.reason:
        case Bad.EMPTY:
            text = _("{name} is empty; open a backup of the session instead.")
        case Bad.TOO_LARGE:
            text = _("{name} is larger than any session can be, so it was not opened.")
        case Bad.NOT_A_SESSION:
            text = _("{name} is not a Brieflight session; import it as an article instead.")
        case Bad.TOO_MUCH:
            text = _(
                "{name} holds more than can be shown ({place}): {detail}. It was not opened and is "
                "as it was."
            )
        case Bad.NEWER:
            text = _("{name} needs a newer Brieflight; update the program to open it.")
        case Bad.CUT_OFF:
            text = _("{name} ends too soon, as a broken copy does; open a backup instead.")
        case Bad.NOT_UTF8 | Bad.NOT_JSON | Bad.TOO_DEEP:
            text = _("{name} is damaged and was not opened ({place}); open a backup instead.")
        case Bad.TEXT_MISMATCH if error.article:
            text = _(
                "The text of {article} in {name} is not the one that was saved, so nothing was "
                "done with it; open a backup instead."
            )
        case _:
            text = _(
                "{name} holds something that does not fit and was not opened ({place}); "
                "open a backup instead."
            )
    if not error.path:
        text = text.replace(" ({place})", "")
    return text.format(
        name=name or (_("the file") if error.article else _("The file")),
        place=printable_line(error.path, NAME),
        detail=printable_line(error.detail, NAME),
        article=f"“{printable_name(error.article)}”",
    )


def _named(name: object) -> str:
    """The last part of a path in quotation marks, as one line shows it; empty for none."""
    text = str(name or "")
    if not text or text.startswith("“"):
        return printable_line(text, NAME + 2)
    last = PurePath(text).name or text
    return f"“{printable_name(last)}”"


def _some(characters: Sequence[str]) -> str:
    more = [" …"] if len(characters) > _CHARACTERS_NAMED else []
    return " ".join(map(_character, characters[:_CHARACTERS_NAMED])) + "".join(more)


def _is_replaced(char: str) -> bool:
    """Whether it is no character (controls, surrogates, noncharacters) or an override."""
    number = ord(char)
    none = 0xFDD0 <= number <= 0xFDEF or number & 0xFFFE == 0xFFFE
    return none or category(char) in ("Cc", "Cs") or char in "\u202d\u202e"


def _character(char: str) -> str:
    """A character as it is, or its number where there is nothing to see."""
    char = char[:1]
    return char if char.isprintable() and not combining(char) else f"U+{ord(char):04X}"


def _system(error: OSError) -> str:
    return printable_line(error.strerror or type(error).__name__, NAME).rstrip(".")


def _size(detail: str) -> str:
    if not detail.isdigit():
        return detail
    return _("{count} MB").format(count=round(int(detail) / 1_000_000))
