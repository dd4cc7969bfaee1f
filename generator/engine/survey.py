"""The survey: everything read and planned, and all that is wrong with it.

Pure but for the jobs it hands out.  Owns which problems are shown together: one file
that can't be read must not have others blamed for links to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.engine.collisions import Claim, check_collisions
from generator.engine.read import Texts
from generator.engine.render import Bodies
from generator.pages.plan import Plan, plan_site
from generator.problems import Problem, Weight, sort_problems
from generator.publication.inputs import Inputs
from generator.publication.library import Library, build_library
from generator.theme.assets import Asset
from generator.urls import Address

NO_JEKYLL = Address("/.nojekyll")
"""Tells GitHub Pages to publish the files as they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What the site would be."""

    library: Library
    plan: Plan
    bodies: Bodies
    assets: tuple[Asset, ...]
    problems: tuple[Problem, ...]


def survey_site(inputs: Inputs, texts: Texts, assets: tuple[Asset, ...]) -> Survey:
    """Make the library and the plan, and check that every file has its own place."""
    if texts.unread:
        # Comments on a column that can't be read would seem to belong to none.
        inputs = replace(inputs, discussions=())
    library, problems = build_library(inputs)
    plan = plan_site(library)
    found = [*problems, *plan.problems]
    if texts.unread:
        # Broken links and unknown names may be the unread file's fault.
        found = [problem for problem in found if problem.weight is Weight.STOP]
    found += check_collisions(_claims(plan, assets))
    return Survey(
        library=library,
        plan=plan,
        bodies=texts.bodies,
        assets=assets,
        problems=sort_problems(found),
    )


def _claims(plan: Plan, assets: tuple[Asset, ...]) -> Iterator[Claim]:
    for page in plan.pages:
        yield Claim(address=page.address, origin=page.origin or page.address)
    for file in plan.files:
        yield Claim(address=file.address, origin=file.path)
    for asset in assets:
        yield Claim(address=asset.address, origin=f"the theme's {asset.address[1:]}")


def own_files(survey: Survey) -> Iterator[tuple[Address, bytes]]:
    """Give the files whose bytes are known: the theme's, and one for the host."""
    for asset in survey.assets:
        yield asset.address, asset.data
    if all(file.address != NO_JEKYLL for file in survey.plan.files):
        yield NO_JEKYLL, b""
