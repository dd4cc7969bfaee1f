"""A new theme of the site's own: a child of another one, with comments that teach.

Owns what stands in its files.  Invariants: no file is overwritten, and a site that
names the new theme looks as before until its author changes something.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from generator.problems import Place, Problem, nearest
from generator.source.spelling import spell_text
from generator.theme.locate import BASE
from generator.theme.manifest import CONTRACT

_MANIFEST = """\
# What this theme says of itself. `byline theme check {name}` tells what is wrong in it,
# `byline theme show {name}` what it has and where each part comes from.
name: {name}

# The theme behind this one: whatever is not here is taken from there.
extends: {parent}

# The version of what templates are handed, and by what names.
contract: {contract}

description: {description}

# What a site may set of this theme, besides what {parent} has. A child may change a
# default alone; a color says what it is read on, and is measured against it.
#
# settings:
#   leaf:
#     type: color          # or font, boolean, integer, choice, list, text
#     default: "#2b5d34"
#     against: ["#ffffff"]
#     css: --leaf          # the stylesheet reads it as var(--leaf)
#     help: The color of the line under a headline.
"""
_TEMPLATE = """\
{{# A column's page. Whatever is not written here is as in {parent}. #}}
{{% extends "parent:column.html" %}}

{{# To change a part, write its block anew outside of this comment; super() stands for
   what was there before. `byline theme show {name}` lists all blocks. As an example:

   {{% block tags %}}
   {{{{ super() }}}}
   <p><a href="{{{{ url(frame.archive) }}}}">{{{{ say("archive") }}}}</a></p>
   {{% endblock %}}

   Print addresses with url(…), texts with prose(…), words with say("…"), files of
   assets/ with asset("…"), drawings of assets/icons/ with icon("…"). #}}
"""
_STYLE = """\
/* Rules behind those of {parent}. Its custom properties are the shortest way to a look
   of your own; they are listed at the head of its stylesheet. As an example:

:root {{
  --text: 1.25rem;
  --leading: 1.6;
}}
*/
"""


def plan_theme(
    name: str, parent: str, known: Iterable[str]
) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """Give the files of a new theme by their paths from the site's folder.

    `known` are the themes that it may extend.  With problems there are no files.
    """
    problems = (*_check_name(name), *_check_parent(parent, known))
    if problems:
        return {}, problems
    fields = {
        "name": name,
        "parent": parent,
        "contract": CONTRACT,
        "description": spell_text(f"{name[:1].upper()}{name[1:]}, after {parent}."),
    }
    folder = f"themes/{name}"
    return {
        f"{folder}/theme.yaml": _MANIFEST.format_map(fields),
        f"{folder}/templates/column.html": _TEMPLATE.format_map(fields),
        f"{folder}/assets/additions.css": _STYLE.format_map(fields),
    }, ()


def write_theme(site: Path, name: str, files: dict[str, str]) -> tuple[Path, ...]:
    """Write a new theme; where the folder is there already, a `FileExistsError`."""
    (site / "themes" / name).mkdir(parents=True)
    for path, text in files.items():
        file = site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    return tuple(site / path for path in files)


def _check_name(name: str) -> Iterable[Problem]:
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]*", name) or name == BASE:
        message = f"“{name}” can't be the name of a theme"
        hint = "small letters, digits and hyphens: our-paper"
        yield Problem(place=Place(file="NAME"), message=message, hint=hint)


def _check_parent(parent: str, known: Iterable[str]) -> Iterable[Problem]:
    names = sorted(known)
    if parent not in names:
        meant = nearest(parent, names)
        hint = f"did you mean {meant}?" if meant else f"there are {', '.join(names)}"
        message = f"there is no theme “{parent}” to start from"
        yield Problem(place=Place(file="--from"), message=message, hint=hint)
