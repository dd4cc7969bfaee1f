"""Serves a built site on this machine, under its own path, as a web host would.

Compressed, over connections that stay open, and with leave to keep for long what
carries a digest in its address: as any host of static files does.
"""

from __future__ import annotations

import contextlib
import gzip
import http.server
import mimetypes
import re
import threading
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from built_site import BuiltSite

PATIENCE = 60.0
"""Seconds after which a wait fails: what is waited for will not come."""
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".json": "application/json",
}
_KEPT = {True: "public, max-age=31536000, immutable", False: "no-cache"}
"""How long what carries a digest may be kept, and what doesn't."""
_COMPRESSED = re.compile(r"text/|image/svg|application/(.+\+)?(json|xml)")


@contextlib.contextmanager
def serving(site: BuiltSite) -> Iterator[str]:
    """Give the address of the site's root: "http://127.0.0.1:41234/opinion/"."""

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # else a body waits for its head's receipt

        def do_GET(self) -> None:
            asked = urlsplit(self.path)
            path = unquote(asked.path)
            inside = path.startswith(site.base_path)
            file = site.file_for(path[len(site.base_path) :]) if inside else None
            self.send_response(200 if file else 404)
            file = file or "404.html"
            suffix = "." + file.rpartition(".")[2]
            guess = mimetypes.guess_type(file)[0] or "application/octet-stream"
            data = (site.folder / file).read_bytes()
            kind = _TYPES.get(suffix, guess)
            self.send_header("Content-Type", kind)
            accepted = self.headers.get("Accept-Encoding", "")
            if _COMPRESSED.match(kind) and "gzip" in accepted:
                data = gzip.compress(data, mtime=0)
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Cache-Control", _KEPT[asked.query.startswith("v=")])
            self.send_header("X-Content-Type-Options", "nosniff")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            with contextlib.suppress(ConnectionError):  # the browser has moved on
                self.wfile.write(data)

        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            """Say nothing: pytest's output is for failures."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}{site.base_path}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(PATIENCE)
        assert not thread.is_alive(), "the server of a built site does not end"
