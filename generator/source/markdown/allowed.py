"""The allow-list for HTML that a writer typed, Byline's own mark-up included.

Owns what may stay.  Must keep inline styles and event handlers out: the pages' security
policy forbids them anyhow.
"""

from __future__ import annotations

from functools import cache

import nh3


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


TAGS = _names(
    "a abbr address article aside audio b bdi bdo blockquote br caption cite code col"
    " colgroup data dd del details dfn div dl dt em figcaption figure footer h2 h3 h4"
    " h5 h6 header hgroup hr i img ins kbd li mark ol p picture pre q rp rt ruby s"
    " samp section small source span strong sub summary sup table tbody td tfoot th"
    " thead time tr track u ul var video wbr"
)

DROPPED = _names("script style iframe")
"""Gone with all that is in them."""

BLOCKS = _names(
    "body center dir fieldset form frameset h1 html main marquee menu nav noscript"
    " object optgroup select"
)
"""Not allowed, but their words stand apart: they become a `<div>`."""

EVERYWHERE = _names("class dir id lang role tabindex title translate")

ATTRIBUTES = {
    "a": "download href hreflang rel target type",
    "audio": "controls loop muted preload src",
    "blockquote": "cite",
    "col": "span",
    "colgroup": "span",
    "data": "value",
    "del": "cite datetime",
    "details": "name open",
    "img": "alt decoding height loading sizes src width",
    "ins": "cite datetime",
    "li": "value",
    "ol": "reversed start type",
    "q": "cite",
    "source": "height media sizes src type width",
    "td": "colspan headers rowspan",
    "th": "abbr colspan headers rowspan scope",
    "time": "datetime",
    "track": "default kind label src srclang",
    "video": "controls height loop muted playsinline poster preload src width",
}

SCHEMES = _names(
    "bitcoin ftp geo gopher http https im irc ircs magnet mailto matrix news nntp sip"
    " sips sms ssh tel urn xmpp"
)


def is_allowed(tag: str, attribute: str) -> bool:
    """Tell whether a tag may carry an attribute."""
    return (
        attribute in EVERYWHERE
        or attribute.startswith("aria-")
        or attribute in ATTRIBUTES.get(tag, "").split()
    )


@cache
def cleaner() -> nh3.Cleaner:
    """Build the cleaner, once."""
    attributes = {tag: set(names.split()) for tag, names in ATTRIBUTES.items()}
    return nh3.Cleaner(
        tags=set(TAGS),
        clean_content_tags=set(DROPPED),
        attributes={**attributes, "*": set(EVERYWHERE)},
        generic_attribute_prefixes={"aria-"},
        strip_comments=True,
        link_rel=None,
        url_schemes=set(SCHEMES),
        url_relative="pass_through",
    )
