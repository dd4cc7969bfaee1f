"""A stand-in for the preview's server: a built site, with what a test wants pushed."""

from __future__ import annotations

import contextlib
import hashlib
import http.server
import json
import mimetypes
import queue
import threading
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

from serving import PATIENCE

import generator.preview

if TYPE_CHECKING:
    from collections.abc import Iterator

    from built_site import BuiltSite

CLIENT = Path(generator.preview.__file__).parent / "client"
_LONGEST = 600.0
"""Seconds without a word after which a line is given up."""
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".json": "application/json",
}


class PreviewServer:
    """Speaks the preview's side of the conversation; a test says what it tells."""

    def __init__(self, site: BuiltSite, port: int = 0) -> None:
        self.site = site
        self.base = site.base_path
        self.texts: dict[str, str] = {}
        """Files as edited since, by their path in the site."""
        self.missing: set[str] = set()
        self.state: dict[str, object] = {"problems": [], "state": None}
        self.facts: dict[str, object] = {"kind": "column", "file": "a.md"}
        self.pattern = ""
        self.asked: list[str] = []
        self._listeners: list[queue.Queue[tuple[str, object] | None]] = []
        server = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                with contextlib.suppress(ConnectionError):
                    server.answer(self)

            def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
                """Say nothing: pytest's output is for failures."""

        self._http = _Server(("127.0.0.1", port), Handler)
        self.port = self._http.server_address[1]
        self._thread = threading.Thread(target=self._http.serve_forever, daemon=True)
        self._thread.start()

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.port}{self.base}"

    def html(self, file: str) -> str:
        """A page's text, as the build made it or as edited since."""
        return self.texts.get(file) or self.site.text(file)

    def version(self, file: str) -> str:
        return hashlib.sha256(self.html(file).encode()).hexdigest()[:16]

    def edit(self, file: str, old: str, new: str) -> None:
        """Change a page and tell those who look at it."""
        assert old in self.html(file), old
        self.texts[file] = self.html(file).replace(old, new, 1)
        self.push("page", {"version": self.version(file)})

    def say(self, *problems: dict[str, object], state: object = None) -> None:
        """Tell everybody what is wrong, and the state of the piece."""
        self.state = {"problems": list(problems), "state": state}
        self.push("state", self.state)

    def push(self, name: str, data: object) -> None:
        for listener in self._listeners:
            listener.put((name, data))

    def stop(self) -> None:
        """Hang up on everybody."""
        for listener in self._listeners:
            listener.put(None)
        self._http.shutdown()
        self._http.server_close()
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive(), "the stand-in for the preview does not end"

    def answer(self, request: http.server.BaseHTTPRequestHandler) -> None:
        url = urlsplit(request.path)
        path = unquote(url.path)
        self.asked.append(path)
        if not path.startswith(self.base):
            self._send(request, 404, "text/plain", b"")
            return
        rest = path[len(self.base) :]
        if rest == ".byline/events":
            self._stream(request, parse_qs(url.query))
        elif rest == ".byline/facts":
            self._send_json(request, self.facts)
        elif rest == ".byline/editor":
            self._send_json(request, {"pattern": self.pattern})
        elif rest.startswith(".byline/"):
            file = CLIENT / rest.removeprefix(".byline/")
            self._send(request, 200, _TYPES[file.suffix], file.read_bytes())
        else:
            self._send_file(request, rest)

    def _send_file(
        self, request: http.server.BaseHTTPRequestHandler, rest: str
    ) -> None:
        file = self.site.file_for(rest)
        found = file is not None and file not in self.missing
        file = file if file is not None and found else "404.html"
        kind = _TYPES.get(Path(file).suffix) or mimetypes.guess_type(file)[0]
        if file.endswith(".html"):
            data = self._dressed(file, "/" + rest).encode()
        elif file in self.texts:
            data = self.texts[file].encode()
        else:
            data = (self.site.folder / file).read_bytes()
        self._send(request, 200 if found else 404, kind or "text/plain", data)

    def _dressed(self, file: str, address: str) -> str:
        hidden = self.base + ".byline/"
        tags = (
            f'<link rel="stylesheet" href="{hidden}preview.css">\n'
            f'<script src="{hidden}preview.js" defer data-base="{self.base}"'
            f' data-address="{address}" data-version="{self.version(file)}"></script>\n'
        )
        return self.html(file).replace("</head>", tags + "</head>", 1)

    def _stream(
        self, request: http.server.BaseHTTPRequestHandler, query: dict[str, list[str]]
    ) -> None:
        listener: queue.Queue[tuple[str, object] | None] = queue.Queue()
        self._listeners.append(listener)
        listener.put(("state", self.state))
        file = self.site.file_for(query["address"][0].removeprefix("/"))
        if file is not None and query["version"][0] != self.version(file):
            listener.put(("page", {"version": self.version(file)}))
        request.send_response(200)
        request.send_header("Content-Type", "text/event-stream")
        request.send_header("Cache-Control", "no-store")
        request.end_headers()
        try:
            while (told := listener.get(timeout=_LONGEST)) is not None:
                name, data = told
                event = f"event: {name}\ndata: {json.dumps(data)}\n\n"
                request.wfile.write(event.encode())
                request.wfile.flush()
        except queue.Empty:
            pass  # A test that went wrong has left; its browser would ask again.
        finally:
            self._listeners.remove(listener)

    def _send_json(
        self, request: http.server.BaseHTTPRequestHandler, value: object
    ) -> None:
        self._send(request, 200, "application/json", json.dumps(value).encode())

    def _send(
        self,
        request: http.server.BaseHTTPRequestHandler,
        status: int,
        kind: str,
        data: bytes,
    ) -> None:
        request.send_response(status)
        request.send_header("Content-Type", kind)
        request.send_header("X-Content-Type-Options", "nosniff")
        request.send_header("Content-Length", str(len(data)))
        request.end_headers()
        request.wfile.write(data)


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128
    """Many tabs ask at once; what doesn't fit is tried again after whole seconds."""


@contextlib.contextmanager
def previewing(site: BuiltSite) -> Iterator[PreviewServer]:
    """Serve a site to a writer for a while."""
    server = PreviewServer(site)
    try:
        yield server
    finally:
        with contextlib.suppress(RuntimeError, OSError):
            server.stop()
