from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from generator.digest import digest_blocks, digest_bytes
from generator.source.pictures import (
    FileFacts,
    measure_file,
    read_blocks,
    svg_size,
)


def size_of(file: Path) -> tuple[int, int]:
    facts = measure_file(file, file.name)
    return facts.width, facts.height


def test_an_open_file_is_digested_in_pieces() -> None:
    assert digest_blocks(read_blocks(BytesIO(b"crows"))) == digest_bytes(b"crows")


def picture(file: Path, size: tuple[int, int] = (31, 17), **how: object) -> Path:
    Image.new("RGB", size).save(file, **how)  # type: ignore[arg-type]
    return file


@pytest.mark.parametrize("ending", ["png", "jpg", "JPEG", "gif", "webp", "bmp", "tiff"])
def test_a_picture_has_its_size(tmp_path: Path, ending: str) -> None:
    assert size_of(picture(tmp_path / f"a.{ending}")) == (31, 17)


def test_a_file_has_the_digest_and_the_length_of_its_bytes(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"%PDF")

    assert measure_file(file, "content/static/a.pdf") == FileFacts(
        path="content/static/a.pdf", digest=digest_bytes(b"%PDF"), length=4
    )


@pytest.mark.parametrize(("orientation", "size"), [(1, (31, 17)), (6, (17, 31))])
def test_a_turned_photograph_has_the_size_that_is_seen(
    tmp_path: Path, orientation: int, size: tuple[int, int]
) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation

    assert size_of(picture(tmp_path / "a.jpg", exif=exif)) == size


def test_what_only_looks_like_a_picture_has_no_size(tmp_path: Path) -> None:
    for name in ("a.png", "a.jpg", "a.svg", "a.txt"):
        (tmp_path / name).write_bytes(b"\x89PNG\r\n\x1a\nno")

        assert size_of(tmp_path / name) == (0, 0)


def png_head(width: int, height: int) -> bytes:
    """The beginning of a PNG, without its pixels."""
    chunks = (b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0), b"IDAT")
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
        for chunk in chunks
    )


@pytest.mark.parametrize(
    ("written", "size"),
    [((20_000, 5_000), (20_000, 5_000)), ((60_000, 60_000), (0, 0))],
)
def test_a_huge_picture_is_measured_by_its_head_without_a_word(
    tmp_path: Path, written: tuple[int, int], size: tuple[int, int]
) -> None:
    (tmp_path / "a.png").write_bytes(png_head(*written))

    assert size_of(tmp_path / "a.png") == size


@pytest.mark.parametrize(
    ("root", "size"),
    [
        ('<svg width="30" height="20">', (30, 20)),
        ('<svg width="30px" height="1in">', (30, 96)),
        ("<svg width='2.5cm' height='25mm'>", (94, 94)),
        ('<svg viewBox="0 0 24 12">', (24, 12)),
        ('<svg viewBox="0,0 , 24.4, 12.6">', (24, 13)),
        ('<svg width="30" viewBox="0 0 20 10">', (30, 15)),
        ('<svg height="30" viewBox="0 0 20 10">', (60, 30)),
        ('<svg width="100%" height="100%" viewBox="0 0 24 12">', (24, 12)),
        (
            '<?xml version="1.0"?><!-- a > b -->\n<svg:svg\n width="3"\n height="4">',
            (3, 4),
        ),
        ("<svg>", (0, 0)),
        ('<svg width="10em" height="10em">', (0, 0)),
        ('<svg width="-4" height="4">', (0, 0)),
        ('<svg viewBox="0 0 0 0">', (0, 0)),
        ('<svg viewBox="nonsense">', (0, 0)),
        ('<svg width="1e999" height="3">', (0, 0)),
        ('<svg stroke-width="9" viewBox="0 0 5 5">', (5, 5)),
        ("<p>no drawing</p>", (0, 0)),
        ("", (0, 0)),
    ],
)
def test_the_size_of_a_drawing(root: str, size: tuple[int, int]) -> None:
    assert svg_size(root) == size


def test_an_svg_file_has_its_size(tmp_path: Path) -> None:
    (tmp_path / "a.SVG").write_text('<svg width="3" height="4"/>')

    assert size_of(tmp_path / "a.SVG") == (3, 4)
