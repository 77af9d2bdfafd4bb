"""What the model may say in a call: the fields of each tool, and the words that explain them to it.

The types here are what the gate checks. Tasks, people and projects come as words or references; code turns
them into ids, and where several fit, the person chooses. With strict schemas every field is required, so
null means "not said", and `clear` names what should be emptied.
"""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - pydantic reads the annotations
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
Person = Annotated[
    Words, Field(description="A name, a mention such as <@123>, or 'me' for the person asking.")
]
Clearable = Literal["assignees", "due", "project", "priority", "notes"]


class Arguments(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    @model_validator(mode="before")
    @classmethod
    def _null_is_not_said(cls, given: Any) -> Any:
        """Null means "not said" in every field, also where a server without strict tools sends it."""
        return (
            {name: value for name, value in given.items() if value is not None}
            if isinstance(given, dict)
            else given
        )


class ListArguments(Arguments):
    """Which tasks to list. Every condition given must hold; null means any."""

    whose: Person | None = Field(default=None, description="Whose tasks; null for everyone's.")
    without_assignee: bool = Field(default=False, description="Only tasks that nobody has.")
    project: Words | None = Field(default=None, description="Words from a project's name.")
    status: Literal["open", "done", "any"] | Words = Field(
        default="open",
        description="open, done, any, or one status of the board by its name.",
        json_schema_extra={"options_of": "statuses", "also": ["open", "done", "any"]},
    )
    due_from: dt.date | None = Field(default=None, description="Due on this day or later, YYYY-MM-DD.")
    due_until: dt.date | None = Field(default=None, description="Due on this day or earlier, YYYY-MM-DD.")
    without_due: bool = Field(default=False, description="Only tasks with no due date.")
    priority: Words | None = Field(
        default=None,
        description="One priority of the board by its name.",
        json_schema_extra={"options_of": "priorities"},
    )
    words: Words | None = Field(default=None, description="Words from the titles.")


class CreateArguments(Arguments):
    title: Words = Field(description="What is to be done, in a few words, without person or date.")
    assignees: list[Person] | None = Field(default=None, description="Who should have it.")
    due_on: dt.date | None = Field(default=None, description="YYYY-MM-DD in the person's time zone.")
    project: Words | None = Field(default=None, description="Words from a project's name.")
    status: Words | None = Field(
        default=None,
        description="A status of the board; null for its first.",
        json_schema_extra={"options_of": "statuses"},
    )
    priority: Words | None = Field(
        default=None, description="A priority of the board.", json_schema_extra={"options_of": "priorities"}
    )
    notes: str | None = Field(default=None, max_length=2000, description="Anything more to say about it.")


class UpdateArguments(Arguments):
    task: Words = Field(description="A reference such as T2, or words from the task's title.")
    in_project: Words | None = Field(
        default=None, description="The project the task is in, where the person named one to say which task."
    )
    create_if_missing: bool = Field(
        default=False,
        description="True where the words would also make sense for a task not on the board yet, as in "
        "'assign the poster to Ana': it is created if no open task fits. False for 'I have finished …'.",
    )
    title: Words | None = Field(default=None, description="A new title.")
    status: Words | None = Field(
        default=None,
        description="A status of the board, or 'done' for whichever of them means done.",
        json_schema_extra={"options_of": "statuses", "also": ["done"]},
    )
    assignees: list[Person] | None = Field(default=None, description="Who should have it instead of who has.")
    add_assignees: list[Person] | None = Field(default=None, description="Who should have it as well.")
    remove_assignees: list[Person] | None = Field(
        default=None, description="Who should not have it any more."
    )
    due_on: dt.date | None = Field(default=None, description="YYYY-MM-DD in the person's time zone.")
    project: Words | None = Field(default=None, description="The project to move it to.")
    priority: Words | None = Field(
        default=None, description="A priority of the board.", json_schema_extra={"options_of": "priorities"}
    )
    notes: str | None = Field(default=None, max_length=2000, description="Replaces the task's notes.")
    clear: list[Clearable] = Field(default_factory=list, description="Fields to empty.")


class AskArguments(Arguments):
    question: Words = Field(description="One short question, in the person's own language.")
    options: list[Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]] = (
        Field(min_length=2, max_length=10, description="The answers to choose from.")
    )
