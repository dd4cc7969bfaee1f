"""The nursery: a process that has loaded what workers need, to fork them from.

Owns how the process of a worker comes to be.  Workers that are spawned load the same
300 modules each, a tenth of a second of a core; the nursery loads them once, and while
this process still looks at the site if it is opened in time.  It has one thread and
holds nothing, so that a fork of it copies no lock.  Where Python has no such server or
advises against it, as on Windows and macOS, workers are spawned
(https://docs.python.org/3/library/multiprocessing.html, "Contexts and start methods").
"""

from __future__ import annotations

import atexit
import os
import signal
import sys
from typing import TYPE_CHECKING, Any

from generator.engine.signals import children_deaf

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

_LOADED = (
    "concurrent.futures.process",
    "generator.engine.bench",
    "generator.engine.read",
)
"""What texts are read with.  What makes pages is loaded when all are read, while this
process finds out which (see `makers.get_ready`)."""


def open_nursery() -> BaseContext:
    """Start the nursery, unless it is open; give what processes are started with.

    It is closed when this process ends.
    """
    import multiprocessing

    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    from multiprocessing import forkserver

    forkserver.set_forkserver_preload(list(_LOADED))
    try:
        with children_deaf():
            forkserver.ensure_running()
    except OSError:
        # There is no place for its socket: temporary files can't be written.
        return multiprocessing.get_context("spawn")
    atexit.unregister(_close)
    atexit.register(_close)
    return multiprocessing.get_context("forkserver")


def _close() -> None:
    """End the nursery with this process; only so is its work in what `time` prints.

    By then it has no workers.  To take apart what it loaded would take it longer than
    all its work.
    """
    from multiprocessing import forkserver

    # Python has no public way to name it, or to wait for it.
    server: Any = vars(forkserver)["_forkserver"]
    if server._forkserver_pid is not None:  # noqa: SLF001  # see above
        os.kill(server._forkserver_pid, signal.SIGKILL)  # noqa: SLF001  # see above
        server._stop()  # noqa: SLF001  # see above
