"""What the rest of Darcy asks of a store. Notion and the database answer; tests bring doubles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Sequence

    from storage.changes import CreateTask, UpdateTask
    from storage.proposals import CallState, Decision, DeferredCall, Proposal, Receipt
    from storage.records import (
        BoardOptions,
        DeferredCallId,
        DiscordId,
        GuildId,
        Link,
        Listing,
        Member,
        MemberId,
        Project,
        ProposalId,
        QuestionId,
        RunId,
        Task,
        TaskId,
        TaskQuery,
    )
    from storage.runs import Exchange, Question, Run


class TaskReader(Protocol):
    """Reads the team's board. Each raises `StoreUnavailableError` if the board cannot be reached."""

    async def get_task(self, task_id: TaskId) -> Task:
        """Read a task afresh. Raises `RecordNotFoundError` if it is gone or in the trash."""

    async def find_tasks(self, query: TaskQuery) -> Listing:
        """List every task that fits, soonest due first; trashed ones are left out."""

    async def find_created(self, change: CreateTask, since: dt.datetime) -> Sequence[Task]:
        """Tasks made by our own integration since that moment that hold all of the change."""


class TaskWriter(Protocol):
    """Writes to the team's board. Only `bot/approvals/executor.py` is handed one.

    Each returns the task read back from Notion, and raises `WriteRefusedError` if Notion said no,
    `StoreUnavailableError` if nothing was sent, `WriteUncertainError` if no answer came, and
    `WriteDiffersError` if Notion took it and did not keep all of it.
    """

    async def create_task(self, change: CreateTask) -> Task: ...

    async def update_task(self, change: UpdateTask) -> Task: ...


class Directory(Protocol):
    """Looks up who and what the board knows. Answers may be some minutes old."""

    async def members(self) -> Sequence[Member]:
        """Everyone who can have a task, by name. Bots are left out."""

    def known_members(self) -> Sequence[Member]:
        """Who was there when last looked, however long ago; asks nobody."""

    async def projects(self) -> Sequence[Project]:
        """Every project, active ones first, each group by name."""

    async def options(self) -> BoardOptions: ...

    async def refresh(self) -> None:
        """Forget what was looked up, so that the next look-up asks Notion."""


class MemberStore(Protocol):
    """Which Discord member is which Notion person, per guild."""

    async def find_link(self, guild: GuildId, discord: DiscordId) -> Link | None: ...

    async def find_link_of(self, guild: GuildId, member: MemberId) -> Link | None: ...

    async def links(self, guild: GuildId) -> Sequence[Link]:
        """All links of a guild, by the person's name."""

    async def save_link(self, link: Link) -> None:
        """Link, in place of an earlier link of that Discord member.

        Raises `AlreadyLinkedError` if another Discord member of the guild is linked to that person.
        """

    async def remove_link(self, guild: GuildId, discord: DiscordId) -> bool:
        """Unlink; False if there was no link."""


class RunStore(Protocol):
    async def save_run(self, run: Run) -> None:
        """Keep a run, in place of what was kept of it."""

    async def get_run(self, run_id: RunId) -> Run:
        """Raises `RecordNotFoundError`."""


class ProposalStore(Protocol):
    async def propose(self, proposal: Proposal) -> None:
        """Keep an open proposal and its held calls."""

    async def replace(self, old: ProposalId, new: Proposal) -> bool:
        """Mark an open proposal replaced and keep the new one, both or neither."""

    async def get_proposal(self, proposal_id: ProposalId) -> Proposal:
        """The proposal with its calls in order. Raises `RecordNotFoundError`."""

    async def find_open(self, run: RunId) -> Proposal | None:
        """The newest open proposal of a run, whether or not its deadline has passed."""

    async def claim(self, decision: Decision) -> Sequence[DeferredCall]:
        """Record a decision and return the calls it allows, now `approved`, in order.

        Allows none if it was a refusal, or came late or second. Who may decide is policy, asked before.
        A proposal that is past its deadline becomes `expired`. Calls of one that was declined or
        expired stay `held`.
        """

    async def begin(self, call: DeferredCallId, at: dt.datetime) -> bool:
        """Move a call from `approved` to `applying`; False if it was not approved."""

    async def settle(
        self,
        call: DeferredCallId,
        state: CallState,
        *,
        receipt: Receipt | None = None,
        reason: str | None = None,
    ) -> bool:
        """Record how an approved, applying or uncertain call ended; False if it was in no such state."""

    async def receipted(self, tasks: Collection[TaskId]) -> frozenset[TaskId]:
        """Which of these tasks a receipt names: what was created once cannot be what is looked for."""

    async def unsettled(self) -> Sequence[Proposal]:
        """Confirmed proposals with a call that is approved, applying or uncertain, oldest first."""


class QuestionStore(Protocol):
    async def ask(self, question: Question) -> None: ...

    async def get_question(self, question_id: QuestionId) -> Question:
        """Raises `RecordNotFoundError`."""

    async def answer(self, question_id: QuestionId, answer: str, at: dt.datetime) -> bool:
        """Record the first answer that comes in time; False if it was late or not the first."""

    async def reopen(self, question_id: QuestionId) -> None:
        """Forget the answer: the run could not go on with it."""


class ExchangeStore(Protocol):
    async def add(self, exchange: Exchange) -> None: ...

    async def latest(self, conversation: str, limit: int) -> Sequence[Exchange]:
        """The last exchanges of a conversation, oldest first."""


class InteractionStore(Protocol):
    async def is_new(self, interaction_id: int, at: dt.datetime) -> bool:
        """Remember an interaction; False if it was seen before (Discord may send one twice)."""
