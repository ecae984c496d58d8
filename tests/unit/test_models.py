"""Models keep to what both interpreters share: an allow-list over their syntax trees, and an import in the page's."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from page_python import PagePython, PagePythonError

from clusterpolicy.hosts.page.assets import MODELS

FILES = sorted(MODELS.glob("*.py"))
HOME = "clusterpolicy.models"
IMPORTS = {"json", "math", "sys"}
BUILTINS = {
    *("abs", "all", "any", "bool", "dict", "enumerate", "float", "int", "isinstance", "len", "list", "map"),
    *("max", "min", "ord", "range", "reversed", "set", "sorted", "str", "tuple", "zip"),
    *(
        "Exception",
        "MemoryError",
        "RuntimeError",
        "ValueError",
        "ZeroDivisionError",
        "IndexError",
        "KeyError",
    ),
}
# The gateway alone looks a model up by name; it and the module of own regions call what a model has to have.
BUILTINS_OF = {"gateway": {"__import__"}}
METHODS_OF = {
    "gateway": {"run", "check", "plan", "run_part", "gather"},
    "own_regions": {"with_own"},
}
BUILTIN_KEYWORDS = {"key", "reverse", "default"}
METHODS = {
    *(
        "add",
        "append",
        "copy",
        "count",
        "endswith",
        "rstrip",
        "extend",
        "find",
        "get",
        "index",
        "insert",
        "items",
        "join",
    ),
    *(
        "keys",
        "pop",
        "remove",
        "replace",
        "setdefault",
        "sort",
        "split",
        "startswith",
        "strip",
        "update",
        "values",
    ),
}
# What an id is called in data and results: the last part of every sort key.
IDS = {"key", "id", "iso", "code", "name"}
NODES = (
    *(ast.Module, ast.FunctionDef, ast.arguments, ast.arg, ast.Return, ast.Lambda, ast.Call, ast.keyword),
    *(ast.Import, ast.ImportFrom, ast.alias, ast.Assign, ast.AugAssign, ast.Delete, ast.Expr, ast.Pass),
    *(ast.For, ast.While, ast.If, ast.IfExp, ast.Break, ast.Continue, ast.Try, ast.ExceptHandler, ast.Raise),
    *(ast.Name, ast.Attribute, ast.Subscript, ast.Slice, ast.Starred, ast.Constant, ast.expr_context),
    *(ast.List, ast.Tuple, ast.Dict, ast.Set, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp),
    *(ast.comprehension, ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare),
    *(ast.operator, ast.unaryop, ast.boolop, ast.cmpop),
)


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def faults(tree: ast.Module, name: str = "") -> list[str]:
    """Return all uses of what the page's interpreter lacks or does differently."""
    found = [
        *strange_syntax(tree),
        *strange_imports(tree),
        *strange_builtins(tree, BUILTINS | BUILTINS_OF.get(name, set())),
        *strange_methods(tree, METHODS | METHODS_OF.get(name, set())),
        *unstable_order(tree),
        *formatted_numbers(tree),
        *learner_text(tree),
    ]
    return sorted(found)


