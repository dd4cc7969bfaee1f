"""Pelican's settings: the same kinds of page as the other peers make."""

from __future__ import annotations

SITENAME = "The Opinion Page"
SITEURL = "https://example.org"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
RELATIVE_URLS = False

PATH = "content"
ARTICLE_PATHS = ["columns"]
PAGE_PATHS: list[str] = []
STATIC_PATHS: list[str] = []
OUTPUT_PATH = "output"
READERS = {"rst": None, "html": None}
FORMATTED_FIELDS: list[str] = []
MARKDOWN = {
    "extension_configs": {
        "markdown.extensions.meta": {},
        "markdown.extensions.footnotes": {},
        "markdown.extensions.smarty": {},
    },
    "output_format": "html5",
}

THEME = "theme"
THEME_STATIC_DIR = "."
PLUGINS = ["neighbors"]
DIRECT_TEMPLATES = ["index", "authors", "tags", "sitemap"]
SITEMAP_SAVE_AS = "sitemap.xml"

ARTICLE_URL = "columns/{slug}/"
ARTICLE_SAVE_AS = "columns/{slug}/index.html"
AUTHOR_URL = "authors/{slug}/"
AUTHOR_SAVE_AS = "authors/{slug}/index.html"
AUTHORS_SAVE_AS = "authors/index.html"
TAG_URL = "tags/{slug}/"
TAG_SAVE_AS = "tags/{slug}/index.html"
TAGS_SAVE_AS = "tags/index.html"
CATEGORY_SAVE_AS = ""
CATEGORIES_SAVE_AS = ""
ARCHIVES_SAVE_AS = ""
YEAR_ARCHIVE_URL = "archive/{date:%Y}/"
YEAR_ARCHIVE_SAVE_AS = "archive/{date:%Y}/index.html"

PAGINATED_TEMPLATES = {"index": 20, "author": 20, "tag": 20}
DEFAULT_PAGINATION = 20
PAGINATION_PATTERNS = [
    (1, "{base_name}/", "{base_name}/index.html"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
]

FEED_DOMAIN = SITEURL
FEED_MAX_ITEMS = 20
FEED_ALL_ATOM = None
CATEGORY_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
FEED_RSS = "index.xml"
AUTHOR_FEED_RSS = "authors/{slug}/index.xml"
RSS_FEED_SUMMARY_ONLY = False
FEED_APPEND_REF = False
