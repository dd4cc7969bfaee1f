"""The rules of the repository: who may import whom, and how modules are made."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import generator

PACKAGE = Path(generator.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
VAGUE = {"utils", "util", "helpers", "common", "manager", "base", "misc"}
LONGEST = 300
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}


def tour() -> tuple[str, ...]:
    """The rooms, in the order in which the package's own docstring names them."""
    assert generator.__doc__, "the package opens with a tour of its rooms"
    return tuple(re.findall(r"^    (\w+)/?  +\S", generator.__doc__, re.MULTILINE))


def room_of(module: Path) -> str:
    first = module.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def place_of(module: Path) -> str:
    return module.relative_to(PACKAGE.parent).as_posix()


def dotted(module: Path) -> list[str]:
    """The parts of the package that a module's relative imports start from."""
    return list(module.relative_to(PACKAGE.parent).parent.parts)


def imports_of(module: Path) -> list[tuple[int, str]]:
    """Every import in a module, wherever it stands: line and full dotted name."""
    found: list[tuple[int, str]] = []
    for node in ast.walk(TREES[module]):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            start = dotted(module)[: 1 - node.level or None] if node.level else []
            base = ".".join([*start, *([node.module] if node.module else [])])
            found += [(node.lineno, f"{base}.{alias.name}") for alias in node.names]
        elif isinstance(node, ast.Call) and "import_module" in ast.unparse(node.func):
            names = [ast.literal_eval(a) for a in node.args if _is_text(a)]
            found += [(node.lineno, name) for name in names]
    return found


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def rooms_there() -> set[str]:
    tops = {room_of(module) for module in MODULES}
    return {name for name in tops if not name.startswith("__")}


def test_the_tour_names_every_room_and_no_other() -> None:
    assert sorted(tour()) == sorted(rooms_there())


def test_a_room_imports_only_from_rooms_above_it() -> None:
    rank = {room: number for number, room in enumerate(tour())}
    faults = []
    for module in MODULES:
        room = room_of(module)
        if room not in rank:  # the package's own front door
            continue
        for line, name in imports_of(module):
            parts = name.split(".")
            if parts[0] != "generator" or len(parts) < 2 or parts[1] not in rank:
                continue
            if rank[parts[1]] > rank[room]:
                faults.append(f"{place_of(module)}:{line}: {room} imports {name}")
    assert faults == []


def test_the_package_itself_imports_no_room() -> None:
    assert [name for _, name in imports_of(PACKAGE / "__init__.py")] == []


def test_every_module_has_a_docstring() -> None:
    bare = [place_of(m) for m in MODULES if not ast.get_docstring(TREES[m])]
    assert bare == []


def test_no_module_is_over_300_lines() -> None:
    lengths = {
        place_of(module): len(module.read_text(encoding="utf-8").splitlines())
        for module in MODULES
    }
    assert {place: n for place, n in lengths.items() if n > LONGEST} == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    parts = {
        place_of(module): set(module.relative_to(PACKAGE).with_suffix("").parts)
        for module in MODULES
    }
    assert [place for place, names in parts.items() if names & VAGUE] == []


def test_only_the_command_line_prints() -> None:
    faults = [
        f"{place_of(module)}:{node.lineno}"
        for module in MODULES
        if room_of(module) != "cli"
        for node in ast.walk(TREES[module])
        if isinstance(node, ast.Call)
        and ast.unparse(node.func)
        in {"print", "click.echo", "click.secho", "sys.stdout.write"}
    ]
    assert faults == []


def test_only_the_edges_catch_everything() -> None:
    """Bugs crash; only where a person waits for an answer are they caught and told."""
    faults = [
        f"{place_of(module)}:{node.lineno}"
        for module in MODULES
        if room_of(module) not in {"cli", "preview"}
        for node in ast.walk(TREES[module])
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in _EVERYTHING)
    ]
    assert faults == []


_EVERYTHING = {"Exception", "BaseException"}
