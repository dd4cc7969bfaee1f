"""Wanted: what a template names of a column's view, among what is dear to make.

Pure.  What no template names is left empty, and so is no need of the page: a theme
without related columns renders no page again because one of them has another title.
"""

from __future__ import annotations

Wanted = frozenset[str]
"""Names out of `ALL_WANTED`; of those alone a view has more than an empty value."""

ALL_WANTED: Wanted = frozenset({"related", "notes", "json_ld", "properties"})
"""Fields of a column's view and of its head that a theme may do without."""
