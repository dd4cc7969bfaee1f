from __future__ import annotations

from pathlib import Path

import pytest
from theme_folders import BASE, write_files

from generator.theme import locate
from generator.theme.locate import (
    find_own,
    find_shipped,
    is_theme_name,
    shipped_folder,
    theme_names,
)


def test_shipped_themes_lie_beside_the_package() -> None:
    package = Path(locate.__file__).parent.parent

    assert shipped_folder() == package.parent / "themes"


def test_an_installed_package_holds_its_themes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = tmp_path / "generator" / "theme" / "locate.py"
    (tmp_path / "generator" / "_themes").mkdir(parents=True)
    monkeypatch.setattr(locate, "__file__", str(module))

    assert shipped_folder() == tmp_path.resolve() / "generator" / "_themes"


def test_a_sites_own_theme_is_found(tmp_path: Path) -> None:
    write_files(tmp_path / "site", {"themes/mine/theme.yaml": ""})
    write_files(tmp_path / "shipped", BASE)
    own = find_own("mine", tmp_path / "site", tmp_path / "shipped")

    assert own is not None
    assert own.path == tmp_path / "site" / "themes" / "mine"
    assert find_own("base", tmp_path / "site", tmp_path / "shipped") is None
    assert find_own("mine", None, tmp_path / "shipped") is None


def test_a_site_that_holds_the_shipped_themes_has_none_of_its_own(
    tmp_path: Path,
) -> None:
    write_files(tmp_path / "themes", BASE)

    assert find_own("base", tmp_path, tmp_path / "themes") is None
    assert find_shipped("base", tmp_path / "themes") is not None


def test_all_themes_are_listed_by_name(tmp_path: Path) -> None:
    write_files(tmp_path / "site/themes", {"mine/theme.yaml": "", "junk/x": ""})
    write_files(tmp_path / "shipped", BASE)

    assert theme_names(tmp_path / "site", tmp_path / "shipped") == ("base", "mine")
    assert theme_names(None, tmp_path / "shipped") == ("base",)


@pytest.mark.parametrize("name", ["", ".", "..", "../x", "a/b", "a\\b", "c:x"])
def test_a_path_is_no_theme_name(name: str) -> None:
    assert not is_theme_name(name)
    assert is_theme_name("broad-sheet_2")
