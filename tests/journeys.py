"""Journeys of a small site: files and the clock change, and its records follow.

After each step what a record's library has is compared with one built from nothing, its
problems too.  The parts of the plan that a survey does not name must be those of the
record's step before.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from building import ZONE, settings
from msgspec import Struct
from reference_library import Paper, build_library
from reference_plan import parts_of

from generator.engine.bench import Bench
from generator.engine.codec import decoder
from generator.engine.kept import Kept, open_kept
from generator.engine.links import Links
from generator.engine.look import look_at
from generator.engine.opened import Opened
from generator.engine.outcome import BuildOptions
from generator.engine.read import RawText, parse_texts
from generator.engine.record import Record, open_record
from generator.engine.shelving import settle
from generator.engine.stage import place_stage
from generator.engine.standing import terms_of
from generator.engine.survey import Survey, survey_site
from generator.engine.text_kinds import TextKind
from generator.engine.texts import Found, refresh_store
from generator.engine.workers import Crew
from generator.problems import sort_problems
from generator.publication.inputs import Piece
from generator.publication.library import Library
from generator.source.author import Author, DeskPage, Discussion
from generator.source.column import ColumnId
from generator.source.pictures import measure_file
from generator.source.scan import scan
from generator.source.settings import Section, Settings

V = TypeVar("V")

CLOCKS = [
    dt.datetime(year, 6, 15, 9, 0, tzinfo=ZONE) for year in (2024, 2025, 2026, 2027)
]
SETTINGS = (
    settings(per_page=1),
    settings(per_page=1, sections=(Section(id="zoo", label="City"),)),
)


class Step(Struct, frozen=True, kw_only=True, dict=True):
    """Some files change, and one of the two records follows."""

    edits: Mapping[str, str | bytes | None]
    """By path below `content/`; None removes a file."""
    now: dt.datetime = CLOCKS[2]
    drafts: bool = False
    spelling: int = 0
    """Which of the settings."""
    announced: bool = True
    """Whether only what has changed is looked at, where that is enough."""


class Place:
    """A site on the disk with its store, and a record for each way to build it."""

    def __init__(self, site: Path, kept: Kept, records: Mapping[bool, Record]) -> None:
        self.site = site
        self.files: dict[str, bytes] = {}
        self._asked = {"content/nowhere.md"}
        """Every path that there ever was."""
        self._kept = kept
        self._records = records
        self._parts: dict[bool, dict[Any, Any]] = {False: {}, True: {}}

    def take(self, step: Step) -> None:
        """Change the files, let the store and a record follow, and compare."""
        for path, data in step.edits.items():
            self._save(f"content/{path}", data)
        survey, unread = self._survey(step)
        wanted, problems = build_library(self._paper(step))
        found = spelled(survey.library, self._asked)
        assert found == spelled(wanted, self._asked)
        if unread:
            # Whose comments they are isn't known while a column can't be read.
            problems = tuple(one for one in problems if "no column" not in one.message)
        assert sort_problems(survey.problems) == problems
        self._check_keys(survey, wanted, step.drafts)

    def _save(self, path: str, data: str | bytes | None) -> None:
        file = self.site / path
        self._asked.add(path)
        self.files.pop(path, None)
        if data is None:
            file.unlink(missing_ok=True)
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        self.files[path] = data.encode() if isinstance(data, str) else data
        file.write_bytes(self.files[path])

    def _survey(self, step: Step) -> tuple[Survey, bool]:
        with make_bench(self.site, SETTINGS[step.spelling]) as bench:
            crew = Crew(context=bench)
            changed = frozenset(f"content/{path}" for path in step.edits)
            found = look_at(self.site, changed, self._kept) if step.announced else None
            found = found or Found(sources=scan(self.site))
            state = refresh_store(self._kept, found, crew, progress=lambda *_: None)
            options = BuildOptions(now=step.now, drafts=step.drafts)
            terms = terms_of(bench, state.desk, options)
        record = self._records[step.drafts]
        survey = survey_site(self._kept, record, state, terms, stale=frozenset())
        settle(record.connection)
        return survey, bool(state.unread)

    def _paper(self, step: Step) -> Paper:
        def read(kind: TextKind, folder: str, value: type[V]) -> Iterator[V]:
            for path, data in sorted(self.files.items()):
                if path.startswith(f"content/{folder}/") and not path.endswith(".png"):
                    row = parsed(kind, path, data, step.spelling)
                    if row.value:
                        yield decoder(value)(row.value)

        pictures = [path for path in sorted(self.files) if path.endswith(".png")]
        return Paper(
            settings=SETTINGS[step.spelling],
            pieces=tuple(read(TextKind.COLUMN, "columns", Piece)),
            authors=tuple(read(TextKind.AUTHOR, "authors", Author)),
            desk_pages=tuple(read(TextKind.DESK_PAGE, "pages", DeskPage)),
            discussions=tuple(read(TextKind.DISCUSSION, "comments", Discussion)),
            files={path: measure_file(self.site / path, path) for path in pictures},
            now=step.now,
            drafts=step.drafts,
        )

    def _check_keys(self, survey: Survey, library: Library, drafts: bool) -> None:
        """Every part that is another than after this record's last step is named."""
        before, after = self._parts[drafts], parts_of(library)
        self._parts[drafts] = after
        if survey.whole:
            assert set(survey.keys) == set(after)
            return
        nothing = (), (), ()
        # Whoever keeps parts plans those with problems anew: see `survey_site`.
        named = {*survey.keys, *(key for key, part in before.items() if part[2])}
        missed = {
            str(key)
            for key in before.keys() | after.keys()
            if before.get(key, nothing) != after.get(key, nothing) and key not in named
        }
        assert missed == set()


@cache
def parsed(kind: TextKind, path: str, data: bytes, number: int) -> Any:
    (row,) = parse_texts([RawText(kind, path, data)], SETTINGS[number])
    return row


@contextmanager
def make_bench(site: Path, settings: Settings) -> Iterator[Bench]:
    """A bench without a theme: nothing is rendered."""
    with open_kept(site, clean=False) as kept:
        yield Bench(
            site=site,
            settings=settings,
            links=Links(site=settings.url),
            folder=place_stage(site, site / "output"),
            store=kept.connection,
            theme=None,
            theme_problems=(),
            shelves=Opened(),
        )


def spelled(library: Library, asked: set[str]) -> dict[str, object]:
    """Ask a library for all that it has."""
    names = library.__struct_fields__
    found = {name: plain(getattr(library, name)) for name in names}
    found["linked_from"] = {path: library.linked_from.get(path, ()) for path in asked}
    columns = {*library.entries, ColumnId("b"), ColumnId("x")}
    found["discussions"] = {one: library.discussions.get(one) for one in columns}
    found["shelves"] = [
        (key, shelf.key, shelf.label, shelf.spellings, shelf.order[:], shelf.cards[:])
        for key, shelf in library.shelves.items()
    ]
    return found


def plain(value: object) -> object:
    """Turn a mapping into its items, in their order."""
    return list(value.items()) if isinstance(value, Mapping) else value


def follow(journey: Iterable[Step]) -> None:
    """Go all steps, and compare after each."""
    with (
        tempfile.TemporaryDirectory() as folder,
        open_kept(Path(folder), clean=False) as kept,
        open_record(Path(folder), "plain", clean=False) as record,
        open_record(Path(folder), "drafts", clean=False) as other,
    ):
        place = Place(Path(folder), kept, {False: record, True: other})
        for step in journey:
            place.take(step)
