"""A library that is looked up and changed by difference is one built from nothing.

Random columns come, go, change and collide while the clock moves to and fro; after each
step two records follow the same store, one with drafts and one without.  The parts of
the plan that a survey does not name must be those of the step before.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import pytest
from building import ZONE, settings
from hypothesis import HealthCheck, given
from hypothesis import settings as limits
from hypothesis import strategies as st
from random_texts import DATES, Text, picture, spell
from reference_library import Paper, build_library
from reference_plan import parts_of

from generator.engine.bench import Bench
from generator.engine.codec import decoder
from generator.engine.kept import Kept, open_kept
from generator.engine.links import Links
from generator.engine.look import look_at
from generator.engine.opened import Opened
from generator.engine.read import parse_text
from generator.engine.record import Record, open_record
from generator.engine.shelving import settle
from generator.engine.sorting import Moment
from generator.engine.stage import place_stage
from generator.engine.standing import basis_of
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
Files = dict[str, bytes]

COLUMNS = [f"columns/{name}.md" for name in ("a", "b", "c", "d", "e/index")]
LINKS = ["b.md", "../columns/c.md#nests", "a.md", "../authors/bo.md", "/bird.png"]
CLOCKS = [
    dt.datetime(year, 6, 15, 9, 0, tzinfo=ZONE) for year in (2024, 2025, 2026, 2027)
]
BESIDE = {"image": {"src": "bird.png", "alt": "A bird"}}
IN_STATIC = {"image": {"src": "/bird.png", "alt": "A bird"}}
SETTINGS = (
    settings(per_page=1),
    settings(per_page=1, sections=(Section(id="zoo", label="City"),)),
)

columns = st.builds(
    Text,
    title=st.sampled_from(["One", "Two"]),
    author=st.sampled_from([("ann",), ("bo",), ("ann", "bo"), ("nobody",)]),
    date=st.sampled_from(DATES[1:8:2]),
    section=st.sampled_from(["", "city", "City", "zoo", "citi"]),
    tags=st.sampled_from([(), ("Birds",), ("birds",), ("BIRDS", "sea"), ("birdz",)]),
    series=st.sampled_from(["", "Run", "run"]),
    part=st.integers(0, 2),
    headings=st.sampled_from([(), ("Nests",)]),
    links=st.lists(st.sampled_from(LINKS), max_size=2, unique=True).map(tuple),
    corrections=st.integers(0, 1),
    more=st.builds(
        lambda *said: {name: value for one in said for name, value in one.items()},
        st.sampled_from([{}, {}, {}, {"draft": True}, {"expires": DATES[5]}]),
        st.sampled_from([{}, {}, {"id": "b"}, {"id": "x"}]),
        st.sampled_from([{}, {}, BESIDE, IN_STATIC]),
        st.sampled_from([*[{}] * 6, {"canonical": "https://x.example/"}, {"oh": "No"}]),
    ),
).map(Text.spell)
authors = st.builds(
    lambda name, words: f"---\n{spell({'name': name})}---\n\n{words}\n",
    st.sampled_from(["Ann Lee", "Bo Orr"]),
    st.sampled_from(["Born here.", "See [b](../columns/b.md).", "[x](bird.png)"]),
)
others = {
    "authors/ann.md": authors,
    "authors/bo.md": authors | st.none(),
    "pages/about.md": st.just("---\ntitle: About\n---\n\n[c](../columns/c.md)\n"),
    "comments/b.yaml": st.sampled_from(["[]", "- no list: of comments"]) | st.none(),
    "comments/x.yaml": st.just("[]") | st.none(),
    "columns/bird.png": st.sampled_from([picture(2), picture(3), None]),
    "authors/bird.png": st.sampled_from([picture(2), picture(3), None]),
    "static/bird.png": st.sampled_from([picture(2), picture(3), None]),
}
edits = st.sampled_from(COLUMNS).flatmap(
    lambda path: st.tuples(st.just(path), columns | st.none())
) | st.sampled_from(sorted(others)).flatmap(
    lambda path: st.tuples(st.just(path), others[path])
)
always = ("authors/ann.md", "authors/bo.md", "columns/bird.png")
first_files = st.fixed_dictionaries(
    dict.fromkeys(COLUMNS[:4], columns) | {path: others[path] for path in always}
)


@dataclass(frozen=True, kw_only=True)
class Step:
    """Some files change, and one of the two records follows."""

    edits: Mapping[str, str | bytes | None]
    now: dt.datetime
    drafts: bool
    spelling: int
    """Which of the settings."""
    announced: bool
    """Whether only what has changed is looked at, where that is enough."""


@cache
def steps(*, first: bool) -> st.SearchStrategy[Step]:
    return st.builds(
        Step,
        edits=first_files if first else st.lists(edits, max_size=3).map(dict),
        now=st.sampled_from(CLOCKS),
        drafts=st.booleans(),
        spelling=st.sampled_from([0, 0, 0, 1]),
        announced=st.booleans(),
    )


class Place:
    """A site on the disk with its store, and a record for each way to build it."""

    def __init__(self, site: Path, kept: Kept, records: Mapping[bool, Record]) -> None:
        self.site = site
        self.files: Files = {}
        self._kept = kept
        self._records = records
        self._parts: dict[bool, dict[Any, Any]] = {False: {}, True: {}}

    def take(self, step: Step) -> None:
        """Change the files, let the store and a record follow, and compare."""
        for path, data in step.edits.items():
            self._save(f"content/{path}", data)
        survey, unread = self._survey(step)
        wanted, problems = build_library(self._paper(step))
        assert spelled(survey.library) == spelled(wanted)
        if unread:
            # Whose comments they are isn't known while a column can't be read.
            problems = tuple(one for one in problems if "no column" not in one.message)
        assert sort_problems(survey.problems) == problems
        self._check_keys(survey, wanted, step.drafts)

    def _save(self, path: str, data: str | bytes | None) -> None:
        file = self.site / path
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
            basis = basis_of(bench, state, drafts=step.drafts)
        moment = Moment(
            settings=SETTINGS[step.spelling],
            now=step.now,
            drafts=step.drafts,
            basis=basis,
        )
        record = self._records[step.drafts]
        survey = survey_site(self._kept, record, state, moment, stale=frozenset())
        settle(record.connection)
        return survey, bool(state.unread)

    def _paper(self, step: Step) -> Paper:
        def read(kind: TextKind, folder: str, value: type[V]) -> Iterator[V]:
            for path, data in sorted(self.files.items()):
                if path.startswith(f"content/{folder}/") and not path.endswith(".png"):
                    row = parsed(kind, path, data, step.spelling)
                    if row.value:
                        yield decoder(value)(json.loads(row.value))

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
    return parse_text(kind, path, data, SETTINGS[number])


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


def spelled(library: Library) -> dict[str, object]:
    """Ask a library for all that it has."""
    names = [field.name for field in fields(library)]
    found = {name: plain(getattr(library, name)) for name in names}
    asked = [*library.columns_by_path, *library.withheld, *library.files, "nowhere"]
    asked += [f"content/{path}" for path in (*COLUMNS, *others)]
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


def follow(steps_taken: list[Step]) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        open_kept(Path(folder), clean=False) as kept,
        open_record(Path(folder), "plain", clean=False) as record,
        open_record(Path(folder), "drafts", clean=False) as other,
    ):
        place = Place(Path(folder), kept, {False: record, True: other})
        for step in steps_taken:
            place.take(step)


journeys = st.builds(
    lambda first, later: [first, *later],
    steps(first=True),
    st.lists(steps(first=False), max_size=8),
)


few = limits(max_examples=60, suppress_health_check=list(HealthCheck))
many = limits(few, max_examples=int(os.environ.get("BYLINE_JOURNEYS", "500")))


@few
@given(journeys)
def test_what_is_looked_up_is_what_is_built_from_nothing(journey: list[Step]) -> None:
    follow(journey)


@pytest.mark.slow
@many
@given(journeys)
def test_so_it_is_on_many_journeys(journey: list[Step]) -> None:
    follow(journey)
