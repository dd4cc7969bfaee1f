"""Names that writers bring from other generators, and what they mean here.

Pure, but for what is noted in `Findings`.  Where the meaning is certain the field is
understood and a warning shows the line to type; where it is not, the problem gives the
exact replacement.  Nothing is passed over in silence.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from generator.source.brought_values import TRANSLATORS, joined
from generator.source.fields import flag_of
from generator.source.forms import fold_name, is_empty, retyped
from generator.source.nodes import Node, Pairs, Scalar

if TYPE_CHECKING:
    from generator.source.findings import Findings

_RENAMED = {
    "title": "headline heading",
    "author": "authors writer columnist by",
    "date": "publishdate publish_date pubdate pub_date publication_date published_at "
    "publishedat date_published datetime created created_at posted",
    "summary": "description excerpt subtitle subheadline dek deck standfirst abstract "
    "teaser lede lead intro tagline meta_description",
    "section": "category",
    "tags": "keywords tag topics topic subjects keyword",
    "image": "cover cover_image featured_image featuredimage featured_img "
    "feature_image thumbnail thumb header_image hero hero_image og_image picture "
    "photo images teaser_image lead_image banner",
    "language": "lang locale",
    "expires": "expirydate expiry_date expires_at unpublishdate unpublish_date "
    "end_date expiry",
    "canonical": "canonical_url canonicalurl canonical_link original_url",
    "aliases": "alias redirect_from redirects old_url old_urls",
    "license": "licence",
    "font_size": "fontsize text_size textsize",
    "forum": "forum_url discussion_url discourse",
    "disclosure": "disclosures conflict_of_interest conflicts_of_interest",
    "corrections": "correction",
    "source": "originally_published first_published republished_from",
    "id": "uid",
}
_OURS = {old: new for new, names in _RENAMED.items() for old in names.split()}
_IDLE_NAMES = """
    layout type kind weight order template theme math katex mathjax toc menu menus
    table_of_contents outputs markup sitemap pin pinned sticky featured post_id postid
    wordpress_id wp_id guid format reading_time readingtime wordcount word_count isso
    css cssclass css_class js post_type parent header footer robots params show_date
    showdate show_toc showtoc hide_title read_time share sharing social view_count
    views engine editor cascade resources linktitle link_title disqus mermaid
    previewimage has_math nocomment noindex
"""
_IDLE = frozenset(_IDLE_NAMES.split())
"""Say how another generator lays a page out: nothing is lost without them."""


PICTURE_NAMES = {
    **dict.fromkeys(("image", "path", "url", "file", "filename", "source"), "src"),
    **dict.fromkeys(("alt_text", "alttext", "image_alt"), "alt"),
    **dict.fromkeys(("description", "title", "text", "legend"), "caption"),
    **dict.fromkeys(("attribution", "photographer", "copyright"), "credit"),
    **dict.fromkeys(("relative", "hidden", "width", "height", "layout"), ""),
}
"""Other names within a picture's mapping; "" for what means nothing here."""
PERSON_NAMES = {
    **dict.fromkeys(("id", "slug", "key", "login"), "author"),
    **dict.fromkeys(("title", "affiliation", "position", "job"), "standing"),
    **dict.fromkeys(("link", "website", "homepage", "web"), "url"),
    **dict.fromkeys(("about", "description", "biography"), "bio"),
    **dict.fromkeys(("email", "twitter", "avatar", "picture", "orcid"), ""),
}
"""Other names within an author's mapping in a column; "" for what means nothing."""


def translate(pairs: Pairs, known: frozenset[str], found: Findings) -> Pairs:
    """Put our names in the place of those brought from other generators.

    `description: …` → `summary: …`; `published: false` → `draft: true`; `layout: post`
    → nothing, with a warning.
    """
    if known.issuperset([key.text for key, _ in pairs.pairs]):
        return pairs
    given = {key.text for key, value in pairs.pairs if not is_empty(value)} & known
    kept: list[tuple[Scalar, Node]] = []
    for key, value in pairs.pairs:
        name = fold_name(key.text)
        if key.text in known or name in known:
            kept.append((key, value))
        elif name in _IDLE:
            note_idle(key, known, found)
        elif name in TRANSLATORS:
            pairings = TRANSLATORS[name](key, value, frozenset(given), found)
            given.update(ours.text for ours, _ in pairings)
            kept += pairings
        else:
            kept += _renamed(key, value, given, found)
    return Pairs(_merged(kept), pairs.line, pairs.column)


def rename(
    pairs: Pairs, names: Mapping[str, str], known: frozenset[str], found: Findings
) -> Pairs:
    """Put our names in the place of others, by a table of old → new."""
    if all(key.text in known for key, _ in pairs.pairs):
        return pairs
    given = {key.text for key, value in pairs.pairs if not is_empty(value)} & known
    kept: list[tuple[Scalar, Node]] = []
    for key, value in pairs.pairs:
        new = names.get(fold_name(key.text))
        if key.text in known or new is None:
            kept.append((key, value))
        elif new == "":
            note_idle(key, known, found)
        else:
            kept += understood(key, value, new, given, found)
    return Pairs(_merged(kept), pairs.line, pairs.column)


def _renamed(
    key: Scalar, value: Node, given: set[str], found: Findings
) -> list[tuple[Scalar, Node]]:
    new = _OURS.get(fold_name(key.text))
    if new is None:
        return [(key, value)]
    return understood(key, value, new, given, found)


def understood(
    key: Scalar, value: Node, new: str, given: set[str], found: Findings
) -> list[tuple[Scalar, Node]]:
    """Take a field by our name, with a warning; leave it out if ours is there too."""
    if new in given and new not in _JOINED:
        message = f"`{key.text}` is left out: `{new}` is given too"
        found.warn(key, message, "delete one of them")
        return []
    given.add(new)
    hint = f"type `{retyped(found, key, new)}`"
    found.warn(key, f"`{key.text}` is called `{new}` here", hint)
    return [(key._replace(text=new), value)]


_JOINED = ("tags", "aliases")
"""Fields that another name adds to, instead of saying the same."""


def note_idle(key: Scalar, known: frozenset[str], found: Findings) -> None:
    """Warn of a field that nothing here needs, and that is left out."""
    hint = "delete the line"
    if "extra" in known:
        hint += ", or put it under `extra:` for the theme"
    found.warn(key, f"`{key.text}` means nothing here and is left out", hint)


def _merged(kept: list[tuple[Scalar, Node]]) -> tuple[tuple[Scalar, Node], ...]:
    """Join lists of the same name; of two words on a draft, the careful one holds."""
    merged: dict[str, tuple[Scalar, Node]] = {}
    for key, value in kept:
        if key.text in merged and key.text in _JOINED:
            first, other = merged[key.text]
            merged[key.text] = (first, joined(other, value))
        elif key.text in merged and is_empty(merged[key.text][1]):
            merged[key.text] = (key, value)
        elif key.text == "draft" and flag_of(value) is True:
            merged["draft"] = (key, value)
        else:
            merged.setdefault(key.text, (key, value))
    return tuple(merged.values())
