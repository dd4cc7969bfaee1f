"""Byline: the static site generator for opinion columns.

A tour of the rooms, in the order in which a column passes through them.  A room imports
only from those above it.

    problems    mistakes with a place, a caret and a hint
    digest      the one canonical digest of values and bytes
    urls        every address of the site, and the file that stands for it
    source/     what a person wrote → typed values: front matter, Markdown
    publication/  values → the library: calendar, shelves, neighbors, links
    pages/      the library → pages with their needs; one module a kind of output
    theme/      theme chain, templates, words, assets, digests of templates
    engine/     session, store of texts, record, workers, rendering, safe writing
    preview/    server, watcher, live reload, error panel
    desk/       what editors run: init, new, plan, why, themes
    cli/        arguments, progress, exit codes, the only printing

The words of the field bind the code: column, author, standfirst, section, series,
disclaimer, disclosure, correction, furniture, card, library, shelf, page, need,
problem.
"""

__version__ = "0.1.0"
