"""From a request's words to calls: the words and what they may be, the tree, what it means, and of what."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NoReturn

from lark import v_args
from lark.exceptions import VisitError
from pydantic import ValidationError

from bot.agent.grammar.amending import amended
from bot.agent.grammar.calls import Call, calls_of
from bot.agent.grammar.changes import Changes
from bot.agent.grammar.deciding import Deciding
from bot.agent.grammar.errors import UnclearError
from bot.agent.grammar.fields import IT
from bot.agent.grammar.follow_ups import FollowUps
from bot.agent.grammar.joined import Joined, joints_in
from bot.agent.grammar.rules import the_rules
from bot.agent.grammar.suggestions import what_to_say
from bot.agent.grammar.views import Views
from bot.agent.grammar.vocabulary import Vocabulary
from storage.errors import DarcyError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lark import Tree

    from bot.agent.context import Context
    from bot.agent.grammar.fields import Fields
    from bot.agent.grammar.words import Word

_SENTENCES = re.compile(r"(?<=\w[.!?])\s+(?=[\w@<])")
_MOST_SENTENCES = 4
ONE_LIST = "One list at a time, please: ask for the other when you have seen the first."


@v_args(inline=True)
class Meaning(Views, Changes, FollowUps, Deciding):
    def help(self) -> NoReturn:
        raise UnclearError(what_to_say(self._context))

    def start(self, fields: Fields) -> Fields:
        return fields


class Parser:
    def __init__(self) -> None:
        self._rules = the_rules()
        self._vocabulary = Vocabulary(self._rules.lark.terminals)

    def read(self, context: Context) -> tuple[Call, ...] | None:
        """The calls that the request asks for; None if the grammar does not know the sentence.

        Raises `UnclearError` where it does, but the sentence leaves something open.
        """
        requests = self._requests(context)
        if requests is None:
            return None
        try:
            calls = tuple(call for fields in requests for call in calls_of(fields))
        except ValidationError:  # what was said does not go together, or is longer than a tool takes
            return None
        if len(calls) > 1 and all(call.tool == "show_tasks" for call in calls):
            raise UnclearError(ONE_LIST)
        return calls

    def _requests(self, context: Context) -> list[Fields] | None:
        """What each request of a text fills; the text may have several sentences."""
        text = context.request.words
        parts = _SENTENCES.split(text) if len(text) <= self._vocabulary.most_letters else [text]
        if 1 < len(parts) <= _MOST_SENTENCES:
            try:
                read = [self._sentence(part, context) for part in parts]
            except UnclearError:
                read = [None]
            if all(read):
                return [fields for found in read if found for fields in found]
        return self._sentence(text, context)

    def _sentence(self, text: str, context: Context) -> list[Fields] | None:
        words = self._vocabulary.words(text, context)
        found = self._read(words, text, context)
        if found is None and (again := self._vocabulary.without_slips(words)) is not None:
            found = self._read(again, text, context)
        if found is None:
            return None
        return [self._completed(fields, context) for fields in found]

    def _completed(self, fields: Fields, context: Context) -> Fields:
        if fields.get("amends") or fields.get("task") is IT:
            return amended(fields, context, self._requests)
        return fields

    def _read(self, words: Sequence[Word], text: str, context: Context) -> list[Fields] | None:
        tree = self._rules.tree(words)

        def read(part: Sequence[Word], it: object) -> tuple[Fields, Tree[Word]] | None:
            try:
                there = self._rules.tree(part)
                fields = self._meaning(there, text, context, it) if there else None
            except UnclearError:
                return None
            if there is None or fields is None or "amends" in fields or ("open" in fields and fields["tool"]):
                return None
            return fields, there

        parts = Joined(read, words, joints_in(tree, words)).parts()
        if parts is not None:
            return parts
        return [self._meaning(tree, text, context)] if tree else None

    def _meaning(self, tree: Tree[Word], text: str, context: Context, it: object = None) -> Fields:
        try:
            fields: Fields = Meaning(text, context, it).transform(tree)
        except VisitError as error:
            if isinstance(error.orig_exc, DarcyError):
                raise error.orig_exc from None
            raise
        return fields
