from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from source_reading import ZONE, shown

from generator.source.author import Comment, Discussion
from generator.source.column import Moment
from generator.source.discussion import read_discussion

PATH = "content/comments/2024/crows.yaml"


def entry(own: str, status: str = "approved", reply_to: str = "") -> str:
    answer = f"  reply_to: {reply_to}\n" if reply_to else ""
    return (
        f"- id: {own}\n  name: R. F.\n  date: 2025-03-07\n{answer}"
        f"  status: {status}\n  text: Well said.\n"
    )


def discussion_of(text: str) -> Discussion:
    """Read a discussion that has no problems."""
    discussion, problems = read_discussion(PATH, text.encode(), zone=ZONE)
    assert shown(problems) == ""
    assert discussion is not None
    return discussion


def ids(discussion: Discussion) -> list[str]:
    return [comment.id for comment in discussion.comments]


def test_a_comment_is_read() -> None:
    discussion = discussion_of(
        "- id: c1\n  name: R. F.\n  date: 2025-03-07T11:20:00Z\n  status: approved\n"
        "  text: |\n    One.\n\n    Two: #2\n"
    )

    assert discussion.column == "2024/crows"
    assert discussion.comments == (
        Comment(
            id="c1",
            name="R. F.",
            date=Moment(at=dt.datetime(2025, 3, 7, 12, 20, tzinfo=ZONE), bare=False),
            text="One.\n\nTwo: #2",
        ),
    )


def test_only_approved_comments_come_through() -> None:
    text = entry("c1") + entry("c2", "pending") + entry("c3", "rejected")
    discussion = discussion_of(text)

    assert (ids(discussion), discussion.withheld) == (["c1"], 2)


def test_an_answer_to_a_withheld_comment_is_withheld() -> None:
    text = (
        entry("c1", "rejected")
        + entry("c2", reply_to="c1")
        + entry("c3", reply_to="c2")
        + entry("c4")
        + entry("c5", reply_to="c4")
    )
    discussion = discussion_of(text)

    assert (ids(discussion), discussion.withheld) == (["c4", "c5"], 3)


def test_comments_that_answer_each_other_are_withheld() -> None:
    text = entry("c1", reply_to="c2") + entry("c2", reply_to="c1") + entry("c3")
    discussion = discussion_of(text)

    assert (ids(discussion), discussion.withheld) == (["c3"], 2)


def test_comments_are_in_the_order_of_their_dates() -> None:
    text = entry("c2") + entry("c1") + entry("c0").replace("2025-03-07", "2025-03-08")

    assert ids(discussion_of(text)) == ["c1", "c2", "c0"]


def test_an_empty_file_is_no_comments() -> None:
    assert discussion_of("# none yet\n").comments == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "id: c1\n",
            "@:1:1: error: a list of comments was wanted\n"
            "    id: c1\n"
            "    ^\n"
            "    → type `- id: c1`, and the comment's other fields below, indented\n",
        ),
        (
            "- Well said.\n",
            "@:1:3: error: a comment with its fields was wanted\n"
            "    - Well said.\n"
            "      ^\n"
            "    → type `- id: c1`\n",
        ),
        (
            entry("").replace("name: R. F.", "name:"),
            "@:1:6: error: `id` is empty\n"
            "    - id: \n"
            "         ^\n"
            "    → type it as in `id: c1`\n"
            "@:2:8: error: `name` is empty\n"
            "      name:\n"
            "           ^\n"
            "    → type it as in `name: R. Ferreira`\n",
        ),
        (
            "- id: c1\n  name: R. F.\n  date: 2025-03-07\n  text: Well said.\n",
            "@:1:3: error: `status` is missing\n"
            "    - id: c1\n"
            "      ^\n"
            "    → type it as in `status: approved`\n",
        ),
        (
            entry("c1", "aproved"),
            "@:4:11: error: `status` is `aproved`; wanted: approved, pending,"
            " rejected\n"
            "      status: aproved\n"
            "              ^\n"
            "    → did you mean `status: approved`?\n",
        ),
        (
            entry("c1", "[approved]"),
            "@:4:11: error: `status` is `…`; wanted: approved, pending, rejected\n"
            "      status: [approved]\n"
            "              ^\n"
            "    → type one of these words\n",
        ),
        (
            entry("c1") + entry("c1"),
            "@:6:7: error: the id `c1` is taken by an earlier comment\n"
            "    - id: c1\n"
            "          ^\n"
            "    → type `id: c1-2`\n",
        ),
        (
            entry("c1", reply_to="c9"),
            "@:4:13: error: `reply_to` names `c9`, and no comment here has that id\n"
            "      reply_to: c9\n"
            "                ^\n"
            "    → type the id of a comment in this file, or delete it\n",
        ),
        (
            entry("c1").replace("Well said.", "Well: said."),
            "@:5:13: error: a colon in a text that has no quotes around it\n"
            "      text: Well: said.\n"
            "                ^\n"
            '    → type `text: "Well: said."`\n',
        ),
    ],
)
def test_what_is_wrong_with_comments_is_told(text: str, expected: str) -> None:
    _, problems = read_discussion(PATH, text.encode(), zone=ZONE)

    assert shown(problems) == expected.replace("@", PATH)


@pytest.mark.parametrize("status", ["aproved", "[approved]", '""', "APPROVED!"])
def test_a_doubtful_status_is_not_approved(status: str) -> None:
    discussion, problems = read_discussion(
        PATH, entry("c1", status).encode(), zone=ZONE
    )

    assert problems
    assert discussion is None or discussion.comments == ()


def test_latin_1_is_named() -> None:
    text = entry("c1").replace("Well", "Bién")
    _, problems = read_discussion(PATH, text.encode("latin-1"), zone=ZONE)

    assert [problem.hint for problem in problems] == ["save the file as UTF-8"]


@given(st.binary())
def test_no_bytes_make_it_raise(data: bytes) -> None:
    read_discussion(PATH, data, zone=ZONE)
