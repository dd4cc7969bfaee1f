"""What is asked aside: another process answers, or nobody does.

Each in a process of its own, as the one that runs the tests may have threads.
"""

from __future__ import annotations

import subprocess
import sys
import textwrap

import pytest

if sys.platform != "linux":
    pytest.skip("a process is forked on Linux alone", allow_module_level=True)

START = """\
import os, threading
from generator.engine.aside import asked_aside
here = os.getpid()
"""


def said(code: str) -> str:
    """Run some code; give what it printed."""
    done = subprocess.run(
        [sys.executable, "-c", START + textwrap.dedent(code)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return done.stdout


def test_another_process_answers() -> None:
    code = """
        with asked_aside(lambda: ["é", str(os.getpid() == here)]) as answer:
            print(sorted(answer()))
        """
    assert said(code) == "['False', 'é']\n"


def test_a_long_answer_is_heard_to_its_end() -> None:
    code = """
        with asked_aside(lambda: map(str, range(200_000))) as answer:
            print(len(answer()))
        """
    assert said(code) == "200000\n"


def test_one_that_fails_has_no_answer_and_says_nothing() -> None:
    code = """
        with asked_aside(lambda: [str(1 // 0)]) as answer:
            print(answer())
        """
    assert said(code) == "None\n"


def test_one_that_is_killed_has_no_answer() -> None:
    code = """
        with asked_aside(lambda: [os.kill(os.getpid(), 9)]) as answer:
            print(answer())
        """
    assert said(code) == "None\n"


def test_beside_another_thread_nobody_is_asked() -> None:
    code = """
        wait = threading.Event()
        threading.Thread(target=wait.wait).start()
        with asked_aside(lambda: ["a"]) as answer:
            print(answer())
        wait.set()
        """
    assert said(code) == "None\n"


def test_nobody_is_left_behind_even_when_the_answer_is_not_wanted() -> None:
    code = """
        with asked_aside(lambda: map(str, range(200_000))):
            pass
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            print("all gone")
        """
    assert said(code) == "all gone\n"
