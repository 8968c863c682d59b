"""Writing a file so that a crash leaves the old one or the new one, never a piece.

Temporary file in the same folder, write, fsync, ``os.replace``, fsync of the folder. Without the
first fsync some file systems put the rename on disk before the content (Pillai et al., *All File
Systems Are Not Created Equal*, OSDI 2014).
"""

import contextlib
import os
import secrets
import stat
import time
import zlib
from collections.abc import Callable, Iterable
from errno import EACCES, EINVAL, EISDIR, EOPNOTSUPP, EROFS
from pathlib import Path

from desktop.store.errors import WriteFailed
from desktop.store.files.flushing import flush, flush_folder

PREFIX = ".brieflight-"
SUFFIX = ".tmp"
_WAITS = (0.02, 0.05, 0.1, 0.2, 0.4) if os.name == "nt" else ()
"""Seconds between attempts: Windows replaces no file that a virus scanner is just looking at."""


def write(
    path: Path,
    data: bytes | Iterable[bytes],
    mode: int = 0o666,
    before: Callable[[os.stat_result], None] = lambda made: None,
) -> os.stat_result:
    """Make ``data`` the content of ``path``; returns what the system then says about the file.

    ``before`` is told the same when all is written, before the file takes its place.

    A new file gets ``mode`` less the umask, one that is there keeps its own. A symbolic link stays
    one: what it points at is written. Raises ``WriteFailed``, after which the file is what it was
    and nothing else is left behind.
    """
    target = Path(os.path.realpath(path))
    try:
        kept = _existing(target)
        temporary = target.with_name(f"{_beginning(target)}{secrets.token_hex(8)}{SUFFIX}")
        pieces = (data,) if isinstance(data, bytes) else data
        try:
            made = _fill(temporary, pieces, mode, kept)
            before(made)
            _replace(temporary, target)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise
    except FileNotFoundError as error:
        raise WriteFailed(path, _without_file(error, target)) from error
    except OSError as error:
        raise WriteFailed(path, error) from error
    flush_folder(target.parent)
    return made


def _without_file(error: OSError, target: Path) -> OSError:
    """The same error; or that nothing can be made in a folder that is there, as in /proc."""
    if not target.parent.is_dir():
        return error
    return OSError(EOPNOTSUPP, os.strerror(EOPNOTSUPP), str(target))


def left_over(path: Path) -> list[Path]:
    """The temporary files of writes to ``path`` that came to no end, or have not yet."""
    target = Path(os.path.realpath(path))
    try:
        names = [entry.name for entry in os.scandir(target.parent)]
    except OSError:
        return []
    beginning = _beginning(target)
    ours = (name for name in names if name.startswith(beginning) and name.endswith(SUFFIX))
    return [target.with_name(name) for name in sorted(ours)]


def is_temporary(path: Path) -> bool:
    """Whether a file is by its name one that ``write`` fills."""
    return path.name.startswith(PREFIX) and path.name.endswith(SUFFIX)


def clear(path: Path) -> None:
    """Remove the temporary files of writes to ``path``, when nobody else can be writing it."""
    for one in left_over(path):
        with contextlib.suppress(OSError):
            one.unlink(missing_ok=True)


def _beginning(target: Path) -> str:
    """Tells the temporary files of one file from those of others beside it."""
    return f"{PREFIX}{zlib.crc32(os.fsencode(target.name)):08x}-"


def _existing(target: Path) -> os.stat_result | None:
    """What is known about the file to be replaced; raises where a plain write would."""
    try:
        found = target.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(EISDIR, os.strerror(EISDIR), str(target))
    if not stat.S_ISREG(found.st_mode):
        raise OSError(EINVAL, "not a regular file", str(target))
    if not os.access(target, os.W_OK):
        # Replacing needs the folder's permission only; a file made read-only is meant to stay.
        number = EROFS if _is_on_read_only_disk(target) else EACCES
        raise OSError(number, os.strerror(number), str(target))
    return found


def _is_on_read_only_disk(target: Path) -> bool:
    """Whether nobody may write there, whoever they are; not where the system does not say."""
    if not hasattr(os, "statvfs"):
        return False
    try:
        return bool(os.statvfs(target).f_flag & os.ST_RDONLY)
    except OSError:
        return False


def _fill(
    temporary: Path, pieces: Iterable[bytes], mode: int, kept: os.stat_result | None
) -> os.stat_result:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    flags |= getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(temporary, flags, mode if kept is None else 0o600)
    try:
        if kept is not None:
            _give(descriptor, kept)
        for piece in pieces:
            rest = memoryview(piece)
            while rest:
                rest = rest[os.write(descriptor, rest) :]
        flush(descriptor)
        return os.fstat(descriptor)
    finally:
        os.close(descriptor)


def _give(descriptor: int, kept: os.stat_result) -> None:
    """Give a file the group and mode of the one it replaces.

    Another's group cannot always be given, memory sticks have neither groups nor modes, and Windows
    knows at most the modes: what cannot be kept is no reason not to save.
    """
    if hasattr(os, "fchown"):
        with contextlib.suppress(OSError):
            os.fchown(descriptor, -1, kept.st_gid)
    if hasattr(os, "fchmod"):
        with contextlib.suppress(OSError):
            os.fchmod(descriptor, stat.S_IMODE(kept.st_mode))


def _replace(temporary: Path, target: Path) -> None:
    for wait in _WAITS:
        try:
            os.replace(temporary, target)  # noqa: PTH105 - looked up in `os`, beside its fsync
            return
        except PermissionError:
            time.sleep(wait)
    os.replace(temporary, target)  # noqa: PTH105
