"""The app: which request is answered by what.

Owns the preview's own addresses, below the site's base, which no build has.  Invariant:
nothing here writes or runs anything; a request can only look.
"""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from pathlib import Path

from msgspec import Struct, field
from starlette.requests import Request
from starlette.responses import (
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.types import ASGIApp, Receive, Scope, Send

from generator.engine.sight import Sight
from generator.preview.answers import answer_address, answer_file
from generator.preview.dressing import RESERVED
from generator.preview.events import Turns, follow
from generator.preview.lookout import Lookout
from generator.preview.sidebar import build_facts

CLIENT = Path(__file__).parent / "client"
"""What runs in the browser."""
_SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_NO_STORE = {"Cache-Control": "no-store"}
_NUMBER = re.compile(r"\d{1,9}(\.\d{1,9})?")
_METHODS = frozenset(("GET", "HEAD"))


class Preview(Struct, kw_only=True):
    """What the app has at hand."""

    site: Path
    lookout: Lookout
    fault: Callable[[Exception], None]
    """Told of mistakes of Byline's own."""
    editor: str = ""
    """The pattern of the person's editor."""
    turns: Turns | None = field(default=None)
    """Of the event loop that answers; the first request begins it."""


def make_app(preview: Preview) -> ASGIApp:
    """Make the app that answers for a site."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        try:
            response = await _answer(preview, Request(scope, receive))
        except Exception as error:
            preview.fault(error)
            message = "Byline has made a mistake: the terminal says more."
            response = PlainTextResponse(message, status_code=500)
        for name, value in _SAFE.items():
            response.headers.setdefault(name, value)
        await response(scope, receive, send)

    return app


async def _answer(preview: Preview, request: Request) -> Response:
    if request.method not in _METHODS:
        headers = {"Allow": ", ".join(sorted(_METHODS))}
        message = "A preview can only be looked at."
        return PlainTextResponse(message, status_code=405, headers=headers)
    base, path = preview.lookout.base, str(request.scope["path"])
    if path in ("/", base.rstrip("/")) and path != base:
        return RedirectResponse(base, headers=_NO_STORE)
    if not path.startswith(base):
        message = f"This site is at {base}"
        return PlainTextResponse(message, status_code=404, headers=_NO_STORE)
    rest = path.removeprefix(base)
    if rest.startswith(RESERVED):
        return await _answer_own(preview, rest.removeprefix(RESERVED), request)
    return await answer_address(preview.lookout, preview.site, f"/{rest}", request)


async def _answer_own(preview: Preview, name: str, request: Request) -> Response:
    """Answer for one of the preview's own addresses."""
    answer = _OWN.get(name)
    if answer is not None:
        return await answer(preview, request)
    found = None
    if name.endswith((".js", ".css")) and "/" not in name and not name.startswith("."):
        found = answer_file(CLIENT / name, request)
    return found or PlainTextResponse("There is nothing here.", status_code=404)


async def _answer_events(preview: Preview, request: Request) -> Response:
    if preview.turns is None:
        preview.turns = Turns()
        preview.lookout.on_turn(preview.turns.ring)
    asked = request.query_params
    events = follow(
        preview.lookout,
        preview.turns,
        preview.site,
        asked.get("address", "/"),
        asked.get("version"),
        away=_seconds(asked.get("away", "")),
    )
    events = _until_fault(events, preview.fault)
    return StreamingResponse(events, media_type="text/event-stream", headers=_NO_STORE)


def _seconds(spelled: str) -> float:
    """Read a number of seconds: "12.5" → 12.5, and anything else → 0."""
    return float(spelled) if _NUMBER.fullmatch(spelled) else 0.0


async def _until_fault(
    events: AsyncIterator[str], fault: Callable[[Exception], None]
) -> AsyncIterator[str]:
    """End with a fault, and tell of it; the page will ask again."""
    try:
        async for event in events:
            yield event
    except Exception as error:
        fault(error)


async def _answer_facts(preview: Preview, request: Request) -> Response:
    address, lookout = request.query_params.get("address", "/"), preview.lookout
    shown = await lookout.show(address)
    problems = lookout.problems

    def gather(sight: Sight) -> Mapping[str, object]:
        column = sight.column(shown)
        authors = sight.authors(column) if column else ()
        return build_facts(shown.page, problems, column=column, authors=authors)

    facts = await lookout.ask(gather)
    return _answer_json(facts)


async def _answer_editor(preview: Preview, request: Request) -> Response:
    del request
    return _answer_json({"pattern": preview.editor})


def _answer_json(value: Mapping[str, object]) -> Response:
    text = json.dumps(value, ensure_ascii=False)
    return Response(text, media_type="application/json", headers=_NO_STORE)


_OWN: Mapping[str, Callable[[Preview, Request], Awaitable[Response]]] = {
    "events": _answer_events,
    "facts": _answer_facts,
    "editor": _answer_editor,
}
