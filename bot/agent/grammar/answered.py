"""What a person answered to a request's questions, put into it: a word on it does not ask them again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.agent.grammar.words import as_title, folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.agent.context import Context
    from bot.agent.grammar.fields import Fields
    from storage.records import Member, Project
    from storage.runs import Choice

_PEOPLE = ("assignees", "add_assignees", "remove_assignees")
_PROJECTS = ("project", "in_project")


def as_answered(fields: Fields, choices: Sequence[Choice], context: Context) -> Fields:
    """The request with the names in full of whom and what was picked, and as a new task where none was."""
    people = _names(context.members, [choice for choice in choices if choice.subject == "member"])
    projects = _names(context.projects, [choice for choice in choices if choice.subject == "project"])
    fields = {
        **fields,
        **{name: [people.get(who, who) for who in fields[name]] for name in _PEOPLE if fields.get(name)},
        **{name: projects.get(fields[name], fields[name]) for name in _PROJECTS if fields.get(name)},
    }
    if "whose" in fields:
        fields["whose"] = people.get(fields["whose"], fields["whose"])
    none_of_them = {choice.words for choice in choices if choice.subject == "task" and not choice.id}
    is_new = fields.get("create_if_missing") and "asides" not in fields and fields["task"] in none_of_them
    return _created(fields) if is_new else fields


def _names(known: Sequence[Member | Project], choices: Sequence[Choice]) -> dict[str, str]:
    """By the words that were asked about, the name of what was picked: where no other has that name."""
    names = [folded(one.name) for one in known]
    by_id = {str(one.id): one.name for one in known if names.count(folded(one.name)) == 1}
    return {choice.words: by_id[choice.id] for choice in choices if choice.id in by_id}


def _created(fields: Fields) -> Fields:
    left = {name: value for name, value in fields.items() if name not in {"task", "create_if_missing"}}
    return {**left, "tool": "create_task", "title": as_title(fields["task"])}