def strange_syntax(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        line = getattr(node, "lineno", 0)
        if not isinstance(node, NODES):
            yield f"line {line}: {type(node).__name__} is not on the list"
        elif isinstance(node, ast.Dict) and None in node.keys:
            yield f"line {line}: a dict is unpacked into a dict"
        elif isinstance(node, (ast.List, ast.Tuple, ast.Set)) and isinstance(
            getattr(node, "ctx", ast.Load()), ast.Load
        ):
            if any(isinstance(item, ast.Starred) for item in node.elts):
                yield f"line {line}: a sequence is unpacked into a sequence"
        elif isinstance(node, ast.arguments) and node.posonlyargs:
            yield f"line {node.posonlyargs[0].lineno}: positional-only arguments"
        elif isinstance(node, ast.FunctionDef) and node.decorator_list:
            yield f"line {line}: a decorator"


def strange_imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            strange = [alias.name for alias in node.names if alias.name not in IMPORTS]
        elif isinstance(node, ast.ImportFrom):
            inside = (node.module or "").startswith(HOME) and not node.level
            strange = [] if inside or node.module in IMPORTS else [str(node.module)]
        else:
            continue
        yield from (f"line {node.lineno}: imports {module}" for module in strange)


def strange_builtins(tree: ast.Module, allowed: set[str]) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and hasattr(builtins, node.id) and node.id not in allowed:
            yield f"line {node.lineno}: {node.id} is not on the list"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in allowed:
            strange = {str(keyword.arg) for keyword in node.keywords} - BUILTIN_KEYWORDS
            yield from (f"line {node.lineno}: {node.func.id}({word}=…)" for word in sorted(strange))


def strange_methods(tree: ast.Module, allowed: set[str]) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and not of_module(node) and node.attr not in allowed:
            yield f"line {node.lineno}: .{node.attr} is not on the list"


def of_module(node: ast.Attribute) -> bool:
    return isinstance(node.value, ast.Name) and node.value.id in IMPORTS


def unstable_order(tree: ast.Module) -> Iterator[str]:
    """Sorting is not stable in the page's interpreter: equal keys come out in any order. Nor do sets keep theirs."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            keys = [keyword.value for keyword in node.keywords if keyword.arg == "key"]
            yield from (
                f"line {node.lineno}: the sort key has no id at its end" for key in keys if not total(key)
            )
        iterated = node.iter if isinstance(node, (ast.For, ast.comprehension)) else None
        unordered = isinstance(iterated, (ast.Set, ast.SetComp)) or (
            isinstance(iterated, ast.Call)
            and isinstance(iterated.func, ast.Name)
            and iterated.func.id == "set"
        )
        if unordered:
            yield f"line {iterated.lineno}: goes through a set, whose order differs"


def total(key: ast.expr) -> bool:
    """Return whether a sort key is a lambda whose result ends with an id."""
    if not isinstance(key, ast.Lambda):
        return False
    last = key.body.elts[-1] if isinstance(key.body, ast.Tuple) else key.body
    return (
        isinstance(last, ast.Subscript) and isinstance(last.slice, ast.Constant) and last.slice.value in IDS
    )


def formatted_numbers(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        formats = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod) and is_text(node.left)
        if formats or (isinstance(node, ast.Attribute) and node.attr == "format"):
            yield f"line {node.lineno}: numbers are formatted by hosts"


def is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def learner_text(tree: ast.Module) -> Iterator[str]:
    """A text in a model is an id or a mark: words with a space between, or letters beyond ASCII, are for learners."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.FunctionDef))
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if is_text(node) and id(node) not in docstrings:
            text = str(node.value)  # type: ignore[attr-defined]
            if re.search(r"\w\s+\w", text) or re.search(r"[^\W\d_a-zA-Z]", text):
                yield f"line {node.lineno}: {text!r} is words for a learner"  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_model_keeps_to_what_both_interpreters_share(path: Path) -> None:
    assert faults(tree_of(path), path.stem) == []


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("import statistics", "imports statistics"),
        ("from clusterpolicy.text import _", "imports clusterpolicy.text"),
        ("from . import answers", "imports None"),
        ("a = [*b]", "unpacked into a sequence"),
        ("a = (*b, 1)", "unpacked into a sequence"),
        ("a = {**b}", "unpacked into a dict"),
        ("match a:\n    case 1:\n        pass", "Match is not on the list"),
        ("a = f'{b}'", "JoinedStr is not on the list"),
        ("a = '%d' % b", "formatted by hosts"),
        ("a = '{}'.format(b)", "formatted by hosts"),
        ("a = sum(b)", "sum is not on the list"),
        ("a = round(b)", "round is not on the list"),
        ("a = hash(b)", "hash is not on the list"),
        ("a = __import__('os')", "__import__ is not on the list"),
        ("a = zip(b, c, strict=True)", "zip(strict=…)"),
        ("a = b.lower()", ".lower is not on the list"),
        ("a = b.removeprefix('c')", ".removeprefix is not on the list"),
        ("a = sorted(b, key=lambda c: c['share'])", "no id at its end"),
        ("b.sort(key=lambda c: (c['key'], c['share']))", "no id at its end"),
        ("b.sort(key=len)", "no id at its end"),
        ("for a in set(b):\n    pass", "goes through a set"),
        ("a = [c for c in {1, 2}]", "goes through a set"),
        ("a = 'Too high'", "words for a learner"),
        ("a = 'много'", "words for a learner"),
        ("class A:\n    pass", "ClassDef is not on the list"),
        ("def a(b, /):\n    pass", "positional-only"),
        ("@a\ndef b():\n    pass", "a decorator"),
        ("with a:\n    pass", "With is not on the list"),
        (
            "def a():\n    nonlocal_ = 1\n    def b():\n        nonlocal nonlocal_",
            "Nonlocal is not on the list",
        ),
    ],
)
def test_what_the_page_lacks_is_found(code: str, fault: str) -> None:
    assert any(fault in found for found in faults(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    [
        '"""A docstring with words."""\na, *b = c\nd(*b, **e)',
        "a = sorted(b, key=lambda c: (-c['share'], c['key']))\nd = sorted(b)",
        "import math\na = math.ceil(b) % 3\nc = 'factor-too-high'",
    ],
)
def test_what_both_share_is_allowed(code: str) -> None:
    assert faults(ast.parse(code)) == []


@pytest.fixture(scope="module")
def page() -> Iterator[PagePython]:
    interpreter = PagePython()
    yield interpreter
    interpreter.close()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_model_imports_in_the_page_with_all_that_it_uses(page: PagePython, path: Path) -> None:
    module = HOME if path.stem == "__init__" else f"{HOME}.{path.stem}"
    page.run(f"import {module}")
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Attribute) and of_module(node):
            page.run(f"import {ast.unparse(node.value)}\n{ast.unparse(node)}")


def test_every_builtin_and_method_on_the_list_exists_in_the_page(page: PagePython) -> None:
    page.run("\n".join(sorted(BUILTINS)))
    page.run("owners = (str, list, dict, set)")
    for method in sorted(METHODS):
        page.run(f"assert [owner for owner in owners if hasattr(owner, {method!r})], {method!r}")


def test_an_error_in_the_page_names_file_and_line(page: PagePython) -> None:
    with pytest.raises(PagePythonError, match=r'find_clusters\.py", line \d+'):
        page.run("from clusterpolicy.models.find_clusters import run\nrun({}, *range(11))")
