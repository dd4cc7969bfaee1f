"""Faults: what is Byline's own mistake, or the machine's, told in words.

Owns the file that the traceback is kept in; a writer never sees one.
"""

from __future__ import annotations

import errno
import platform
import shlex
import sys
import tempfile
import traceback
from pathlib import Path

from generator import __version__
from generator.engine.stage import make_state
from generator.source.scan import find_site

FAULT = 70
"""sysexits.h: an internal software error."""
_MACHINE = frozenset(
    {
        errno.ENOSPC,
        errno.EDQUOT,
        errno.EACCES,
        errno.EPERM,
        errno.EROFS,
        errno.ENAMETOOLONG,
        errno.EMFILE,
    }
)
"""Errors that somebody at the machine can mend, and a traceback doesn't help with."""


def report_fault(error: Exception, arguments: list[str]) -> int:
    """Say what happened and where the traceback is; give the exit code."""
    if isinstance(error, OSError) and error.errno in _MACHINE:
        where = f": {error.filename}" if error.filename else ""
        _tell(f"byline: {error.strerror}{where}\nNothing half-written was left.")
        return 1
    said = f"byline {shlex.join(arguments)}"
    kept = _keep(
        f"{_circumstances(said)}\n{''.join(traceback.format_exception(error))}"
    )
    _tell(
        "Byline has made a mistake of its own; it isn't yours, and your texts are "
        f"untouched.\nWhat happened is kept in {kept}\nPlease send that file with a "
        "report, so that it can be mended."
    )
    return FAULT


def report_differences(paths: tuple[str, ...]) -> int:
    """Say that an output is not what a clean build makes; give the exit code."""
    said = f"byline {shlex.join(sys.argv[1:])}"
    names = "\n".join(f"  {path}" for path in paths)
    kept = _keep(f"{_circumstances(said)}\ndifferent from a clean build:\n{names}")
    _tell(
        f"Byline has made a mistake of its own: these files are not what a clean build "
        f"makes.\n{names}\nThe list is kept in {kept}\nPlease send it with a report; "
        "byline build --clean makes the output right."
    )
    return FAULT


def _circumstances(said: str) -> str:
    system = f"{platform.system()} {platform.release()}"
    return f"Byline {__version__}, Python {platform.python_version()}, {system}\n{said}"


def _keep(text: str) -> Path:
    """Write the report into the site's own hidden folder, else where one can."""
    for make_folder in (_site_folder, _common_folder):
        try:
            folder = make_folder()
            if folder is None:
                continue
            file = folder / "fault.txt"
            file.write_text(text, encoding="utf-8", errors="backslashreplace")
        except OSError:
            continue
        return file
    return Path("nowhere: no folder could be written to")


def _site_folder() -> Path | None:
    site = find_site(Path.cwd())
    return make_state(site) if site else None


def _common_folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="byline-"))


def _tell(text: str) -> None:
    print(text, file=sys.stderr)  # noqa: T201  # the screen itself may be at fault
