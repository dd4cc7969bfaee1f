"""The plan of a whole site: the union of the parts of all keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from generator.pages.frame import build_frame
from generator.pages.keys import PlanKey, all_keys
from generator.pages.needs import find_needs
from generator.pages.page import CopiedFile, Page
from generator.pages.plan import plan_part
from generator.pages.texts import Part
from generator.problems import Problem, sort_problems
from generator.publication.library import Library
from generator.publication.links import check_addresses


class Plan(Struct, frozen=True, kw_only=True):
    """The site to come."""

    pages: tuple[Page, ...]
    files: tuple[CopiedFile, ...]
    problems: tuple[Problem, ...]
    """Links that lead nowhere, pictures that are missing; where each stands."""


def plan_site(library: Library) -> Plan:
    """Plan every page and file of the site."""
    parts = plan_parts(library, all_keys(library)).values()
    pages = [page for part in parts for page in part.pages]
    files = dict.fromkeys(file for part in parts for file in part.files)
    known = frozenset([*(page.address for page in pages), *(f.address for f in files)])
    resolved = [one for part in parts for one in part.resolved]
    problems = [
        *(problem for part in parts for problem in part.problems),
        *check_addresses(resolved, known),
    ]
    return Plan(
        pages=tuple(pages), files=tuple(files), problems=sort_problems(problems)
    )


def plan_parts(library: Library, keys: Iterable[PlanKey]) -> Mapping[PlanKey, Part]:
    """Plan the parts of some keys; a key of what isn't there has an empty part."""
    frame = build_frame(library)
    return {key: plan_part(key, library, frame) for key in keys}


def parts_of(library: Library) -> dict[PlanKey, tuple[object, object, object]]:
    """Plan all parts: the pages of each with their needs, its files, its problems."""
    return {
        key: (
            tuple((page, find_needs(page.view, {})) for page in part.pages),
            part.files,
            part.problems,
        )
        for key, part in plan_parts(library, all_keys(library)).items()
    }
