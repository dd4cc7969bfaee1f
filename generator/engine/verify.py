"""Verifying: an output beside one that is made from nothing.

Owns the comparison.  A difference is never a writer's mistake: it would be Byline's.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from generator.engine.manifest import MANIFEST, load_manifest
from generator.engine.outcome import BuildOptions, Outcome, Watch, unwatched
from generator.engine.session import Session
from generator.engine.stage import make_state


def build_and_verify(
    site: Path, options: BuildOptions, watch: Watch = unwatched
) -> tuple[Outcome, tuple[str, ...]]:
    """Build as ever, build again trusting nothing, and name the files that differ."""
    outcome = Session(site, options, watch).build()
    if not outcome.done:
        return outcome, ()
    with tempfile.TemporaryDirectory(dir=make_state(site), prefix="verify-") as folder:
        output = Path(folder) / "output"
        clean = Session(site, replace(options, output=output, clean=True), watch)
        made = clean.build()
        clean.discard()
        if not made.done:
            return outcome, (MANIFEST,)
        return outcome, tuple(sorted(find_differences(outcome.output, output)))


def find_differences(output: Path, clean: Path) -> Iterator[str]:
    """Name the files of Byline's that are in one output and not, so, in the other."""
    listed = {*load_manifest(output / MANIFEST), *load_manifest(clean / MANIFEST)}
    for path in (*listed, MANIFEST):
        if _bytes_of(output / path) != _bytes_of(clean / path):
            yield path


def _bytes_of(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None
