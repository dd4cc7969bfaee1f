"""Problems are shown with their place, in order, with a hint."""

from generator.problems import (
    Place,
    Problem,
    Weight,
    format_problem,
    nearest,
    place_in,
    sort_problems,
    stops,
)


def problem(line: int = 1, weight: Weight = Weight.STOP) -> Problem:
    place = Place(
        file="content/columns/x.md", line=line, column=8, excerpt="title: A: b"
    )
    return Problem(place=place, message="a colon", hint='title: "A: b"', weight=weight)


def test_a_problem_shows_its_line_with_a_caret_and_the_fix() -> None:
    assert format_problem(problem(3)) == (
        "content/columns/x.md:3:8: error: a colon\n"
        "    title: A: b\n"
        "           ^\n"
        '    → title: "A: b"'
    )


def test_a_long_line_is_cut_around_the_caret() -> None:
    place = Place(file="x.md", line=1, column=301, excerpt="a" * 300 + "!" + "b" * 300)
    shown = format_problem(Problem(place=place, message="no"))
    _, excerpt, caret = shown.split("\n")
    assert excerpt[caret.index("^")] == "!"
    assert len(excerpt) == 106


def test_a_problem_says_how_one_got_there() -> None:
    place = Place(file="t.html", line=1, column=1, excerpt="")
    shown = format_problem(Problem(place=place, message="no", trail=("a", "b")))
    assert shown == "t.html:1:1: error: no\n    in a\n    in b"


def test_a_hint_of_two_lines_is_set_as_two() -> None:
    shown = format_problem(Problem(place=Place(file="x"), message="no", hint="a\nb"))
    assert shown == "x:1:1: error: no\n    → a\n      b"


def test_a_place_is_found_by_offset() -> None:
    assert place_in("a\nbcd\r\n", 3, "x.md") == Place(
        file="x.md", line=2, column=2, excerpt="bcd"
    )
    assert place_in("abc", 1, "x.md").excerpt == "abc"


def test_problems_come_in_reading_order_each_once() -> None:
    assert sort_problems([problem(2), problem(1), problem(2)]) == (
        problem(1),
        problem(2),
    )


def test_a_warning_stops_only_a_strict_run() -> None:
    warning = problem(weight=Weight.WARN)
    assert not stops([warning])
    assert stops([warning], strict=True)
    assert stops([warning, problem()])
    assert not stops([], strict=True)


def test_the_nearest_word_is_the_one_meant() -> None:
    assert nearest("sumary", ["summary", "section"]) == "summary"
    assert nearest("SUMMARY", ["summary"]) == "summary"
    assert nearest("zebra", ["summary", "section"]) is None


def test_the_nearest_of_very_many_words_is_found_too() -> None:
    names = [f"columns/{number:05}-on-crows.md" for number in range(3000)]
    assert nearest("columns/01234-on-crwos.md", names) == names[1234]
