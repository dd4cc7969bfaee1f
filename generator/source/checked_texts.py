"""Texts with a form of their own: dates, languages, addresses, slugs.

Pure, but for what is noted in `Findings`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from generator.source.dates import parse_date
from generator.source.fields import plain_text, read_line, read_words
from generator.source.nodes import Scalar
from generator.urls import slugify

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from generator.source.column import Moment
    from generator.source.forms import Form

_LANGUAGE = re.compile(
    r"(?:[A-Za-z]{2,3}|[A-Za-z]{5,8})(?:-[A-Za-z]{3}){0,3}(?:-[A-Za-z]{4})?"
    r"(?:-(?:[A-Za-z]{2}|\d{3}))?(?:-(?:[A-Za-z0-9]{5,8}|\d[A-Za-z0-9]{3}))*"
    r"(?:-[A-WY-Za-wy-z0-9](?:-[A-Za-z0-9]{2,8})+)*(?:-x(?:-[A-Za-z0-9]{1,8})+)?"
)
_SLUG = re.compile(r"[\w~](?:[\w.~-]*[\w~-])?")
_LANGUAGES = {
    "english": "en", "german": "de", "deutsch": "de", "french": "fr", "spanish": "es",
    "italian": "it", "dutch": "nl", "arabic": "ar", "chinese": "zh", "norwegian": "no",
    "portuguese": "pt", "swedish": "sv", "danish": "da", "polish": "pl", "hebrew": "he",
}  # fmt: skip


def read_moment(form: Form, name: str, zone: ZoneInfo) -> Moment | None:
    """Read a date, or a date with a time."""
    node = form.node(name)
    if node is None:
        return None
    found = form.found
    if not isinstance(node, Scalar):
        found.stop(
            node, f"`{name}` wants a date", f"type it as in `{name}: 2016-11-18`"
        )
        return None
    text = plain_text(node)
    reading = parse_date(text, zone)
    if not reading.slip:
        return reading.moment
    lines = [f"`{name}: {spelling}`" for spelling in reading.instead]
    hint = f"type it as in `{name}: 2016-11-18`"
    if lines:
        hint = "type " + " or ".join(lines)
    if reading.moment is None:
        found.stop(node, f"`{text}` {reading.slip}", hint)
    else:
        found.warn(node, f"`{text}` {reading.slip}", hint)
    return reading.moment


def read_language(form: Form, name: str = "language") -> str:
    """Read a BCP 47 tag.  `no` is Norwegian here, and nothing else."""
    node = form.node(name)
    if not isinstance(node, Scalar):
        return read_line(form, name) and ""
    text = plain_text(node).replace("_", "-").partition(".")[0]
    if _LANGUAGE.fullmatch(text) and text.casefold() not in _LANGUAGES:
        return text
    near = _LANGUAGES.get(text.casefold(), "en")
    message = f"`{plain_text(node)}` is no language tag"
    form.found.stop(node, message, f"type `{name}: {near}`")
    return ""


def read_web_address(form: Form, name: str) -> str:
    """Read a whole http or https address; "" where there is none."""
    url = read_line(form, name)
    if not url or is_web_address(url):
        return url
    node = form.nodes[name]
    hint = f"type it as in `{name}: {form.fields[name].example}`"
    if re.match(r"(www\.)?[\w-]+(\.[\w-]+)+(/|$)", url):
        hint = f"type `{name}: https://{url}`"
    form.found.stop(node, f"`{url}` is no web address: http(s)://… was wanted", hint)
    return ""


def is_web_address(url: str) -> bool:
    """Tell a whole http or https address."""
    try:
        parts = urlsplit(url)
        port_is_fine = parts.port is None or parts.port > 0
    except ValueError:
        return False
    fine = parts.scheme.lower() in ("http", "https") and parts.hostname and port_is_fine
    return bool(fine) and not re.search(r"[\s<>\"\\^`{|}\x00-\x1f]", url)


def read_slug(form: Form, name: str, default: str) -> str:
    """Read the last part of an address; `default` where it is left out."""
    slug = read_line(form, name).strip("/")
    if not slug:
        return default
    if _SLUG.fullmatch(slug):
        return slug
    better = slugify(slug) if re.search(r"\w", slug) else ""
    message = f"`{slug}` can't be part of an address: letters, digits and hyphens can"
    hint = f"type `{name}: {better}`" if better else ""
    form.found.stop(form.nodes[name], message, hint)
    return default


def slug_of_name(name: str) -> str:
    """Make the slug of a file's or folder's name, a date in front left out.

    "2016-11-18-the-crows" → "the-crows"; "My Post" → "my-post".
    """
    bare = re.sub(r"^\d{4}-\d{1,2}-\d{1,2}[-_ ]+(?=.)", "", name)
    return bare if _SLUG.fullmatch(bare) else slugify(bare)


def read_aliases(form: Form, name: str = "aliases") -> tuple[str, ...]:
    """Read addresses on this site, each starting with "/"."""
    kept = []
    for number, written in enumerate(read_words(form, name)):
        place = form.found.where(f"{form.prefix}{name}.{number}")
        place = place or form.found.where(form.prefix + name)
        assert place is not None, "a field that is read has been noted"
        path = _path_of(written)
        if re.search(r"[?#\\\x00-\x1f]|(^|/)\.{1,2}(/|$)|//", path) or path == "/":
            message = f"`{written}` is no address that this site could have"
            form.found.stop_at(place, message, "type it from the root: `/2024/bridge/`")
            continue
        if path != written:
            message = f"the alias `{written}` is understood as `{path}`"
            form.found.warn_at(place, message, f"type `{path}`")
        kept.append(path)
    return tuple(dict.fromkeys(kept))


def _path_of(written: str) -> str:
    """Give the path of an address: a whole URL's, or one without its first slash."""
    path = urlsplit(written).path if is_web_address(written) else written
    return path if path.startswith("/") else "/" + path


def read_mail(form: Form, name: str) -> str:
    """Read an e-mail address; "" where there is none."""
    address = read_line(form, name).removeprefix("mailto:")
    if not address or re.fullmatch(
        r"[^\s@<>\"?&]+@[^\s@<>\"?&]+\.[^\s@.<>\"?&]+", address
    ):
        return address
    hint = f"type it as in `{name}: {form.fields[name].example}`"
    form.found.stop(form.nodes[name], f"`{address}` is no e-mail address", hint)
    return ""
