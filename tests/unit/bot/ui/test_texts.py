"""What people read stands in `bot/ui/texts` alone, and every text there is used with all its values."""

from __future__ import annotations

import ast
import importlib
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import bot.ui
from bot.ui.discord.translating import translations
from bot.ui.texts.plural import Plural

UI = Path(bot.ui.__path__[0])
MODULES = sorted(path for path in UI.rglob("*.py") if path.parent.name != "texts")
SUBJECTS = sorted(path.stem for path in (UI / "texts").glob("[a-z]*.py") if path.stem != "plural")
WORDS = re.compile(r"[A-Za-z].* | .*[A-Za-z]|^[A-Z][a-z]{2,}$", re.DOTALL)
"""Several words, or a capitalised one, as on a button."""
FILLING = {"line_of", "phrase"}
# Calls whose first argument is for the log, or a type.
UNREAD = {"log_failure", "debug", "info", "warning", "error", "exception", "cast", "AssertionError"}
WHOLE = "the whole module"
# What is no text of a card, by module.
ELSEWHERE = {
    "discord/connecting.py": {WHOLE: "why Darcy ended, in the terminal of whoever runs it"},
    "discord/gateway.py": {WHOLE: "likewise"},
    "terminal/tools.py": {WHOLE: "a workbench for who writes tools, whose descriptions it shows"},
    "terminal/drawing.py": {"bold green": "a style", "%Y %H:%M": "a format"},
    "discord/buttons.py": {"Page": "of what was pressed, never drawn", "Wider": "likewise"},
    "discord/time.py": {"Date": "a header"},
    "discord/menu.py": {"Make a task of this message.": "the request, read by the model"},
    "discord/drawing.py": {":f> (<t:": "Discord's signs"},
    "discord/telling.py": {" at ": "for the log", " from ": "for the log"},
}


@dataclass
class Module(ast.NodeVisitor):
    """What stands in a module: words of its own, the texts it names, and those it fills, with what."""

    words: list[str] = field(default_factory=list)
    used: list[str] = field(default_factory=list)
    filled: list[tuple[str, str, set[str]]] = field(default_factory=list)
    _subjects: dict[str, str] = field(default_factory=dict)
    _chosen: dict[str, ast.expr] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Module:
        module = cls()
        module.visit(ast.parse(path.read_text(encoding="utf-8")))
        return module

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        where = node.module or ""
        for name in node.names:
            if where == "bot.ui.texts":
                self._subjects[name.asname or name.name] = name.name
            elif where.startswith("bot.ui.texts."):
                self.used.append(f"{where.removeprefix('bot.ui.texts.')}.{name.name}")

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        """A text may be chosen and then filled: `told = texts.A if … else texts.B; line_of(told, …)`."""
        inside = list(ast.walk(node))
        calls = [one for one in inside if isinstance(one, ast.Call) and _is_filling(one)]
        filled = {ast.unparse(call.args[0]) for call in calls}
        assigned = {ast.unparse(one.targets[0]): one.value for one in inside if isinstance(one, ast.Assign)}
        self._chosen = {name: value for name, value in assigned.items() if name in filled}
        self.generic_visit(node)

    visit_AsyncFunctionDef = visit_FunctionDef  # noqa: N815 - ast's name

    def visit_Assign(self, node: ast.Assign) -> None:
        if node.value not in self._chosen.values():
            self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.visit(node.value)

    def visit_Expr(self, node: ast.Expr) -> None:
        if not isinstance(node.value, ast.Constant):  # else it is a docstring
            self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        called = _called(node)
        if _is_filling(node):
            text = self._chosen.get(ast.unparse(node.args[0]), node.args[0])
            values = {str(keyword.arg) for keyword in node.keywords}
            self.filled += [(name, called, values) for name in self._texts_in(text)]
        read = node.args[1:] if called in FILLING | UNREAD else node.args
        for part in (node.func, *read, *(keyword.value for keyword in node.keywords)):
            self.visit(part)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        self.used += self._texts_in(node) if isinstance(node.value, ast.Name) else []
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str) and WORDS.search(node.value):
            self.words.append(node.value)

    def _texts_in(self, node: ast.expr) -> list[str]:
        named = [ast.unparse(part).split(".") for part in ast.walk(node) if isinstance(part, ast.Attribute)]
        return [f"{self._subjects[name[0]]}.{name[1]}" for name in named if name[0] in self._subjects]


def _called(node: ast.Call) -> str:
    return ast.unparse(node.func).rpartition(".")[2]


def _is_filling(node: ast.Call) -> bool:
    return _called(node) in FILLING and bool(node.args)


def _forms(text: object) -> list[str]:
    """Every wording of a text, or of a table or row of texts."""
    if isinstance(text, Plural):
        return [text.one, text.other]
    if isinstance(text, dict | tuple):
        return [form for one in (text.values() if isinstance(text, dict) else text) for form in _forms(one)]
    return [text] if isinstance(text, str) else []


def _places(text: object) -> set[str]:
    """The names of its places; a plural is given the count whether it says it or not."""
    places = {place for form in _forms(text) for place in re.findall(r"\{(\w*)\}", form)}
    return places | {"count"} if _plurals(text) else places


def _plurals(text: object) -> list[Plural]:
    several = text.values() if isinstance(text, dict) else [text]
    return [one for one in several if isinstance(one, Plural)]


TEXTS = {
    f"{subject}.{name}": text
    for subject in SUBJECTS
    for name, text in vars(importlib.import_module(f"bot.ui.texts.{subject}")).items()
    if name.isupper() and name != "TYPE_CHECKING"
}
READ = {path.relative_to(UI).as_posix(): Module.read(path) for path in MODULES}


@pytest.mark.parametrize("module", READ)
def test_a_module_of_the_user_interface_holds_no_words_of_its_own(module: str) -> None:
    known = {*ELSEWHERE.get(module, {}), *translations()}
    if WHOLE not in known:
        assert [words for words in READ[module].words if words not in known] == []


@pytest.mark.parametrize("module", ELSEWHERE)
def test_no_words_are_excepted_that_are_gone(module: str) -> None:
    assert READ[module].words
    assert set(ELSEWHERE[module]) - {WHOLE} <= set(READ[module].words)


def test_every_text_is_used() -> None:
    used = {name for module in READ.values() for name in (*module.used, *(one[0] for one in module.filled))}
    assert sorted(set(TEXTS) - used) == []


def test_every_place_in_a_text_gets_its_value_wherever_it_is_used() -> None:
    wrong = defaultdict(list)
    for path, module in READ.items():
        for name, _, values in module.filled:
            if values != _places(TEXTS[name]):
                wrong[path].append(f"{name} has places for {_places(TEXTS[name])} and is given {values}")
        wrong[path] += [f"{name} is not filled" for name in module.used if _places(TEXTS.get(name))]
    assert {path: found for path, found in wrong.items() if found} == {}


@pytest.mark.parametrize("name", [name for name, text in TEXTS.items() if _plurals(text)])
def test_a_form_for_a_count_lacks_no_place_but_the_count(name: str) -> None:
    for text in _plurals(TEXTS[name]):
        assert _places(text.one) | {"count"} == _places(text.other) | {"count"}


def test_what_is_bold_is_so_only_in_lines_of_cards() -> None:
    bold = {name for name, text in TEXTS.items() if any("**" in form for form in _forms(text))}
    plain = {name for module in READ.values() for name in module.used}
    plain |= {name for module in READ.values() for name, how, _ in module.filled if how == "phrase"}
    assert sorted(bold & plain) == []
    assert all(form.count("**") % 2 == 0 for text in TEXTS.values() for form in _forms(text))
