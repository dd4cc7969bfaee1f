"""How a page is dressed for the preview."""

from __future__ import annotations

import pytest

from generator.preview.dressing import bare_page, dress_page, widen_policy


def dressed(html: str) -> str:
    data = dress_page(html.encode(), base="/x/", address="/a&b/", version="v1")
    return data.decode()


TAGS = (
    '<link rel="stylesheet" href="/x/.byline/preview.css">\n'
    '<script src="/x/.byline/preview.js" defer data-base="/x/"'
    ' data-address="/a&amp;b/" data-version="v1"></script>\n'
)


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<head></head><p></head>", f"<head>{TAGS}</head><p></head>"),
        ("<p>a</body>", f"<p>a{TAGS}</body>"),
        ("<p>a", f"<p>a{TAGS}"),
    ],
)
def test_the_client_comes_at_the_end_of_the_head(html: str, wanted: str) -> None:
    assert dressed(html) == wanted


@pytest.mark.parametrize(
    ("policy", "wanted"),
    [
        (
            "default-src 'none'",
            "default-src 'none'; connect-src 'self'; script-src 'self'; "
            "style-src 'self'",
        ),
        (
            "script-src 'self'; style-src 'none'; style-src-elem 'unsafe-inline'; "
            "connect-src https://x.example",
            "script-src 'self'; style-src 'self'; "
            "style-src-elem 'unsafe-inline' 'self'; "
            "connect-src https://x.example 'self'",
        ),
        ("", "connect-src 'self'; script-src 'self'; style-src 'self'"),
    ],
)
def test_a_policy_lets_the_client_in(policy: str, wanted: str) -> None:
    assert widen_policy(policy) == wanted


def test_a_policy_is_widened_where_it_stands() -> None:
    policy = "form-action &#39;none&#39;"
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    wanted = (
        "form-action 'none'; connect-src 'self'; script-src 'self'; style-src 'self'"
    )
    assert f'content="{wanted}"' in dressed(meta)


def test_a_bare_page_is_whole() -> None:
    assert dressed(bare_page().decode()).count("preview.js") == 1
