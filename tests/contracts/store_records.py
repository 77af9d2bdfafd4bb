"""Example records, with something in every field."""

from __future__ import annotations

import datetime as dt

from storage.changes import CreateTask, UpdateTask
from storage.edits import DateEdit, PeopleEdit, ProjectEdit, TextEdit
from storage.proposals import Decision, DeferredCall, Proposal, ProposalState, Receipt, Verdict
from storage.records import (
    ChannelId,
    DeferredCallId,
    DiscordId,
    Due,
    GuildId,
    Link,
    Listing,
    Member,
    MemberId,
    Project,
    ProjectId,
    ProposalId,
    QuestionId,
    Request,
    RunId,
    Task,
    TaskId,
)
from storage.runs import (
    Choice,
    Exchange,
    Question,
    QuestionOption,
    Reply,
    Run,
    RunState,
    Shown,
    ToolCall,
    ToolResult,
)

NOON = dt.datetime(2026, 6, 10, 12, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
DAY = dt.timedelta(days=1)
GUILD, OTHER_GUILD = GuildId(2**60 + 1), GuildId(2**60 + 2)
ANA, BOB = DiscordId(2**60 + 11), DiscordId(2**60 + 12)
ZOE = Member(MemberId("m-zoe"), "Zoë Ångström 🦊")
LI = Member(MemberId("m-li"), "李 \x00 \"quoted\" 'n' \\ \u202eback")
FAIR = Project(ProjectId("p-fair"), "Spring fair", is_active=False)
TASK = Task(
    id=TaskId("t-1"),
    title="Print the “poster” 🖨️\nin A2",
    url="https://www.notion.so/t1",
    status="In progress",
    is_done=True,
    assignees=(ZOE, LI),
    due=Due(dt.date(2026, 6, 12)),
    project=FAIR,
    priority="High",
    notes="",
    edited_at=NOON,
)
BARE_TASK = Task(id=TaskId("t-2"), title="", url="", edited_at=NOON)
REQUEST = Request(
    guild=GUILD,
    channel=ChannelId(2**60 + 21),
    asked_by=ANA,
    words="assign the poster to Zoë",
    received_at=NOON,
    private=True,
)
CREATE = CreateTask(
    title="Book a room",
    status="To do",
    assignees=(ZOE,),
    due=Due(dt.date(2028, 2, 29)),
    project=FAIR,
    priority="Low",
    notes="Ask 李",
)
UPDATE = UpdateTask(
    task_id=TASK.id,
    title=TASK.title,
    url=TASK.url,
    edits=(
        TextEdit("title", before="Print", after="Print 🖨️"),
        TextEdit("status", before=None, after="Done"),
        TextEdit("priority", before="High", after=None),
        TextEdit("notes", before="", after="2026-06-12"),
        DateEdit(before=None, after=Due(dt.date(2026, 6, 12))),
        DateEdit(before=Due(dt.date(2026, 6, 12)), after=None),
        PeopleEdit(before=(), after=(ZOE, LI)),
        PeopleEdit(before=(LI,), after=()),
        ProjectEdit(before=None, after=FAIR),
        ProjectEdit(before=FAIR, after=None),
    ),
)
RUN = Run(
    id=RunId("run-1"),
    request=REQUEST,
    state=RunState.WAITING,
    history=(
        Reply(
            tool_calls=(ToolCall("c1", "update_task", '{"task": "T1"'),), input_tokens=900, output_tokens=7
        ),
        ToolResult("c1", "That is not JSON.", ok=False),
        Reply(text="Done? 🎉"),
    ),
    choices=(Choice(subject="member", words="Zoë", id="m-zoe"),),
    references={"T1": TASK.id, "T2": BARE_TASK.id},
    shown=Shown(title="Tasks of Zoë", listing=Listing((TASK, BARE_TASK), is_complete=False)),
)
QUESTION = Question(
    id=QuestionId("q-1"),
    run=RUN.id,
    asked_of=ANA,
    text="Which “poster”?",
    options=(QuestionOption("t-1", "Poster", "due Friday"), QuestionOption("", "None of them")),
    subject="task",
    words="poster",
    call_id="c1",
    expires_at=NOON + DAY,
)
RECEIPT = Receipt(task=TASK, applied_at=NOON + 2 * MINUTE)


def link(discord: DiscordId = ANA, member: Member = ZOE, guild: GuildId = GUILD) -> Link:
    return Link(guild=guild, discord=discord, member=member, linked_by=BOB, linked_at=NOON)


def proposal(name: str = "p", *, at: dt.datetime = NOON, calls: int = 2) -> Proposal:
    """An open proposal with so many calls, `p-0`, `p-1` …, that is open for a day."""
    return Proposal(
        id=ProposalId(name),
        run=RUN.id,
        guild=GUILD,
        asked_by=ANA,
        calls=tuple(_call(f"{name}-{position}", position) for position in range(calls)),
        created_at=at,
        expires_at=at + DAY,
    )


def _call(name: str, position: int) -> DeferredCall:
    return DeferredCall(
        id=DeferredCallId(name),
        tool_call_id=f"call_{position}",
        tool="create_task" if position % 2 else "update_task",
        change=CREATE if position % 2 else UPDATE,
    )


def decision(
    on: str = "p",
    verdict: Verdict = ProposalState.CONFIRMED,
    *,
    at: dt.datetime = NOON + MINUTE,
    by: DiscordId = ANA,
) -> Decision:
    return Decision(proposal=ProposalId(on), by=by, verdict=verdict, decided_at=at)


def exchange(asked: str, *, conversation: str = "1:2:3", at: dt.datetime = NOON) -> Exchange:
    return Exchange(
        conversation=conversation,
        run=RUN.id,
        asked=asked,
        answered="Yes 🎉\n\x00",
        references={"T1": TASK.id},
        at=at,
    )
