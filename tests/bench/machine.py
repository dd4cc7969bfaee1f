"""What the figures were measured on, in one line."""

from __future__ import annotations

import os
import platform
import sys
import sysconfig
from pathlib import Path

_UNOPTIMIZED = " (compiled without optimizations)"


def describe_machine() -> str:
    """Name cores, processor, memory, system, Python, and how busy all of it is."""
    parts = (
        f"{_cores()} cores",
        _processor(),
        f"{_memory() / 2**30:.0f} GB memory",
        _system(),
        f"Python {platform.python_version()}{'' if is_fast() else _UNOPTIMIZED}",
        f"load of the last minute {load()}",
    )
    return ", ".join(part for part in parts if part)


def load() -> str:
    """Give the number of processes that wanted a core, over the last minute."""
    return f"{os.getloadavg()[0]:.1f}"


def is_fast() -> bool:
    """Tell a Python that was compiled for speed, as the system's own is.

    One that was not is often a quarter slower.
    """
    made = sysconfig.get_config_var("CONFIG_ARGS") or ""
    return sys.base_prefix == "/usr" or "--enable-optimizations" in made


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _memory() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def _processor() -> str:
    return _field("/proc/cpuinfo", "model name", ":") or platform.processor()


def _system() -> str:
    name = _field("/etc/os-release", "PRETTY_NAME", "=") or platform.system()
    return f"{name}, {platform.system()} {platform.release()}"


def _field(path: str, name: str, mark: str) -> str:
    """Read a field of one of the system's own files; "" where there is none."""
    try:
        lines = Path(path).read_text("utf-8", "replace").splitlines()
    except OSError:
        return ""
    pairs = (line.partition(mark) for line in lines)
    found = (value for key, _, value in pairs if key.strip() == name)
    return next(found, "").strip().strip('"')
