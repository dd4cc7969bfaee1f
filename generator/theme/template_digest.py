"""The digest of a template with everything that it is made from.

Must not touch files.  Invariant: two templates with equal digests print equal pages
from equal views.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from generator.digest import Digest, digest
from generator.theme.scanning import ANY, References
from generator.theme.templates import TemplateName, Templates


def closure(
    name: TemplateName, refer: Callable[[TemplateName], References]
) -> Mapping[TemplateName, References]:
    """Find a template and all that it extends, includes and imports, in order.

    `refer` tells what a template refers to.
    """
    found: dict[TemplateName, References] = {}
    waiting = [name]
    while waiting:
        here = waiting.pop()
        if here not in found:
            found[here] = refer(here)
            waiting += reversed(found[here].templates)
    return found


def digest_closure(
    found: Mapping[TemplateName, References],
    templates: Templates,
    *,
    settings: Mapping[str, object],
    icons: Mapping[str, bytes],
    links: Mapping[str, str],
) -> Digest:
    """Digest the texts of templates, and of all else only what they name.

    Templates are entered by their order, not their layer: a new child theme that
    changes nothing of a page leaves the page as it is.
    """
    order = {name: index for index, name in enumerate(found)}
    texts = tuple(
        (
            name.partition(":")[2],
            templates.source(name),
            tuple(order[other] for other in references.templates),
        )
        for name, references in found.items()
    )
    every = tuple(found.values())
    return digest(
        (
            texts,
            _chosen(settings, (item.settings for item in every)),
            _chosen(icons, (item.icons for item in every)),
            _chosen(links, (item.assets for item in every)),
        )
    )


def _chosen(
    table: Mapping[str, object], named: Iterable[tuple[str, ...]]
) -> Mapping[str, object]:
    names = {name for group in named for name in group}
    if names.issuperset(ANY):
        return table
    return {name: table[name] for name in sorted(names) if name in table}
