"""Dressing: a page as it was built → the page as the preview sends it.

Pure.  Owns the one place where the preview's own script and style come in.  Invariant:
all else of the page is byte for byte what the build writes.
"""

from __future__ import annotations

import re
from html import escape, unescape

RESERVED = ".byline/"
"""Below the site's base: the preview's own addresses."""
_POLICY = re.compile(
    rb'(<meta\s+http-equiv="Content-Security-Policy"\s+content=")([^"]*)(")',
    re.IGNORECASE,
)
_OURS = ("connect-src", "script-src", "script-src-elem", "style-src", "style-src-elem")
_FALLBACKS = {"script-src-elem": "script-src", "style-src-elem": "style-src"}
_BARE = (
    b'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    b'<meta name="viewport" content="width=device-width">\n<title>Byline</title>\n'
    b"</head>\n<body>\n</body>\n</html>\n"
)


def bare_page() -> bytes:
    """Give an empty page, for what can't be shown yet."""
    return _BARE


def dress_page(data: bytes, *, base: str, address: str, version: str) -> bytes:
    """Put the preview's script and style into a page, and let them in."""
    data = _POLICY.sub(_let_in, data, count=1)
    hidden = escape(base + RESERVED)
    tags = (
        f'<link rel="stylesheet" href="{hidden}preview.css">\n'
        f'<script src="{hidden}preview.js" defer data-base="{escape(base)}"'
        f' data-address="{escape(address)}" data-version="{version}"></script>\n'
    ).encode()
    for mark in (b"</head>", b"</body>"):
        before, found, after = data.partition(mark)
        if found:
            return before + tags + found + after
    return data + tags


def widen_policy(policy: str) -> str:
    """Let scripts, styles and connections of the site's own in.

    "default-src 'none'; script-src 'self'" → "default-src 'none'; script-src 'self';
    connect-src 'self'; style-src 'self'".
    """
    rules: dict[str, list[str]] = {}
    for part in policy.split(";"):
        if part.strip():
            name, *sources = part.split()
            rules[name] = sources
    for name in _OURS:
        if name in _FALLBACKS and name not in rules:
            continue
        sources = [one for one in rules.get(name, []) if one != "'none'"]
        if "'self'" not in sources:
            sources.append("'self'")
        rules[name] = sources
    return "; ".join(" ".join((name, *sources)) for name, sources in rules.items())


def _let_in(found: re.Match[bytes]) -> bytes:
    said = unescape(found[2].decode())
    policy = widen_policy(said)
    if policy == "; ".join(" ".join(rule.split()) for rule in said.split(";")):
        return found[0]
    return found[1] + escape(policy).replace("&#x27;", "'").encode() + found[3]
