"""Every address of a whole plan is found under the part that it belongs to."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from built_site import copy_example
from reference_plan import plan_parts

from generator.engine.locating import Located, Locator
from generator.engine.vantage import Vantage, Viewing
from generator.pages.keys import all_keys
from generator.urls import Address

NOON = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)


def locator_of(site: Path) -> tuple[Locator, Vantage]:
    viewing = Viewing(site=site, now=lambda: NOON)
    vantage = Vantage(viewing, lambda *_: None)
    survey = vantage.look(None).survey
    assert survey is not None
    assert vantage.bench is not None
    return Locator(survey.library, vantage.bench.store), vantage


def test_each_address_of_the_example_has_its_owner(tmp_path: Path) -> None:
    copy_example(tmp_path)
    locator, vantage = locator_of(tmp_path)
    parts = plan_parts(locator.library, all_keys(locator.library))

    planned: dict[Address, Located] = {}
    found: dict[Address, Located | None] = {}
    for key, part in parts.items():
        for page in part.pages:
            planned[page.address] = Located(str(key), page=page)
        for file in part.files:
            owner = "site" if file.path.startswith("content/static/") else str(key)
            planned.setdefault(file.address, Located(owner, file=file.path))
    for address in planned:
        found[address] = locator.locate(address)
        assert address in locator
    known = set(locator)
    vantage.close()

    assert len(planned) > 100
    assert found == planned
    assert known == planned.keys()
