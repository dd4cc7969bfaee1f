"""Comments: a moderated list in YAML → the approved ones, in the order of their dates.

Pure.  Invariant: what is not approved, and what answers it, comes through to nobody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.problems import Problem, sort_problems
from generator.source.author import Comment, Discussion
from generator.source.checked_texts import read_moment
from generator.source.choices import note_choice
from generator.source.column import ColumnId
from generator.source.column_fields import COMMENT_FIELDS
from generator.source.column_parts import require_line, require_node, require_text
from generator.source.decoding import decode
from generator.source.fields import plain_text, read_line
from generator.source.findings import Findings
from generator.source.forms import Form, open_form
from generator.source.nodes import Items, Pairs, Scalar, read_tree

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


def read_discussion(
    path: str, data: bytes, *, zone: ZoneInfo
) -> tuple[Discussion | None, tuple[Problem, ...]]:
    """Read the comments on the column that the file is named after."""
    decoded = decode(data, path)
    found = Findings(path, decoded.text.split("\n"))
    if decoded.problem is not None:
        found.take((decoded.problem,))
    root = read_tree(found).root
    if root is None:
        root = Items((), 1, 1)
    if not isinstance(root, Items):
        hint = "type `- id: c1`, and the comment's other fields below, indented"
        found.stop(root, "a list of comments was wanted", hint)
        return None, sort_problems(found.problems)
    discussion = _discussion(path, root, found, zone)
    return discussion, sort_problems(found.problems)


def _discussion(path: str, root: Items, found: Findings, zone: ZoneInfo) -> Discussion:
    approved: dict[str, Comment] = {}
    seen: set[str] = set()
    replies: list[Form] = []
    withheld = 0
    for number, item in enumerate(root.items):
        if not isinstance(item, Pairs):
            found.stop(item, "a comment with its fields was wanted", "type `- id: c1`")
            continue
        form = open_form(item, COMMENT_FIELDS, found, prefix=f"{number}.")
        found.note(str(number), item)
        comment, shown = _comment(form, zone), _is_approved(form)
        _check_own_id(form, comment.id if comment else "", seen)
        replies.append(form)
        if shown and comment is not None:
            approved[comment.id] = comment
        else:
            withheld += 1
    for form in replies:
        _check_reply(form, seen)
    comments = _without_orphans(approved)
    return Discussion(
        column=ColumnId(path.removeprefix("content/comments/").rpartition(".")[0]),
        path=path,
        comments=tuple(sorted(comments, key=lambda one: (one.date.at, one.id))),
        withheld=withheld + len(approved) - len(comments),
    )


def _comment(form: Form, zone: ZoneInfo) -> Comment | None:
    require_node(form, "date")
    name, date = require_line(form, "name"), read_moment(form, "date", zone)
    own, text = require_line(form, "id"), require_text(form, "text")
    reply_to = read_line(form, "reply_to")
    if not (own and name and text) or date is None:
        return None
    return Comment(id=own, name=name, date=date, text=text, reply_to=reply_to)


def _is_approved(form: Form) -> bool:
    """Tell whether the moderator let it through; in doubt, not."""
    require_node(form, "status")
    node = form.node("status")
    if node is None:
        return False
    word = plain_text(node).casefold() if isinstance(node, Scalar) else "…"
    if word not in form.fields["status"].choices:
        note_choice(form, "status", node, word)
    return word == "approved"


def _check_own_id(form: Form, own: str, seen: set[str]) -> None:
    if own in seen:
        message = f"the id `{own}` is taken by an earlier comment"
        form.found.stop(form.nodes["id"], message, f"type `id: {own}-2`")
    if own:
        seen.add(own)


def _check_reply(form: Form, seen: set[str]) -> None:
    node = form.node("reply_to")
    if not isinstance(node, Scalar) or node.text.strip() in seen:
        return
    message = f"`reply_to` names `{node.text.strip()}`, and no comment here has that id"
    form.found.stop(
        node, message, "type the id of a comment in this file, or delete it"
    )


def _without_orphans(approved: dict[str, Comment]) -> tuple[Comment, ...]:
    """Leave out each comment that answers, however far back, one that is withheld."""
    kept = []
    for comment in approved.values():
        above, steps = comment, 0
        while above.reply_to in approved and steps <= len(approved):
            above, steps = approved[above.reply_to], steps + 1
        if not above.reply_to:
            kept.append(comment)
    return tuple(kept)
