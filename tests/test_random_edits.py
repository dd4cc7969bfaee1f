"""Whatever is edited in whatever order, the output is that of a build from nothing.

A small publication is edited at random; a build that goes on from the last one and a
clean build of a copy must tell the same and leave the same bytes.  Nothing waits: that
a file was changed twice in one tick of the clock is for the builds to notice.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import tempfile
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from msgspec.structs import replace
from random_texts import AUTHORS, DATES, SECTIONS, SERIES, TAGS, Text, picture, spell

from generator.engine.manifest import MANIFEST
from generator.engine.outcome import BuildOptions, Outcome
from generator.engine.session import Session
from generator.problems import format_problem

NOW = dt.datetime(2026, 6, 15, 9, 0, tzinfo=dt.UTC)
CLOCKS = [NOW + dt.timedelta(days=days) for days in (-900, -40, 0, 1, 40, 900)]
TITLES = ["One", "Two", "Öl & <Water>", "Crows"]
PAGES = ["about", "policy", "contact"]
NEW_NAMES = ["c1", "c4", "c14", "c15", "2025/c16", "c17/index"]
TARGETS = [
    *(f"c{number}.md" for number in (1, 3, 5, 7, 9, 14)),
    "c2.md#nests",
    "c6.md#eggs",
    "swing/index.md",
    "old/c4.md",
    "../authors/ann.md",
    "../authors/dee.md",
    "../pages/about.md",
    "../pages/contact.md#nests",
    "/tags/birds/",
    "/columns/c3/",
    "/authors/cy/",
    "/sections/zoo/page/1/",
    "/note.txt",
    "/style.css",
    "#nests",
    "bird.png",
]
SETTINGS: dict[str, Any] = {
    "title": "The Rook",
    "url": "https://rook.example/",
    "language": "en",
    "sections": [{"id": "city", "label": "City"}, {"id": "shore", "label": "Shore"}],
    "listing": {"per_page": 2},
    "feeds": {"entries": 3},
    "comments": {"default": "open", "mail": "desk@rook.example"},
    "furniture": {"more": [{"label": "About", "url": "about.md"}]},
}
SAID: list[dict[str, Any]] = [
    {"label": "Views"},
    {"label": "Opinion"},
    {"sections": [{"id": "shore", "label": "The Shore"}]},
    {"sections": SETTINGS["sections"]},
    {"sections": [*SETTINGS["sections"], {"id": "zoo", "label": "Zoo"}]},
    {"listing": {"per_page": 1}},
    {"listing": {"per_page": 3}},
    {"listing": {"per_page": 2}},
    {"feeds": {"entries": 2, "full_text": False}},
    {"feeds": {"formats": ["rss"]}},
    {"feeds": {"entries": 3}},
    {"furniture": {"share": ["mastodon", "reddit"], "print": False}},
    {"furniture": {"more": [{"label": "Us", "url": "contact.md"}]}},
    {"permalink": "/{year}/{slug}/"},
    {"permalink": "/columns/{slug}/"},
    {"front": {"lead": "c3"}},
    {"front": {"lead": "c12"}},
    {"time_zone": "Asia/Tokyo"},
    {"time_zone": "America/New_York"},
    {"language": "de"},
    {"html": "allow"},
    {"strict": True},
    {"strict": False},
    {"disclaimer": "The views are the author's."},
    {"about": "about.md", "corrections_policy": "policy.md"},
    {"comments": {"default": "off"}},
    {"theme": {"settings": {"drop_cap": True, "accent": "#123456"}}},
    {"titel": "The Rock"},
    {"url": "https://rook.example/paper/"},
]
THEME = {
    "theme.yaml": "name: broadsheet\nextends: broadsheet\ncontract: 1\n",
    "templates/corrections.html": """\
{% extends "parent:corrections.html" %}
{% block foot %}<p>Overridden.</p>{% endblock %}
""",
}
THEME_EDITS = [
    ("templates/corrections.html", THEME["templates/corrections.html"]),
    (
        "templates/corrections.html",
        THEME["templates/corrections.html"].replace("Over", "Under"),
    ),
    ("templates/corrections.html", '{% extends "parent:corrections.html" %}{% bl %}'),
    ("templates/parts/line.html", "<li>{{ card.title }}</li>\n"),
    ("templates/parts/byline.html", "<p>{{ nobody.name }}</p>\n"),
    ("templates/parts/byline.html", ""),
    ("words/en.yaml", "skip: Skip it\nall_corrections: Mended\n"),
    ("words/en.yaml", 'by: "From "\n'),
    ("assets/style.css", "body { margin: 0 }\n"),
    ("assets/extra.css", "body { color: red }\n"),
    ("theme.yaml", THEME["theme.yaml"]),
    ("theme.yaml", THEME["theme.yaml"] + "description: Ours.\n"),
]
NOT_COMPARED = {"CNAME"}
"""A stranger in the output, which has to stay."""


def first_columns() -> dict[str, Text]:
    """A dozen columns, so that a change has others to touch."""
    made = {
        f"c{number}": Text(
            title=f"Column {number}",
            author=(AUTHORS[number % 3],),
            date=dt.date(2024 + number // 6, 1 + number % 6, 3 + number // 2),
            section=SECTIONS[number % 2],
            tags=(TAGS[number % 4],),
            series="Run" if number % 4 == 1 else "",
            part=number // 4 + 1,
        )
        for number in range(12)
    }
    made["c2"] = replace(made["c2"], headings=("Nests",), links=("c3.md", "#nests"))
    made["c6"] = replace(made["c6"], links=("c2.md#nests", "../authors/bo.md"))
    made["c8"] = replace(made["c8"], more={"draft": True})
    made["swing/index"] = replace(
        made.pop("c10"), more={"image": {"src": "bird.png", "alt": "A bird"}}
    )
    return made


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def told(outcome: Outcome) -> tuple[object, ...]:
    """What a person hears of a build, besides what it wrote."""
    problems = {format_problem(problem) for problem in outcome.problems}
    if not outcome.done:
        return False, problems
    counts = outcome.columns, outcome.pages, outcome.next_due, outcome.files.strangers
    return True, problems, counts, set(outcome.withheld)


pick = st.integers(0, 99)
tag_lists = st.lists(st.sampled_from(TAGS), max_size=3, unique=True).map(tuple)
author_lists = st.lists(
    st.sampled_from(AUTHORS), min_size=1, max_size=2, unique=True
).map(tuple)
texts = st.builds(
    Text,
    title=st.sampled_from(TITLES),
    author=author_lists,
    date=st.sampled_from(DATES),
    section=st.sampled_from(SECTIONS),
    tags=tag_lists,
    series=st.sampled_from(SERIES),
    part=st.integers(0, 3),
    links=st.lists(st.sampled_from(TARGETS), max_size=2).map(tuple),
)


class Edits(RuleBasedStateMachine):
    """A desk whose site is built after each few edits."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.site, self.twin = self.folder / "site", self.folder / "twin"
        self.columns = first_columns()
        self.settings = dict(SETTINGS)
        self.options: dict[str, Any] = {}
        self.now = NOW
        self.writes = count()
        self.edits = 0
        self.patience = 1
        self.stopped = 0
        self.write_all()
        self.good = self.remember()

    def write_all(self) -> None:
        """Write the site as it is before all edits."""
        for name, text in self.columns.items():
            self.put(f"content/columns/{name}.md", text.spell())
        for name in AUTHORS[:3]:
            self.put_author(name, 0)
        for name in PAGES[:2]:
            self.put_page(name, 0)
        for path, template in THEME.items():
            self.put(f"themes/broadsheet/{path}", template)
        self.put("content/columns/swing/bird.png", picture(3))
        self.put("content/static/note.txt", "Note")
        self.put("content/site.yaml", spell(self.settings))
        for root in (self.site, self.twin):
            (root / "output").mkdir(parents=True)
            (root / "output/CNAME").write_text("rook.example")

    @initialize(patience=st.integers(1, 3))
    def build_first(self, patience: int) -> None:
        self.patience = patience
        self.edits = 0
        assert self.build(self.site).done

    def remember(self) -> tuple[dict[str, Text], dict[str, Any], dict[str, bytes]]:
        """Keep the site as it is now."""
        files = {
            f"{name}/{path}": data
            for name in ("content", "themes")
            for path, data in tree(self.site / name).items()
        }
        return dict(self.columns), self.settings, files

    def mend(self) -> None:
        """Go back to the last site that could be built, as with version control."""
        self.stopped = 0
        _, _, now = self.remember()
        columns, self.settings, files = self.good
        self.columns = dict(columns)
        for path in now.keys() - files.keys():
            self.drop(path)
        for path, data in files.items():
            if now.get(path) != data:
                self.put(path, data)
        self.agree()

    def put(self, path: str, data: str | bytes) -> None:
        """Save a file as one of three kinds of editors does."""
        file, number = self.site / path, next(self.writes)
        file.parent.mkdir(parents=True, exist_ok=True)
        spelled = data.encode() if isinstance(data, str) else data
        if number % 3 == 0:
            file.write_bytes(spelled)
            return
        partial = file.with_name(f".{file.name}.{number}")
        partial.write_bytes(spelled)
        if number % 3 == 2:
            # Brought in with a date of its own, as by `cp -p` or from an archive.
            os.utime(partial, (1.6e9 - number, 1.6e9 - number))
        partial.replace(file)

    def drop(self, path: str) -> None:
        """Remove a file, and leave its folder."""
        (self.site / path).unlink(missing_ok=True)

    def put_author(self, name: str, variant: int) -> None:
        bio = ["Born here.", "See [c3](../columns/c3.md).", "No. [x](nope.md)"]
        said = {"name": f"{name.title()} {'Lee' * (variant % 2)}".strip()}
        front = spell({**said, "standing": "Columnist"})
        self.put(
            f"content/authors/{name}.md", f"---\n{front}---\n\n{bio[variant % 3]}\n"
        )

    def put_page(self, name: str, variant: int) -> None:
        links = ["c1.md", "c2.md#nests", "../authors/cy.md", "/tags/sea/"]
        target = links[variant % 4]
        target = target if target.startswith(("/", ".")) else f"../columns/{target}"
        front = spell({"title": f"{name} {variant // 4}", "nav": variant > 5})
        words = f"Read [this]({target}).\n\n## Nests\n"
        self.put(f"content/pages/{name}.md", f"---\n{front}---\n\n{words}")

    def named(self, number: int) -> str:
        return sorted(self.columns)[number % len(self.columns)]

    def change(self, number: int, **said: Any) -> None:
        """Change one column, and save it."""
        if not self.columns:
            return
        name = self.named(number)
        self.columns[name] = replace(self.columns[name], **said)
        self.save(name)

    def say(self, number: int, **more: Any) -> None:
        """Change further front matter of one column; None takes it away."""
        if self.columns:
            self.change(number, more={**self.columns[self.named(number)].more, **more})

    def save(self, name: str) -> None:
        self.put(f"content/columns/{name}.md", self.columns[name].spell())
        self.edited()

    def edited(self) -> None:
        """Count an edit; after some, the builds have to agree."""
        self.edits += 1
        if self.edits >= self.patience:
            self.agree()
        if self.stopped > 1:
            self.mend()

    def build(self, site: Path, **more: Any) -> Outcome:
        options = BuildOptions(now=self.now, **{**self.options, **more})
        return Session(site, options).build()

    def agree(self) -> None:
        """Build what changed and, in a copy of the site, everything; compare."""
        self.edits = 0
        before = tree(self.site / "output")
        made = self.build(self.site)
        for name in ("content", "themes"):
            shutil.rmtree(self.twin / name, ignore_errors=True)
            shutil.copytree(self.site / name, self.twin / name)
        shutil.rmtree(self.twin / ".byline", ignore_errors=True)
        wanted = self.build(self.twin, clean=True)
        assert told(made) == told(wanted)
        found, clean = tree(self.site / "output"), tree(self.twin / "output")
        if not made.done:
            assert {p for p in before if before[p] != found.get(p)} == set()
            assert found.keys() == before.keys()
            self.stopped += 1
            return
        paths = (found.keys() | clean.keys()) - self.waiting()
        assert {p for p in paths if found.get(p) != clean.get(p)} == set()
        self.stopped, self.good = 0, self.remember()

    def waiting(self) -> set[str]:
        """What of the output may be written later."""
        return set()

    def teardown(self) -> None:
        try:
            if self.edits:
                self.agree()
        finally:
            shutil.rmtree(self.folder)

    # Columns come, go and move.

    @rule(name=st.sampled_from(NEW_NAMES), text=texts)
    def add(self, name: str, text: Text) -> None:
        self.columns[name] = text
        self.save(name)

    @rule(number=pick)
    def delete(self, number: int) -> None:
        if self.columns:
            name = self.named(number)
            del self.columns[name]
            self.drop(f"content/columns/{name}.md")
            self.edited()

    @rule(number=pick, new=st.sampled_from([*NEW_NAMES, "old/c4", "c3", "swing"]))
    def rename(self, number: int, new: str) -> None:
        if self.columns:
            old = self.named(number)
            self.columns[new] = self.columns.pop(old)
            target = self.site / f"content/columns/{new}.md"
            target.parent.mkdir(parents=True, exist_ok=True)
            (self.site / f"content/columns/{old}.md").replace(target)
            self.edited()

    # What a column says.

    @rule(number=pick, words=st.sampled_from(["Crows remember us.", "<b>Go</b> -- on"]))
    def edit_body(self, number: int, words: str) -> None:
        self.change(number, words=words)

    @rule(number=pick, first=st.sampled_from("abcdefgh"), second=st.sampled_from("xyz"))
    def edit_twice_in_a_tick(self, number: int, first: str, second: str) -> None:
        """The same size and, as far as the disk tells, the same time."""
        if self.columns:
            name = self.named(number)
            file = self.site / f"content/columns/{name}.md"
            for letter in (first, second):
                self.columns[name] = replace(self.columns[name], words=letter)
                file.write_text(self.columns[name].spell(), encoding="utf-8")
                if letter == first:
                    self.build(self.site)
            self.edited()

    @rule(number=pick, headings=st.sampled_from([(), ("Nests",), ("Eggs", "Nests")]))
    def edit_headings(self, number: int, headings: tuple[str, ...]) -> None:
        self.change(number, headings=headings)

    @rule(number=pick, links=st.lists(st.sampled_from(TARGETS), max_size=3).map(tuple))
    def edit_links(self, number: int, links: tuple[str, ...]) -> None:
        self.change(number, links=links)

    @rule(number=pick, title=st.sampled_from(TITLES))
    def retitle(self, number: int, title: str) -> None:
        self.change(number, title=title)

    @rule(number=pick, date=st.sampled_from(DATES))
    def redate(self, number: int, date: dt.date) -> None:
        self.change(number, date=date)

    @rule(number=pick, author=author_lists)
    def give_to_others(self, number: int, author: tuple[str, ...]) -> None:
        self.change(number, author=author)

    @rule(number=pick, section=st.sampled_from(SECTIONS))
    def change_section(self, number: int, section: str) -> None:
        self.change(number, section=section)

    @rule(number=pick, tags=tag_lists)
    def retag(self, number: int, tags: tuple[str, ...]) -> None:
        self.change(number, tags=tags)

    @rule(number=pick, series=st.sampled_from(SERIES), part=st.integers(0, 3))
    def change_series(self, number: int, series: str, part: int) -> None:
        self.change(number, series=series, part=part)

    @rule(number=pick, draft=st.booleans())
    def switch_draft(self, number: int, draft: bool) -> None:
        self.say(number, draft=draft or None)

    @rule(number=pick, expires=st.sampled_from([None, *DATES[4:]]))
    def expire(self, number: int, expires: dt.date | None) -> None:
        self.say(number, expires=expires)

    @rule(number=pick, corrections=st.integers(0, 2))
    def correct(self, number: int, corrections: int) -> None:
        self.change(number, corrections=corrections)

    @rule(number=pick, slug=st.sampled_from([None, "c3", "fresh", "tags"]))
    def change_slug(self, number: int, slug: str | None) -> None:
        self.say(number, slug=slug)

    @rule(
        number=pick, aliases=st.sampled_from([None, ["/old/"], ["/columns/c1/", "/o/"]])
    )
    def change_aliases(self, number: int, aliases: list[str] | None) -> None:
        self.say(number, aliases=aliases)

    @rule(
        number=pick,
        more=st.sampled_from(
            [
                {"comments": "closed"},
                {"comments": "off"},
                {"comments": None},
                {"language": "de"},
                {"language": None},
                {"id": "c3"},
                {"id": "lasting"},
                {"id": None},
                {"image": "bird.png"},
                {"image": "/note.txt"},
                {"image": None},
                {"disclosure": "I own a crow."},
                {"disclaimer": "none"},
                {"summary": None},
                {"titel": "Oh"},
                {"titel": None},
            ]
        ),
    )
    def say_more(self, number: int, more: dict[str, Any]) -> None:
        self.say(number, **more)

    # What lies around the columns.

    @rule(
        number=pick,
        comments=st.lists(
            st.tuples(
                st.sampled_from(["Ida", "Jo"]), st.sampled_from(["approved", "pending"])
            ),
            max_size=2,
        ),
    )
    def write_comments(self, number: int, comments: list[tuple[str, str]]) -> None:
        items = [
            {
                "id": f"n{at}",
                "name": name,
                "date": "2026-01-02T10:00:00+01:00",
                "text": "Well said.",
                "status": status,
            }
            for at, (name, status) in enumerate(comments)
        ]
        # The column may be gone: then they are on none.
        names = [*sorted(self.columns), "c14"]
        name = names[number % len(names)].removesuffix("/index")
        self.put(f"content/comments/{name}.yaml", spell(items))
        self.edited()

    @rule(number=pick)
    def remove_comments(self, number: int) -> None:
        files = sorted((self.site / "content").glob("comments/**/*.yaml"))
        if files:
            files[number % len(files)].unlink()
            self.edited()

    @rule(
        path=st.sampled_from(
            [
                "columns/swing/bird.png",
                "columns/bird.png",
                "static/note.txt",
                "static/bird.png",
                "static/columns/c3/index.html",
                "columns/wrong.txt",
            ]
        ),
        size=st.integers(0, 4),
    )
    def change_picture(self, path: str, size: int) -> None:
        if size:
            self.put(f"content/{path}", picture(size))
        else:
            self.drop(f"content/{path}")
        self.edited()

    @rule(name=st.sampled_from(AUTHORS), variant=st.integers(0, 5))
    def edit_author(self, name: str, variant: int) -> None:
        self.put_author(name, variant)
        self.edited()

    @rule(name=st.sampled_from(AUTHORS[2:]))
    def remove_author(self, name: str) -> None:
        self.drop(f"content/authors/{name}.md")
        self.edited()

    @rule(name=st.sampled_from(PAGES), variant=st.integers(0, 9))
    def edit_page(self, name: str, variant: int) -> None:
        self.put_page(name, variant)
        self.edited()

    @rule(name=st.sampled_from(PAGES))
    def remove_page(self, name: str) -> None:
        self.drop(f"content/pages/{name}.md")
        self.edited()

    @rule(said=st.sampled_from(SAID))
    def edit_settings(self, said: dict[str, Any]) -> None:
        self.settings = {**self.settings, **said}
        self.put("content/site.yaml", spell(self.settings))
        self.edited()

    @rule()
    def restore_settings(self) -> None:
        self.settings = dict(SETTINGS)
        self.put("content/site.yaml", spell(self.settings))
        self.edited()

    @rule(edit=st.sampled_from(THEME_EDITS))
    def edit_theme(self, edit: tuple[str, str]) -> None:
        path, text = edit
        self.put(f"themes/broadsheet/{path}", text)
        self.edited()

    @rule(path=st.sampled_from(sorted({path for path, _ in THEME_EDITS[:-2]})))
    def remove_from_theme(self, path: str) -> None:
        self.drop(f"themes/broadsheet/{path}")
        self.edited()

    # The clock, the options, and what happens to the output.

    @rule(now=st.sampled_from(CLOCKS))
    def set_clock(self, now: dt.datetime) -> None:
        self.now = now
        self.edited()

    @rule(
        options=st.sampled_from(
            [
                {},
                {"drafts": True},
                {"portable": True},
                {"base_url": "https://x.example/y/"},
            ]
        )
    )
    def build_otherwise(self, options: dict[str, Any]) -> None:
        self.options = options
        self.edited()

    @rule()
    def build_with_drafts_and_back(self) -> None:
        self.build(self.site, drafts=not self.options.get("drafts"))
        self.edited()

    @rule()
    def build_between(self) -> None:
        self.build(self.site)

    @rule(number=pick)
    def touch(self, number: int) -> None:
        files = sorted(tree(self.site / "content"))
        os.utime(self.site / "content" / files[number % len(files)])
        self.edited()

    @rule(number=st.integers(0, 9999), how=st.sampled_from(["gone", "empty", "folder"]))
    def damage_output(self, number: int, how: str) -> None:
        paths = sorted(tree(self.site / "output").keys() - {MANIFEST, *NOT_COMPARED})
        if not paths:
            return
        file = self.site / "output" / paths[number % len(paths)]
        if how == "empty":
            file.write_bytes(b"")
        else:
            file.unlink()
            if how == "folder":
                file.mkdir()
        self.edited()

    @rule(number=pick, words=st.sampled_from(["Crows forget us.", "Crows go on."]))
    def lose_the_manifest(self, number: int, words: str) -> None:
        """What it alone listed couldn't be removed: nothing else may go just now."""
        self.agree()
        manifest = self.site / "output" / MANIFEST
        if self.stopped or not manifest.exists():
            return
        listed = manifest.read_bytes()
        manifest.unlink()
        self.change(number, words=words)
        if self.edits:
            self.agree()
        if not manifest.exists():
            manifest.write_bytes(listed)

    @rule()
    def lose_the_cache(self) -> None:
        shutil.rmtree(self.site / ".byline", ignore_errors=True)
        self.edited()


EXAMPLES = int(os.environ.get("BYLINE_RANDOM_EDITS", "6"))
Edits.TestCase.settings = settings(
    max_examples=EXAMPLES,
    stateful_step_count=18,
    derandomize="BYLINE_RANDOM_EDITS" not in os.environ,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.slow
class TestEdits(Edits.TestCase):  # type: ignore[misc,valid-type]
    """Edits in random order, the same in every run."""
