from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from generator.engine.lock import HeldError, locked

HOLDER = """
import sys, time
from pathlib import Path
from generator.engine.lock import locked
with locked(Path(sys.argv[1]), patience=0):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_lock_can_be_taken_again(tmp_path: Path) -> None:
    for _ in range(2):
        with locked(tmp_path / "state" / "a.lock", patience=0):
            assert (tmp_path / "state" / "a.lock").exists()


def test_a_held_lock_is_refused(tmp_path: Path) -> None:
    with (
        locked(tmp_path / "a.lock", patience=0),
        pytest.raises(HeldError),
        locked(tmp_path / "a.lock", patience=0.1),
    ):
        pass


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills as POSIX does")
def test_the_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    file = tmp_path / "a.lock"
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(file)], stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    with holder.stdout:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(HeldError), locked(file, patience=0):
            pass
        holder.send_signal(signal.SIGKILL)
        holder.wait()

    with locked(file, patience=5):
        pass
