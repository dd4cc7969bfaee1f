from __future__ import annotations

import pytest
from theme_folders import layer, link

from generator.digest import digest_bytes
from generator.theme.assets import AssetLink, asset_links, collect_assets
from generator.theme.chain import Layer
from generator.theme.faults import TemplateFault


def files(
    *layers: Layer, css: str = "", sources: tuple[str, ...] = ()
) -> dict[str, str]:
    """Give the text of every asset of a chain, by address."""
    assets = collect_assets(layers, css, sources)
    return {asset.address: asset.data.decode() for asset in assets.values()}


BASE = layer("base", assets={"style.css": b"p{}\n", "a.js": b"1", "fonts/f": b"f"})


def test_assets_of_the_whole_chain_are_published() -> None:
    child = layer("mine", assets={"a.js": b"2", "b.js": b"3"})

    assert files(child, BASE) == {
        "/assets/a.js": "2",
        "/assets/b.js": "3",
        "/assets/fonts/f": "f",
        "/assets/style.css": "p{}\n",
    }


def test_additions_and_settings_stand_at_the_end_of_the_stylesheet() -> None:
    child = layer("mine", assets={"additions.css": b"c{}\n"})
    parent = layer("paper", assets={"additions.css": b"b{}"})
    css = ":root{--a:b}\n"

    assert files(child, parent, BASE, css=css)["/assets/style.css"] == (
        "p{}\nb{}\nc{}\n:root{--a:b}\n"
    )


def test_a_stylesheet_of_the_childs_own_leaves_out_what_elders_add() -> None:
    child = layer("mine", assets={"style.css": b"new{}", "additions.css": b"c{}"})
    parent = layer("paper", assets={"additions.css": b"b{}"})

    assert files(child, parent, BASE)["/assets/style.css"] == "new{}\nc{}\n"


def test_additions_alone_make_a_stylesheet() -> None:
    child = layer("mine", assets={"additions.css": b"c{}"})

    assert files(child, layer("base")) == {"/assets/style.css": "c{}\n"}
    assert files(layer("base")) == {}


def test_icons_are_published_only_where_a_template_names_their_file() -> None:
    icons = layer("base", assets={"icons/a.svg": b"a", "icons/b.svg": b"b"})
    sources = ('{{ asset("icons/a.svg") }}', '{{ icon("b") }}')

    assert files(icons, sources=sources) == {"/assets/icons/a.svg": "a"}


def test_links_carry_the_digest_of_the_bytes() -> None:
    assets = collect_assets((BASE,), "", ())
    links = asset_links(assets)

    assert assets["a.js"].digest == digest_bytes(b"1")
    assert links["a.js"] == f"/assets/a.js?v={digest_bytes(b'1')[:8]}"
    assert AssetLink(links, link)("a.js") == f"../..{links['a.js']}"


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("styl.css", "did you mean `style.css`?"),
        ("zoo.png", "add assets/zoo.png to the theme"),
        (
            "icons/a.svg",
            'write asset("icons/a.svg") with the whole name, or icon(…) for a drawing',
        ),
    ],
)
def test_a_missing_asset_is_a_fault_with_a_hint(path: str, hint: str) -> None:
    links = asset_links(collect_assets((BASE,), "", ()))
    with pytest.raises(TemplateFault) as error:
        AssetLink(links, link)(path)

    assert error.value.message == f"the theme has no asset `{path}`"
    assert error.value.hint == hint
