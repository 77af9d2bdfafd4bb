"""Which column of the board is what, and the lists to correct it by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.texts.plural import Plural

if TYPE_CHECKING:
    from storage.records import Field

HEADING = "**Task board** · {board}"
KEPT = "These columns are kept. They may be renamed in Notion, and others added; I know them by their ids."
NOT_KEPT = (
    "Is this right? Keep these, and what the columns are called will not matter. Else correct them here."
)
CHECKED_BY = "Checked by reading:"
NONE_TO_READ = "The board has no tasks yet, so there is nothing to check this by."
OUTDATED = Plural(
    "❗ {count} linked member is nobody that this board knows: {who}. Link them again with "
    "/darcy-admin link.",
    "❗ {count} linked members are nobody that this board knows: {who}. Link them again with "
    "/darcy-admin link.",
)
AND_MORE = Plural(
    "{who} and {count} more (/darcy-admin list)",
    "{who} and {count} more (/darcy-admin list)",
)

ROLES: dict[Field, str] = {
    "title": "Title",
    "status": "Status",
    "assignees": "Assignee",
    "due": "Due date",
    "project": "Project",
    "priority": "Priority",
    "tags": "Tags",
    "parent": "Parent task",
    "notes": "Notes",
}
FOUND = "**{role}**: {column} · {how}"
COLUMN = "“{name}” ({kind})"
UNCLEAR = "**{role}**: cannot be told: {could_be}"
UNCLEAR_AND_NEEDED = "❗ **{role}**: cannot be told: {could_be}"
MISSING = "**{role}**: the board has none"
MISSING_AS_SAID = "**{role}**: the board has none · {how}"
COULD_BE = "it could be {one}"
COULD_BE_SEVERAL = "it could be {some} or {last}"
MORE = Plural("{count} more", "{count} more")
NONE_KNOWN = "none that I know"
AN_ADMIN_SAID_SO = "an admin said so"
BY_TEMPLATE = "by Notion's own template"
ONLY_ONE = "the only {kind} column"
BY_NAME = "by its name"
NOT_SURE = "not sure"

DONE_IS = "**Done** is {statuses} · {how}"
DONE_IS_TICKED = "**Done** is what is ticked."
NOTHING_IS_DONE = "**Done**: no status means done, so no task can be finished."
STATUS_NAME = "“{name}”"
BY_GROUPS = "by Notion's groups"
BY_NAMES = "by their names"

TASK_DONE = "done"
TASK_NOT_DONE = "not done"
TASK_DUE = "due {day}"
NO_DUE_DATE = "no due date"
UNNAMED = "unnamed"

KINDS = {"people": "person", "rich_text": "text", "multi_select": "multi-select"}

CORRECT_A_COLUMN = "Correct a column…"
CANNOT_BE_TOLD = "cannot be told"
HAS_NONE_NOW = "the board has none"
NOW = "now “{name}”"
WHICH_COLUMN: dict[Field, str] = {
    "title": "Which column is for the title?",
    "status": "Which column is for the status?",
    "assignees": "Which column is for the people who have the task?",
    "due": "Which column is for the due date?",
    "project": "Which column is for the project?",
    "priority": "Which column is for the priority?",
    "tags": "Which column is for tags?",
    "parent": "Which column is for the task that a task is a part of?",
    "notes": "Which column is for notes?",
}
HAS_NONE = "The board has none"
THIS_ONE = "this one now"
KIND_THIS_ONE = "{kind} · this one now"
WHICH_MEAN_DONE = "Which statuses mean done"
PICK_ALL_DONE = "Which statuses mean done? Pick them all."
TO_DO = "to do"
IN_PROGRESS = "in progress"
DONE = "done"
