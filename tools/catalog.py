"""The tools Darcy offers. A new tool is a class and a line here."""

from __future__ import annotations

from tools.bulk import UpdateTasks
from tools.comments import CommentOnTask
from tools.listing import FindTasks, ShowTasks
from tools.questions import AskPerson
from tools.tasks import ArchiveTask, CreateTask, UpdateTask

TOOLS = (
    ShowTasks,
    FindTasks,
    CreateTask,
    UpdateTask,
    UpdateTasks,
    ArchiveTask,
    CommentOnTask,
    AskPerson,
)
