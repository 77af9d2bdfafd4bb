"""What the model may say in a call: the fields of each tool, and the words that explain them to it.

The types here are what the gate checks. Tasks, people and projects come as words or references; code turns
them into ids, and where several fit, the person chooses. With strict schemas every field is required, so
null means "not said", and `clear` names what should be emptied. The words are sent with every request, so
they are few; what holds for several tools is said once, in the instructions.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic.config import JsonDict  # noqa: TC002 - likewise

from storage.records import Order  # noqa: TC001 - pydantic reads the annotations

MOST_NAMED = 50  # of the tasks in one call


def _time_of_day(given: object) -> object:
    """A time as people write it. Pydantic would take digits for seconds, and let a zone pass."""
    if isinstance(given, str):
        if not (said := re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)(:00)?", given.strip())):
            raise ValueError("must be HH:MM, from 00:00 to 23:59")
        return dt.time(int(said[1]), int(said[2]))
    return given


Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
Notes = Annotated[str, StringConstraints(max_length=2000)]
TimeOfDay = Annotated[dt.time, BeforeValidator(_time_of_day), WithJsonSchema({"type": "string"})]
Clearable = Literal[
    "assignees", "due", "due_time", "starts_on", "project", "priority", "tags", "parent", "notes"
]

_STATUSES: JsonDict = {"options_of": "statuses"}
_PRIORITIES: JsonDict = {"options_of": "priorities"}
_TAGS: JsonDict = {"options_of": "tags"}


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


# --- which tasks --------------------------------------------------------------------------------------


class Conditions(Arguments):
    """Which tasks are meant. Every condition given must hold; null means any."""

    whose: Words | None = Field(default=None, description="Whose tasks; null for everyone's.")
    without_assignee: bool = Field(default=False, description="Only tasks that nobody has.")
    project: Words | None = Field(default=None, description="Words from a project's name.")
    status: Literal["open", "done", "any"] | Words = Field(
        default="open",
        description="open, done, any, or one status of the board by its name.",
        json_schema_extra={"options_of": "statuses", "also": ["open", "done", "any"]},
    )
    due_from: dt.date | None = Field(default=None, description="Due on this day or later, YYYY-MM-DD.")
    due_until: dt.date | None = Field(default=None, description="Due on this day or earlier.")
    without_due: bool = Field(default=False, description="Only tasks with no due date.")
    priority: Words | None = Field(default=None, json_schema_extra=_PRIORITIES)
    tag: Words | None = Field(default=None, description="One tag of the board.")
    part_of: Words | None = Field(
        default=None, description="Only the subtasks of this task: its reference, or words."
    )
    changed_since: dt.date | None = Field(default=None, description="Changed on this day or later.")
    words: Words | None = Field(default=None, description="Words from the titles, or a reference.")


class ListArguments(Conditions):
    order: Order | None = Field(
        default=None, description="Null: soonest due first. created, edited: latest first."
    )


class OneTask(Arguments):
    task: Words = Field(description="A reference such as T2, or words from the task's title.")


# --- what is to become of them ------------------------------------------------------------------------


class CreateArguments(Arguments):
    title: Words = Field(description="What is to be done, in a few words, without person or date.")
    assignees: list[Words] | None = Field(default=None, description="Who should have it.")
    due_on: dt.date | None = Field(default=None, description="YYYY-MM-DD in the person's time zone.")
    due_time: TimeOfDay | None = Field(default=None, description="HH:MM, if a time of that day was said.")
    starts_on: dt.date | None = Field(
        default=None, description="The first day, if it goes on for several, until due_on."
    )
    project: Words | None = Field(default=None, description="Words from a project's name.")
    status: Words | None = Field(
        default=None, description="Null for the board's first.", json_schema_extra=_STATUSES
    )
    priority: Words | None = Field(default=None, json_schema_extra=_PRIORITIES)
    tags: list[Words] | None = Field(default=None, json_schema_extra=_TAGS)
    parent: Words | None = Field(
        default=None, description="The task it is a part of: its reference, or words."
    )
    notes: Notes | None = Field(default=None, description="Anything more to say about it.")


class EditArguments(Arguments):
    """What can become of one task or of many alike."""

    status: Words | None = Field(
        default=None,
        description="'done' is whichever of them means done.",
        json_schema_extra={"options_of": "statuses", "also": ["done"]},
    )
    assignees: list[Words] | None = Field(default=None, description="Who should have it instead of who has.")
    add_assignees: list[Words] | None = Field(default=None, description="Who should have it as well.")
    remove_assignees: list[Words] | None = Field(default=None, description="Who should not have it any more.")
    due_on: dt.date | None = Field(
        default=None, description="YYYY-MM-DD. Its time of day and first day stay unless said."
    )
    project: Words | None = Field(default=None, description="The project to move it to.")
    priority: Words | None = Field(default=None, json_schema_extra=_PRIORITIES)
    add_tags: list[Words] | None = Field(default=None, json_schema_extra=_TAGS)
    remove_tags: list[Words] | None = Field(default=None)
    clear: list[Clearable] = Field(default_factory=list, description="Fields to empty; due is all of it.")


class _WhichTask(OneTask):
    in_project: Words | None = Field(
        default=None, description="The project the task is in, where the person named one to say which task."
    )
    create_if_missing: bool = Field(
        default=False,
        description="True where the words would also make sense for a task not on the board yet, as in "
        "'assign the poster to Ana': it is created if no open task fits. False for 'I have finished …'.",
    )
    title: Words | None = Field(default=None, description="A new title.")


class UpdateArguments(EditArguments, _WhichTask):
    due_time: TimeOfDay | None = Field(default=None, description="HH:MM")
    starts_on: dt.date | None = Field(default=None, description="The first day of several, until due_on.")
    parent: Words | None = Field(default=None, description="The task it is to be a part of.")
    notes: Notes | None = Field(default=None, description="Replaces the task's notes.")


class _WhichTasks(Arguments):
    tasks: list[Words] | None = Field(default=None, max_length=MOST_NAMED)
    where: Conditions | None = None
    everything: bool = False


class BulkArguments(EditArguments, _WhichTasks):
    shift_days: int | None = Field(default=None, ge=-3650, le=3650)
    archive: bool = False


class ArchiveArguments(OneTask):
    restore: bool = Field(default=False, description="Take it out of the trash again.")


class CommentArguments(OneTask):
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)] = Field(
        description="What is to be written, as the person says it."
    )
    mentions: list[Words] | None = Field(
        default=None, description="People to notify; named in the text where they are addressed."
    )


class AskArguments(Arguments):
    question: Words = Field(description="One short question, in the person's own language.")
    options: list[Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]] = (
        Field(min_length=2, max_length=10, description="The answers to choose from.")
    )
