"""The furniture of a column page: what is configured is there, and nothing else."""

from pathlib import Path

from building import (
    author,
    body,
    comment,
    desk_page,
    discussion,
    library,
    moment,
    piece,
    settings,
)

from generator.pages.column_parts import (
    AuthorNote,
    Comments,
    CorrectionNote,
    SourceLine,
)
from generator.pages.frame import build_frame
from generator.pages.furniture import (
    author_notes,
    build_comments,
    build_tools,
    corrections_of,
    disclaimer_of,
    first_sentence,
    source_line,
)
from generator.pages.mail import column_mail
from generator.pages.share import TARGETS, check_share_targets
from generator.publication.cards import Named
from generator.publication.library import Library
from generator.source.author import OutsideLink
from generator.source.column import (
    ColumnId,
    CommentState,
    Contributor,
    Correction,
    CorrectionKind,
    DisclaimerChoice,
    FirstPublished,
)
from generator.source.settings import CommentSettings, Furniture

URL = "https://paper.example/columns/a/"


def test_a_site_without_furniture_has_no_tools() -> None:
    bare = Furniture(print=False, email=False, bookmark=False, text_size=False)
    built = library(piece("a"), settings=settings(furniture=bare))
    tools = build_tools(built.entries[ColumnId("a")].card, URL, built)
    assert (tools.print, tools.email, tools.bookmark, tools.share) == (
        False,
        "",
        False,
        (),
    )


def test_share_links_hold_the_title_and_the_address() -> None:
    wanted = Furniture(share=("mastodon", "weibo"))
    built = library(piece("a", title="A & B"), settings=settings(furniture=wanted))
    tools = build_tools(built.entries[ColumnId("a")].card, URL, built)
    assert [(target.label, target.url) for target in tools.share] == [
        (
            "Mastodon",
            "https://mastodonshare.com/?text=A%20%26%20B"
            "&url=https%3A%2F%2Fpaper.example%2Fcolumns%2Fa%2F",
        ),
        (
            "Weibo",
            "https://service.weibo.com/share/share.php"
            "?url=https%3A%2F%2Fpaper.example%2Fcolumns%2Fa%2F&title=A%20%26%20B",
        ),
    ]


def test_every_share_target_fills_in_its_pattern() -> None:
    wanted = settings(furniture=Furniture(share=tuple(TARGETS)))
    built = library(piece("a"), settings=wanted)
    tools = build_tools(built.entries[ColumnId("a")].card, URL, built)
    assert len(tools.share) == len(TARGETS)
    assert all("paper.example" in target.url for target in tools.share)
    assert not any("{" in target.url for target in tools.share)


def test_an_unknown_share_target_is_told_with_the_nearest() -> None:
    found = check_share_targets(settings(furniture=Furniture(share=("bluesk",))))
    assert [(p.message, p.hint) for p in found] == [
        ("“bluesk” is no share target", "did you mean bluesky?")
    ]


def test_a_mail_holds_title_byline_standfirst_and_address() -> None:
    built = library(piece("a"))
    assert column_mail(built.entries[ColumnId("a")].card, URL) == (
        "mailto:?subject=A&body=A%0D%0AJane%20Doe%0D%0A%0D%0AWhat%20a%20says."
        "%0D%0A%0D%0Ahttps%3A%2F%2Fpaper.example%2Fcolumns%2Fa%2F%0D%0A"
    )


def test_a_mail_link_stays_within_what_mail_programs_take() -> None:
    built = library(piece("a", title="题" * 200, summary="文" * 900))
    link = column_mail(built.entries[ColumnId("a")].card, URL)
    assert len(link) <= 1800
    assert link.endswith("%2Fcolumns%2Fa%2F%0D%0A")


def test_the_source_is_the_publication_unless_the_column_says_else() -> None:
    built = library(piece("a"))
    column = built.entries[ColumnId("a")].column
    assert source_line(column, build_frame(built)) == SourceLine(
        name="The Paper", url="", date=moment("2026-01-01")
    )
    first = FirstPublished(
        name="The Review", url="https://r.example/", date=moment("2025-01-01")
    )
    other = piece("b", source=first).column
    assert source_line(other, build_frame(built)) == SourceLine(
        name="The Review", url="https://r.example/", date=moment("2025-01-01")
    )


def chosen(choice: DisclaimerChoice | str, own: str = "") -> str:
    built = library(
        piece("a", disclaimer=choice),
        authors=(author(disclaimer=own),),
        settings=settings(disclaimer="The *site's*."),
    )
    return disclaimer_of(built.entries[ColumnId("a")].column, built)


def test_the_disclaimer_is_the_columns_else_the_authors_else_the_sites() -> None:
    site = "The <em>site’s</em>."
    assert chosen(DisclaimerChoice.DEFAULT) == site
    assert chosen(DisclaimerChoice.DEFAULT, own="Hers.") == "Hers."
    assert chosen(DisclaimerChoice.SITE, own="Hers.") == site
    assert chosen(DisclaimerChoice.AUTHOR) == site
    assert chosen("Its own.", own="Hers.") == "Its own."


