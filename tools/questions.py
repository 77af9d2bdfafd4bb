"""The tool by which the model asks the person something. Nothing is invoked: the answer is the result."""

from __future__ import annotations

from typing import ClassVar

from storage.runs import QuestionOption
from tools.arguments import AskArguments
from tools.errors import AnswerNeededError
from tools.toolset import AskTool


class AskPerson(AskArguments, AskTool):
    """Ask the person to choose, only where their words leave open what they want and no tool can tell.

    Which of several tasks, people or projects is meant is asked by the other tools themselves.
    """

    name: ClassVar[str] = "ask_person"

    def asks(self) -> AnswerNeededError:
        options = tuple(QuestionOption(option, option) for option in dict.fromkeys(self.options))
        return AnswerNeededError("task", "", self.question, options)
