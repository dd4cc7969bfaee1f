"""The tables: figures in, Markdown out.

Pure.  Of several runs a cell shows the median, and the least and the most in brackets.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from statistics import median

from measure import Measured
from peer import Site
from rows import LARGER, Figures, Row

Figure = Callable[[Measured], float]

_TIMES: Mapping[Row, str] = {
    Row.UNCHANGED: "nothing changed",
    Row.BODY: "one paragraph edited",
    Row.TITLE: "one title edited",
    Row.BASE: "base template edited: every page again",
    Row.WATCH: "watch: from a save to all of the output written",
}


def _wall(run: Measured) -> float:
    return run.wall


def _cpu(run: Measured) -> float:
    return run.cpu


def _megabytes(run: Measured) -> float:
    return run.memory / 1e6


def _milliseconds(run: Measured) -> float:
    return run.wall * 1000


def format_results(
    found: Mapping[Row, Figures],
    title: str,
    sites: Sequence[Site],
    more: Iterable[list[str]] = (),
) -> str:
    """Write the table for some of the sites; the last is compared with Hugo.

    `more` are lines to stand under those of the builds.
    """
    names = [*(site.value for site in sites), "ratio to Hugo"]
    names = [f"{n} (first build only)" if n == "Pelican" else n for n in names]
    first = found.get(Row.FIRST, {})
    lines = [
        *_line("first build, wall", first, _wall, "s", sites),
        *_line("first build, CPU", first, _cpu, "s", sites),
        *_line("first build, peak memory", first, _megabytes, "MB", sites),
    ]
    for row, label in _TIMES.items():
        lines += _line(f"{label}, wall", found.get(row, {}), _wall, "s", sites)
        lines += _line(f"{label}, CPU", found.get(row, {}), _cpu, "s", sites)
    return _table(title, names, [*lines, *more])


def larger_lines(
    found: Mapping[Row, Figures], size: int, sites: Sequence[Site]
) -> Iterator[list[str]]:
    """Compare the first build of a larger corpus with that of the smaller, if timed."""
    large, small = found.get(Row.LARGER, {}), found.get(Row.FIRST, {})
    label = f"first build of {size * LARGER:,} columns over {size:,}, wall"
    for line in _line(label, large, _wall, "s", sites):
        for place, site in enumerate(sites, start=1):
            if large.get(site) and small.get(site):
                times = _middle(large, site, _wall) / _middle(small, site, _wall)
                line[place] = f"{times:.1f} times: {line[place]}"
        yield line
    yield from _line(f"{label[:-6]}, peak memory", large, _megabytes, "MB", sites)


def start_lines(
    starts: Figures, bare: Sequence[Measured], sites: Sequence[Site]
) -> Iterator[list[str]]:
    """Compare the start of each program with that of Python itself, if timed."""
    if not bare:
        return
    python = median(map(_milliseconds, bare))
    label = f"`--version` over bare Python ({python:.0f} ms)"
    for line in _line(label, starts, _milliseconds, "ms", sites):
        ours = _middle(starts, Site.PLAIN, _milliseconds) / python
        line[-2] = f"{ours:.1f} times: {line[-2]}"
        yield line


def format_files(counts: Mapping[Site, tuple[Counter[str], int]]) -> str:
    """Write the table of what each peer has written."""
    kinds = list(dict.fromkeys(kind for found, _ in counts.values() for kind in found))
    lines = [
        [kind, *(f"{found[kind]:,}" for found, _ in counts.values())]
        for kind in sorted(kinds, key=lambda kind: (kind == "others", kind))
    ]
    lines += [
        ["all files", *(f"{found.total():,}" for found, _ in counts.values())],
        ["MB", *(f"{size / 1e6:,.0f}" for _, size in counts.values())],
    ]
    return _table("files written", [site.value for site in counts], lines)


def _line(
    label: str, figures: Figures, figure: Figure, unit: str, sites: Sequence[Site]
) -> Iterator[list[str]]:
    """Write one line, if there is anything in it."""
    found = {site: [figure(run) for run in figures.get(site, ())] for site in sites}
    if not any(found.values()):
        return
    cells = [_cell(values, unit) for values in found.values()]
    hugo, ours = found.get(Site.HUGO), found[sites[-1]]
    ratio = f"{median(ours) / median(hugo):.2f}" if hugo and ours else "–"
    yield [label, *cells, ratio]


def _middle(figures: Figures, site: Site, figure: Figure) -> float:
    return median(map(figure, figures[site]))


def _cell(values: Sequence[float], unit: str) -> str:
    if not values:
        return "–"
    middle = f"{_number(median(values))} {unit}"
    if len(values) == 1:
        return middle
    return f"{middle} ({_number(min(values))}–{_number(max(values))})"


def _number(value: float) -> str:
    """Write three figures or so: 0.12, 3.46, 46.1, 873."""
    places = 2 if value < 10 else 1 if value < 100 else 0
    return f"{value:,.{places}f}"


def _table(title: str, names: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    rule = ["---", *("---:" for _ in names)]
    rows = ([title, *names], rule, *lines)
    return "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n"
