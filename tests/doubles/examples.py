"""Made-up people, tasks and proposals to draw and decide on. Today is Monday, 8 June 2026."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from storage.changes import AddComment, ArchiveTask, Change, CreateTask, UpdateTask
from storage.edits import DateEdit, PeopleEdit
from storage.proposals import CallState, DeferredCall, Proposal, ProposalState, Receipt
from storage.records import (
    DeferredCallId,
    DiscordId,
    Due,
    GuildId,
    Member,
    MemberId,
    Project,
    ProjectId,
    ProposalId,
    QuestionId,
    RunId,
    Task,
    TaskId,
)
from storage.runs import Question, QuestionOption

TODAY = dt.date(2026, 6, 8)
NOON = dt.datetime(2026, 6, 8, 12, tzinfo=dt.UTC)
GUILD, ASKER = GuildId(7), DiscordId(11)
PRIYA, OMAR = Member(MemberId("m-priya"), "Priya Nair"), Member(MemberId("m-omar"), "Omar Haddad")
RECRUITMENT = Project(ProjectId("p-recruitment"), "Recruitment")
POSTER_URL = "https://www.notion.so/Poster-0123456789abcdef0123456789abcdef"
POSTER = Task(
    id=TaskId("t-poster"),
    title="Poster",
    url=POSTER_URL,
    status="To do",
    due=Due(dt.date(2026, 6, 12)),
    edited_at=NOON,
)
ASSIGN = UpdateTask(
    task_id=POSTER.id,
    title=POSTER.title,
    url=POSTER.url,
    edits=(PeopleEdit((), (PRIYA,)), DateEdit(None, Due(dt.date(2026, 6, 12)))),
)
CREATE = CreateTask(
    title="Book the hall", assignees=(PRIYA,), due=Due(dt.date(2026, 6, 9)), project=RECRUITMENT
)


def applied(change: Change) -> Task:
    """The task as a board has it that took all of the change."""
    if isinstance(change, CreateTask):
        edits = {
            edit: getattr(change, edit) for edit in ("status", "assignees", "due", "project", "priority")
        }
        return replace(POSTER, title=change.title, notes=change.notes, **edits)
    if isinstance(change, ArchiveTask):
        return replace(change.task, is_trashed=not change.restores)
    if isinstance(change, AddComment):
        return POSTER
    values = {edit.field: edit.after for edit in change.edits}
    return replace(POSTER, **values)  # type: ignore[arg-type] # the field names the type


def call(
    change: Change = ASSIGN, state: CallState = CallState.HELD, reason: str | None = None
) -> DeferredCall:
    receipt = Receipt(task=applied(change), applied_at=NOON) if state is CallState.DONE else None
    return DeferredCall(
        id=DeferredCallId("c1"),
        tool_call_id="x",
        tool="update_task",
        change=change,
        state=state,
        receipt=receipt,
        reason=reason,
    )


def proposal(
    *calls: DeferredCall, state: ProposalState = ProposalState.OPEN, id_: str = "prop-1"
) -> Proposal:
    is_decided = state in {ProposalState.CONFIRMED, ProposalState.DECLINED}
    return Proposal(
        id=ProposalId(id_),
        run=RunId("run-1"),
        guild=GUILD,
        asked_by=ASKER,
        calls=calls or (call(),),
        created_at=NOON,
        expires_at=NOON + dt.timedelta(hours=24),
        state=state,
        decided_by=ASKER if is_decided else None,
        decided_at=NOON if is_decided else None,
    )


def question(*options: QuestionOption, text: str = "Which poster?") -> Question:
    return Question(
        id=QuestionId("q-1"),
        run=RunId("run-1"),
        asked_of=ASKER,
        text=text,
        options=options,
        expires_at=NOON + dt.timedelta(hours=24),
    )
