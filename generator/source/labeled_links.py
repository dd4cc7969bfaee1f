"""Links with a label, as records and settings write them.

Pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.source.author import OutsideLink
from generator.source.column_parts import require_line
from generator.source.forms import sub_forms

if TYPE_CHECKING:
    from generator.source.forms import Form


def read_links(form: Form, name: str) -> tuple[OutsideLink, ...]:
    """Read a list of labelled links."""
    links = (read_link(item) for item in sub_forms(form, name))
    return tuple(link for link in links if link is not None)


def read_link(form: Form) -> OutsideLink | None:
    """Read one labelled link from its mapping."""
    label, url = require_line(form, "label"), require_line(form, "url")
    return OutsideLink(label=label, url=url) if label and url else None
