"""The digest of a template with everything that it is made from.

Must not touch files.  Invariant: two templates with equal digests print equal pages
from equal views.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.digest import Digest, digest
from generator.theme.environment import ThemeEnvironment
from generator.theme.faults import TemplateProblem
from generator.theme.references import ANY, References
from generator.theme.templates import TemplateName


def closure(
    environment: ThemeEnvironment, name: TemplateName
) -> Mapping[TemplateName, References]:
    """Find a template and all that it extends, includes and imports, in order.

    A reference to nothing is raised as a problem.
    """
    found: dict[TemplateName, References] = {}
    waiting = [name]
    while waiting:
        here = waiting.pop()
        if here in found:
            continue
        found[here] = environment.references(here)
        if found[here].problems:
            raise TemplateProblem(found[here].problems[0])
        waiting += reversed(found[here].templates)
    return found


def digest_closure(
    found: Mapping[TemplateName, References],
    environment: ThemeEnvironment,
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
            environment.templates.source(name),
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
