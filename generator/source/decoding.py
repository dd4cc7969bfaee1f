r"""Bytes → text, or what the bytes most likely are.

Pure.  Owns encodings, byte-order marks and line ends; nothing after it sees a "\r".
"""

from __future__ import annotations

import codecs

from msgspec import Struct

from generator.problems import Problem, place_in

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Decoded(Struct, frozen=True, kw_only=True):
    """A file's text."""

    text: str
    """Lines end in "\\n"; no byte-order mark."""
    crlf: bool = False
    """The file's own lines end in CR LF."""
    problem: Problem | None = None
    """The bytes were not UTF-8; `text` is then the best guess."""


def decode(data: bytes, file: str) -> Decoded:
    """Read bytes as UTF-8, and name the place and likely encoding of what isn't."""
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text, problem = data.decode(), None
    except UnicodeDecodeError as error:
        text, problem = _guess(data, error.start, file)
    if problem is None and "\0" in text and text.count("\0") * 3 > len(text):
        text, problem = _guess(data, 0, file)
    if "\r" not in text:
        return Decoded(text=text, problem=problem)
    unix = text.replace("\r\n", "\n")
    crlf = len(unix) < len(text)
    return Decoded(text=unix.replace("\r", "\n"), crlf=crlf, problem=problem)


def _guess(data: bytes, start: int, file: str) -> tuple[str, Problem]:
    """Decode with the most likely encoding and say so."""
    if data.startswith(_UTF16) or data.count(0) * 3 > len(data):
        return _sixteen(data, file)
    encoding = "cp1252" if _fits(data) else "latin-1"
    text = data.decode(encoding)
    name = "Windows-1252" if any(0x80 <= byte < 0xA0 for byte in data) else "Latin-1"
    name = "a broken file" if encoding == "latin-1" else name
    place = place_in(text.replace("\r", ""), _offset(data, start, encoding), file)
    letter = text[len(data[:start].decode(encoding))]
    shown = f" (there `{letter}`)" if letter.isprintable() else ""
    message = (
        f"the byte 0x{data[start]:02X} is not UTF-8; this is most likely {name}{shown}"
    )
    return text, Problem(place=place, message=message, hint="save the file as UTF-8")


def _fits(data: bytes) -> bool:
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        return False
    return True


def _offset(data: bytes, start: int, encoding: str) -> int:
    """Give the character offset of a byte, carriage returns not counted."""
    return len(data[:start].replace(b"\r", b"").decode(encoding))


def _sixteen(data: bytes, file: str) -> tuple[str, Problem]:
    little = data.startswith(codecs.BOM_UTF16_LE) or data[1:2] == b"\0"
    text = data.decode("utf-16-le" if little else "utf-16-be", errors="replace")
    text = text.removeprefix("\ufeff")
    place = place_in(text.replace("\r", ""), 0, file)
    message = "these bytes are not UTF-8; this is most likely UTF-16"
    return text, Problem(place=place, message=message, hint="save the file as UTF-8")
