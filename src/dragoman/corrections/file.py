"""The file of corrections: JSON Lines that only grow, one statement a line, as git can hold them."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from dragoman.corrections.statement import CorrectionsError, Statement

NAME = "corrections.jsonl"
FILE_VARIABLE, AUTHOR_VARIABLE = "DRAGOMAN_CORRECTIONS", "DRAGOMAN_AUTHOR"


def beside(record: Path) -> Path:
    """Where the corrections of a record are: what $DRAGOMAN_CORRECTIONS names, else in its folder."""
    named = os.environ.get(FILE_VARIABLE)
    return Path(named) if named else record.parent / NAME


def author(given: str | None = None) -> str:
    """Who makes a statement: as given, else $DRAGOMAN_AUTHOR, else git's user.name.

    Raises:
        CorrectionsError: nobody is named.
    """
    who = given or os.environ.get(AUTHOR_VARIABLE) or _in_git()
    who = " ".join((who or "").split())
    if not who:
        raise CorrectionsError(
            f"who says so? give --by NAME, set {AUTHOR_VARIABLE}, or: git config user.name NAME"
        )
    return who


def _in_git() -> str:
    try:
        asked = subprocess.run(
            ["git", "config", "user.name"], capture_output=True, text=True, check=False, timeout=5
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return asked.stdout if asked.returncode == 0 else ""


def now() -> str:
    """The time in UTC, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def line(statement: Statement) -> str:
    """A statement as one line, keys sorted.

    Half of a surrogate pair, which UTF-8 can't hold, is written as JSON escapes it.
    """
    text = json.dumps(statement.to_json(), ensure_ascii=False, sort_keys=True)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def load(path: Path) -> tuple[Statement, ...]:
    """All statements of a file in their order, each once; none if there is no such file.

    Raises:
        CorrectionsError: a line can't be read; it is named, and the file is left as it is.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise CorrectionsError(f"{path}: can't be read ({error.strerror})") from None
    held: dict[str, Statement] = {}
    # Only line feeds part statements: strings may hold other separators.
    for number, raw in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not raw.strip():
            continue
        try:
            one = Statement.from_json(json.loads(raw.decode("utf-8")))
        except (ValueError, RecursionError) as error:
            raise _broken(path, number, f"not JSON in UTF-8 ({error})") from None
        except CorrectionsError as error:
            raise _broken(path, number, str(error)) from None
        if held.setdefault(one.id, one) != one:
            raise _broken(path, number, f"another statement has the id {one.id}")
    return tuple(held.values())


def _broken(path: Path, number: int, why: str) -> CorrectionsError:
    return CorrectionsError(
        f"{path}, line {number}: {why}; mend this line or take it out: nothing was changed"
    )


def append(path: Path, *statements: Statement) -> None:
    """Add statements at the end of a file, all or none; waits while somebody else writes.

    Raises:
        CorrectionsError: the file can't be written; it is as it was.
    """
    data = "".join(line(s) + "\n" for s in statements).encode("utf-8")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        held = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o666)
    except OSError as error:
        raise CorrectionsError(f"{path}: can't be written ({error.strerror})") from None
    try:
        with _locked(held):
            _write(held, data)
    except OSError as error:
        raise CorrectionsError(f"{path}: can't be written ({error.strerror})") from None
    finally:
        os.close(held)


def _write(held: int, data: bytes) -> None:
    size = os.fstat(held).st_size
    if size:
        os.lseek(held, size - 1, os.SEEK_SET)
        if os.read(held, 1) != b"\n":  # cut off, or made with an editor
            data = b"\n" + data
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(held, left) :]
        os.fsync(held)
    except OSError:
        os.ftruncate(held, size)
        raise


@contextmanager
def _locked(held: int) -> Iterator[None]:
    """The file for us alone, among those who ask for it so."""
    try:
        import fcntl
    except ImportError:  # not on this system: appends of one line don't mix in practice
        yield
        return
    fcntl.flock(held, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(held, fcntl.LOCK_UN)
