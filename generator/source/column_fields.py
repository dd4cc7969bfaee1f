"""The tables of what a column, an author, a page of the desk and a comment may say.

Owns the rows: names, kinds, one sentence and an example each.
"""

from __future__ import annotations

from generator.source.column import (
    CommentState,
    CorrectionKind,
    DisclaimerChoice,
    FontSize,
    Role,
)
from generator.source.tables import (
    Field,
    Kind,
    choice,
    flag,
    moment,
    plain,
    required,
    text,
    whole,
    words,
)

CONTRIBUTOR_FIELDS = (
    text("author", "The id of an author with a record.", "jane-doe"),
    text("name", "The name of a guest without a record.", "Jane Doe"),
    text("standing", "Who the guest is, in a word or two.", "guest"),
    text("bio", "A sentence on the guest, Markdown.", "Jane Doe keeps bees."),
    text("url", "Where readers learn more of the guest.", "https://jane.example/"),
    choice("role", "What the person did for the column.", Role),
)
SERIES_FIELDS = (
    required("name", "The name of the series.", "Whose Shore"),
    whole("part", "The number of this part.", "2"),
)
PICTURE_FIELDS = (
    required("src", "The file beside the column, or /… from static.", "bridge.png"),
    text("alt", "The picture in words, for who can't see it.", "A bridge, open."),
    text("caption", "The line under the picture.", "The bridge of 1911."),
    text("credit", "Who made the picture.", "Photograph: Jane Doe"),
)
SOURCE_FIELDS = (
    required("name", "The publication that had it first.", "The Quay Review"),
    text("url", "Its address there.", "https://quay.example/waiting"),
    moment("date", "The date there.", "2024-05-02"),
)
CORRECTION_FIELDS = (
    choice("kind", "What the note is.", CorrectionKind),
    Field(
        name="date",
        kinds=(Kind.MOMENT,),
        about="The day of the note.",
        example="2025-03-14",
        required=True,
    ),
    required("text", "What was wrong and what is right.", "It is 3,870, not 3,780."),
)
LINK_FIELDS = (
    required("label", "What the link says.", "Mastodon"),
    required("url", "A web address, or a file of pages/.", "https://social.example/@j"),
)

COLUMN_FIELDS = (
    required("title", "The headline.", "Take Down My Bridge"),
    Field(
        name="author",
        kinds=(Kind.TEXT, Kind.RECORD, Kind.RECORDS, Kind.WORDS),
        about="An author's id, a guest as {name, standing, bio}, or a list of them.",
        example="jane-doe",
        parts=CONTRIBUTOR_FIELDS,
        required=True,
    ),
    Field(
        name="date",
        kinds=(Kind.MOMENT,),
        about="The day of publication in the desk's zone, or a day and a time.",
        example="2024-05-17",
        required=True,
    ),
    text("summary", "The standfirst: a sentence or two.", "Let the bridge go."),
    text("section", "The section it belongs to, by id.", "city"),
    words("tags", "Subjects.", "[port, memory]"),
    Field(
        name="series",
        kinds=(Kind.RECORD, Kind.TEXT),
        about="The numbered run it belongs to.",
        example="{name: Whose Shore, part: 2}",
        parts=SERIES_FIELDS,
    ),
    text(
        "disclaimer",
        "Whose views these are: site, default, author, none, or a text of its own.",
        "site",
    ),
    text("disclosure", "The author's interests in the matter.", "She owns a boat."),
    choice("font_size", "The text size that the page opens with.", FontSize),
    Field(
        name="image",
        kinds=(Kind.RECORD, Kind.TEXT),
        about="The picture at the top.",
        example="{src: bridge.png, alt: A bridge}",
        parts=PICTURE_FIELDS,
    ),
    text("audio", "A recording of it: a file beside it, or /… from static.", "it.mp3"),
    Field(
        name="source",
        kinds=(Kind.RECORD, Kind.TEXT),
        about="Where the column was published first.",
        example="{name: The Quay Review, date: 2024-05-02}",
        parts=SOURCE_FIELDS,
    ),
    text(
        "canonical",
        "The address that search engines should know.",
        "https://q.example/w",
    ),
    moment(
        "updated", "The day of a change, with a note in `corrections`.", "2024-05-18"
    ),
    Field(
        name="corrections",
        kinds=(Kind.RECORDS, Kind.RECORD),
        about="Dated notes on what was changed.",
        example='[{kind: correction, date: 2024-05-18, text: "It is 3,870."}]',
        parts=CORRECTION_FIELDS,
    ),
    flag("draft", "Not to be published yet.", "true"),
    moment("expires", "The day from which it is no longer shown.", "2025-06-30"),
    words("aliases", "Addresses that it had before.", "[/2024/bridge/]"),
    text("slug", "The last part of its address.", "take-down-my-bridge"),
    text("id", "A lasting name of its own; it names the comments file.", "2024/bridge"),
    text("language", "The language it is written in.", "de"),
    choice("comments", "Whether readers may comment.", CommentState),
    text("forum", "Where it is talked about.", "https://forum.example/t/12"),
    text("license", "The terms on which others may use it.", "CC BY 4.0"),
    plain("extra", "Anything else, for the theme.", "{mood: dark}"),
)
"""In the order in which a writer would type them."""

AUTHOR_FIELDS = (
    required("name", "The name as printed.", "Jane Doe"),
    text("standing", "Who they are to the desk.", "columnist"),
    text("photo", "A picture, from the site's root.", "/images/jane.png"),
    text("photo_alt", "The picture in words.", "Jane Doe, laughing."),
    Field(
        name="links",
        kinds=(Kind.RECORDS, Kind.RECORD),
        about="Where to learn more; the first stands in the author note.",
        example='[{label: Her site, url: "https://jane.example/"}]',
        parts=LINK_FIELDS,
    ),
    text("disclaimer", "Stands under all of their columns.", "Her views are her own."),
    text("email", "An address for readers.", "jane@paper.example"),
    text("note", "A sentence or two for under a column.", "Jane Doe keeps bees."),
    plain("extra", "Anything else, for the theme.", "{desk: night}"),
)
PAGE_FIELDS = (
    required("title", "The headline.", "About us"),
    text("summary", "A sentence for search engines.", "Who we are."),
    text("slug", "The last part of its address.", "about"),
    flag("nav", "Whether the strip of sections lists it.", "true"),
    text("language", "The language it is written in.", "de"),
    words("aliases", "Addresses that it had before.", "[/about-us/]"),
    plain("extra", "Anything else, for the theme.", "{wide: true}"),
)
COMMENT_FIELDS = (
    required("id", "A name of its own in this file.", "c1"),
    required("name", "Who wrote it.", "R. Ferreira"),
    Field(
        name="date",
        kinds=(Kind.MOMENT,),
        about="When it came in.",
        example="2025-03-07T11:20:00+01:00",
        required=True,
    ),
    required("text", "The comment; blank lines part paragraphs.", "Well said."),
    text("reply_to", "The id of the comment it answers.", "c1"),
    Field(
        name="status",
        kinds=(Kind.CHOICE,),
        about="What the moderator decided; only approved ones are shown.",
        example="approved",
        choices=("approved", "pending", "rejected"),
        required=True,
    ),
)
DISCLAIMER_WORDS = tuple(member.word for member in DisclaimerChoice)
