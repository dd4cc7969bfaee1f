"""Answers: a request for a page or file of the site → the response.

Owns statuses, types, ranges and what a browser may keep.  Invariant: nothing outside
the site's folder is ever opened, whatever a request says.
"""

from __future__ import annotations

import mimetypes
import os
import stat
from pathlib import Path
from urllib.parse import quote

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.staticfiles import NotModifiedResponse

from generator.engine.shown import Shown, ShownKind
from generator.preview.dressing import bare_page, dress_page
from generator.preview.lookout import Lookout

_TYPES = {
    ".avif": "image/avif",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": "application/xml; charset=utf-8",
}
_FEEDS = {
    "atom.xml": "application/atom+xml; charset=utf-8",
    "rss.xml": "application/rss+xml; charset=utf-8",
    "feed.json": "application/feed+json; charset=utf-8",
}
_NO_STORE = {"Cache-Control": "no-store"}
_ASK_AGAIN = {"Cache-Control": "no-cache"}
_NOT_FOUND = "/404.html"


class Sent(Struct, frozen=True, kw_only=True):
    """What a browser is sent for an address."""

    shown: Shown
    data: bytes
    """As it was built."""
    version: str
    status: int = 200


async def find_sent(lookout: Lookout, address: str) -> Sent:
    """Find what is sent for an address: the 404 page for what isn't there."""
    shown = await lookout.show(address)
    if shown.kind is not ShownKind.MISSING:
        data = bare_page() if shown.kind is ShownKind.BROKEN else shown.data
        return Sent(shown=shown, data=data, version=shown.version)
    page = await lookout.show(_NOT_FOUND)
    data = bare_page() if page.kind is ShownKind.BROKEN else page.data
    return Sent(shown=shown, data=data, version=page.version, status=404)


async def answer_address(
    lookout: Lookout, site: Path, address: str, request: Request
) -> Response:
    """Answer a request for an address of the site."""
    if not is_plain(address):
        return await _answer_missing(lookout, address)
    if address.endswith("/index.html"):
        address = address.removesuffix("index.html")
    sent = await find_sent(lookout, address)
    shown = sent.shown
    if shown.kind is ShownKind.FILE and shown.file is not None:
        found = _answer_file(shown.file, site, request)
        return found or await _answer_missing(lookout, address)
    if shown.kind is ShownKind.MISSING and not address.endswith("/"):
        folder = await lookout.show(f"{address}/")
        if folder.kind in (ShownKind.PAGE, ShownKind.BROKEN):
            return RedirectResponse(quote(f"{lookout.base}{address[1:]}/"))
    if sent.status == 404 or is_html(address):
        return _answer_page(lookout, address, sent)
    return _answer_bytes(address, sent, request)


def is_plain(address: str) -> bool:
    """Tell whether an address may be a page's or file's: no dotfile, no way out."""
    parts = address.split("/")
    wild = any(part.startswith(".") for part in parts) or "" in parts[1:-1]
    return not wild and not set(address) & {"\\", "\0"}


def is_html(address: str) -> bool:
    """Tell whether a page is one for a browser."""
    return address.endswith(("/", ".html")) or "." not in address.rpartition("/")[2]


def type_of(name: str) -> str:
    """Give the media type of a file: "open.png" → "image/png"."""
    ending = os.path.splitext(name)[1].lower()  # noqa: PTH122  # an address, no path
    guess = mimetypes.guess_type(name)[0]
    return _TYPES.get(ending) or guess or "application/octet-stream"


def answer_file(file: Path, request: Request) -> Response | None:
    """Send a file or a part of it; None where there is no plain file."""
    try:
        state = file.stat()
    except OSError:
        return None
    if not stat.S_ISREG(state.st_mode):
        return None
    response = FileResponse(
        file, stat_result=state, media_type=type_of(file.name), headers=_ASK_AGAIN
    )
    return _unless_known(response, request)


def _answer_file(file: Path, site: Path, request: Request) -> Response | None:
    if not file.resolve().is_relative_to(site.resolve()):
        return None
    return answer_file(file, request)


async def _answer_missing(lookout: Lookout, address: str) -> Response:
    page = await lookout.show(_NOT_FOUND)
    shown = Shown(address=address, kind=ShownKind.MISSING)
    sent = Sent(shown=shown, data=page.data, version=page.version, status=404)
    return _answer_page(lookout, address, sent)


def _answer_page(lookout: Lookout, address: str, sent: Sent) -> Response:
    data = dress_page(
        sent.data, base=lookout.base, address=address, version=sent.version
    )
    return Response(
        data,
        status_code=sent.status,
        headers=_NO_STORE,
        media_type="text/html; charset=utf-8",
    )


def _answer_bytes(address: str, sent: Sent, request: Request) -> Response:
    name = address.rpartition("/")[2]
    kind = _FEEDS.get(name) or type_of(name)
    headers = {**_ASK_AGAIN, "ETag": f'"{sent.version}"'}
    response = Response(sent.data, headers=headers, media_type=kind)
    return _unless_known(response, request)


def _unless_known(response: Response, request: Request) -> Response:
    """Say that nothing has changed to a browser that has the same already."""
    asked = request.headers.get("if-none-match", "")
    known = [one.strip().removeprefix("W/") for one in asked.split(",")]
    if response.headers.get("etag") in known:
        return NotModifiedResponse(response.headers)
    return response
