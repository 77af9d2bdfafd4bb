"""What can be wrong with a call of the model, told apart by who can mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from storage.errors import DarcyError
from storage.runs import QuestionOption  # noqa: TC001 - a dataclass field, read at run time

Subject = Literal["task", "member", "project"]


class ToolRetryError(DarcyError):
    """The model can mend it: the text says how."""


class ToolRefusedError(DarcyError):
    """The person may not do this, or nobody can: the text says who to ask, or what to do instead."""


@dataclass
class AnswerNeededError(DarcyError):
    """Words fit several things, and only the person can say which was meant."""

    subject: Subject
    words: str
    text: str
    options: tuple[QuestionOption, ...]

    def __str__(self) -> str:
        return self.text
