from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading

import pytest

from generator.engine.signals import children_deaf, undisturbed


def be_interrupted(done: list[str]) -> None:
    with undisturbed():
        os.kill(os.getpid(), signal.SIGINT)
        done.append("all of it")


@pytest.mark.usefixtures("uncleared")
def test_ctrl_c_waits_for_the_end_of_what_wants_to_be_whole() -> None:
    done: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        be_interrupted(done)

    assert done == ["all of it"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_without_ctrl_c_nothing_happens() -> None:
    with undisturbed():
        pass

    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_another_thread_leaves_ctrl_c_alone() -> None:
    seen = []

    def work() -> None:
        with undisturbed():
            seen.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [signal.default_int_handler]


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="masks are POSIX's")
def test_a_process_started_deaf_does_not_hear_ctrl_c() -> None:
    code = "import os, signal; os.kill(os.getpid(), signal.SIGINT); print('unheard')"
    with children_deaf():
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )

    assert (done.stdout, done.stderr) == ("unheard\n", "")
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, [])