def test_a_disclaimer_is_only_absent_when_the_column_says_none() -> None:
    assert chosen(DisclaimerChoice.NONE, own="Hers.") == ""


def test_an_author_note_has_the_first_sentence_and_the_first_link() -> None:
    bio = body(text="Jane Doe writes about rivers and the people on them. She rows.")
    links = (OutsideLink(label="her site", url="https://jane.example/"),)
    built = library(piece("a"), authors=(author(bio=bio, links=links),))
    assert author_notes(built.entries[ColumnId("a")].column, built) == (
        AuthorNote(
            name="Jane Doe",
            href="/authors/jane-doe/",
            html="Jane Doe writes about rivers and the people on them.",
            more=Named(label="her site", href="https://jane.example/"),
        ),
    )


def test_a_guest_with_a_bio_has_a_note_and_one_without_has_none() -> None:
    guests = (
        Contributor(name="Peter", bio="A *pilot*.", standing="guest"),
        Contributor(name="Paul"),
    )
    built = library(piece("a", contributors=guests))
    assert author_notes(built.entries[ColumnId("a")].column, built) == (
        AuthorNote(name="Peter", standing="guest", html="A <em>pilot</em>."),
    )


def test_a_short_first_sentence_takes_the_next_along() -> None:
    assert first_sentence(
        "Dr. No & co. write on tides and salt marshes here. Yes."
    ) == ("Dr. No &amp; co. write on tides and salt marshes here.")
    assert first_sentence("No end") == "No end"


def test_corrections_keep_kind_date_and_text() -> None:
    note = Correction(
        kind=CorrectionKind.CORRECTION,
        date=moment("2026-02-01"),
        text="It was *12* < 13.",
    )
    built = library(piece("a", corrections=(note,)))
    assert corrections_of(built.entries[ColumnId("a")].column, built) == (
        CorrectionNote(
            kind=CorrectionKind.CORRECTION,
            date=moment("2026-02-01"),
            html="It was <em>12</em> &lt; 13.",
            text="It was 12 < 13.",
        ),
    )


def discussed(**said: object) -> Library:
    replies = (comment("1"), comment("2", "1"), comment("3", "2"), comment("4"))
    return library(
        piece("a"),
        desk_pages=(desk_page("rules"),),
        discussions=(discussion("a", *replies),),
        settings=settings(comments=CommentSettings(**said)),  # type: ignore[arg-type]  # fields
    )


def comments_of(built: Library) -> Comments | None:
    entry, frame = built.entries[ColumnId("a")], build_frame(built)
    return build_comments(entry, URL, built, policy=frame.comments)


def test_replies_stand_under_what_they_answer_and_all_are_counted() -> None:
    built = discussed(default=CommentState.OPEN)
    found = comments_of(built)
    assert found is not None
    assert found.count == 4
    one, four = found.items
    assert (one.id, four.id) == ("comment-1", "comment-4")
    assert one.paragraphs == ("One.", "Two.")
    assert one.replies[0].replies[0].id == "comment-3"


def test_comments_that_are_off_are_not_there() -> None:
    built = discussed(default=CommentState.OFF)
    assert comments_of(built) is None


def test_the_form_posts_to_the_endpoint_or_the_comment_is_mailed() -> None:
    posted = discussed(
        default=CommentState.OPEN, endpoint="https://c.example/", mail="c@p.example"
    )
    found = comments_of(posted)
    assert found is not None
    assert (found.endpoint, found.mail) == ("https://c.example/", "")
    mailed = discussed(default=CommentState.OPEN, mail="c@p.example", policy="rules.md")
    found = comments_of(mailed)
    assert found is not None
    assert found.mail.startswith("mailto:c@p.example?subject=A&body=")
    assert found.policy == Named(label="Rules", href="/rules/")


def test_closed_comments_are_shown_and_take_no_more() -> None:
    built = discussed(default=CommentState.CLOSED, endpoint="https://c.example/")
    found = comments_of(built)
    assert found is not None
    assert (found.count, found.endpoint, found.mail) == (4, "", "")


def test_a_comment_that_answers_a_later_one_stands_by_itself() -> None:
    built = library(
        piece("a"),
        discussions=(discussion("a", comment("1", "2"), comment("2", "x")),),
        settings=settings(comments=CommentSettings(default=CommentState.OPEN)),
    )
    found = comments_of(built)
    assert found is not None
    one, two = found.items
    assert (one.replies, two.replies) == ((), ())


def test_every_share_target_has_a_drawing() -> None:
    icons = Path(__file__).parents[1] / "themes/broadsheet/assets/icons"
    assert [name for name in TARGETS if not (icons / f"{name}.svg").is_file()] == []
