"""Files written whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
from pathlib import Path

from journeymap.errors import explain_system


def write_whole(path: str | Path, data: str | bytes) -> Path:
    """Write a file so that it holds either its old content or all of the new one.

    The new content goes to a hidden file in the same folder, is brought to disk and then takes the
    target's place. A link is followed; a file that is replaced keeps its permissions; a device such
    as ``/dev/stdout`` is written to straight away.

    Args:
        path: The file to write; its folder must be there.
        data: The content; text is encoded in UTF-8 and its line ends stay as they are.

    Returns:
        The path as given.

    Raises:
        OSError: The file can't be written; it says what to do, ``filename`` is the target, and the
            old file, if there was one, is untouched. IsADirectoryError where the target is a
            folder.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     write_whole(Path(folder, "map.svg"), "<svg/>").read_text(encoding="utf-8")
        '<svg/>'
    """
    content = data.encode("utf-8") if isinstance(data, str) else data
    try:
        mode = _find_mode(Path(path))
        if _is_stream(path, mode):
            Path(path).write_bytes(content)
        else:
            _replace(Path(os.path.realpath(path)), content, mode)
    except OSError as error:
        no_folder = f"there is no folder {Path(path).parent}; make it first"
        told = no_folder if error.errno == errno.ENOENT else explain_system(error)
        raise OSError(error.errno, told, str(path)) from error
    return Path(path)


def _find_mode(target: Path) -> int | None:
    """Kind and permissions of a file; None where there is none.

    Raises:
        OSError: It is a folder, or may not be written.
    """
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return mode


def _is_stream(path: str | Path, mode: int | None) -> bool:
    """Whether a path leads to a device, a pipe or an open file rather than to a file of its own."""
    if str(path) in ("/dev/stdout", "/dev/stderr") or str(path).startswith("/dev/fd/"):
        return True
    return mode is not None and not stat.S_ISREG(mode)


def _replace(target: Path, content: bytes, mode: int | None) -> None:
    temporary = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with temporary.open("xb") as file:  # made as umask says
            if mode is not None:
                temporary.chmod(stat.S_IMODE(mode))
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
