"""Recordings: where a column's recording lies, and what feeds say of it.

Must not ask the machine for media types: they would differ from one to the next.
"""

from __future__ import annotations

import posixpath

from generator.pages.feed_views import Recording
from generator.pages.head import whole_url
from generator.problems import Problem, Weight
from generator.publication.entries import Entry
from generator.publication.files import find_file
from generator.publication.library import Library
from generator.source.pictures import FileFacts
from generator.urls import Address

_TYPES = {
    ".aac": "audio/aac",
    ".flac": "audio/flac",
    ".m4a": "audio/mp4",
    ".m4b": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".mp4": "audio/mp4",
    ".oga": "audio/ogg",
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
    ".wav": "audio/wav",
    ".weba": "audio/webm",
    ".webm": "audio/webm",
}
"""As browsers and podcast programs know them; Opus stands in Ogg (RFC 7845, 9)."""


def audio_address(entry: Entry, library: Library) -> str:
    """Give the address of a column's recording; "" where there is no such file."""
    found = _find(entry, library)
    return found[0] if found else ""


def feed_recording(entry: Entry, library: Library) -> Recording | None:
    """Describe a column's recording as feeds name it."""
    found = _find(entry, library)
    if found is None:
        return None
    address, facts = found
    return Recording(
        url=whole_url(library.settings.url, address),
        type=media_type(facts.path),
        length=facts.length,
    )


def media_type(path: str) -> str:
    """Name the media type of a recording by its ending: "a.MP3" → "audio/mpeg"."""
    ending = posixpath.splitext(path)[1].lower()
    return _TYPES.get(ending, "application/octet-stream")


def check_audio(entry: Entry, library: Library) -> tuple[Problem, ...]:
    """Warn of a recording that isn't there."""
    column = entry.column
    if not column.audio or _find(entry, library):
        return ()
    return (
        Problem(
            place=column.places["audio"],
            message=f"there is no recording {column.audio}",
            hint="put the file beside the column, or in content/static/",
            weight=Weight.WARN,
        ),
    )


def _find(entry: Entry, library: Library) -> tuple[Address, FileFacts] | None:
    column = entry.column
    if not column.audio:
        return None
    return find_file(column.audio, column.path, entry.card.address, library.files)
