"""What the rest of Darcy asks of a store. Notion and the database answer; tests bring doubles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Sequence

    from storage.answers import OwedAnswer
    from storage.changes import AddComment, ArchiveTask, CreateTask, UpdateTask
    from storage.guilds import GuildSettings
    from storage.layouts import ColumnChoice, Survey
    from storage.leases import Holder, Lease
    from storage.proposals import CallState, Decision, DeferredCall, NotApplied, Proposal, Receipt
    from storage.records import (
        BoardOptions,
        CommentId,
        DeferredCallId,
        DiscordId,
        GuildId,
        Link,
        Listing,
        Member,
        MemberId,
        Preferences,
        Project,
        ProposalId,
        QuestionId,
        RunId,
        Task,
        TaskId,
        TaskQuery,
    )
    from storage.runs import Exchange, Question, Run
    from storage.shown import ShownCard


class TaskReader(Protocol):
    """Reads the team's board. Each raises `StoreUnavailableError` if the board cannot be reached."""

    async def get_task(self, task_id: TaskId, *, trashed_too: bool = False) -> Task:
        """Read a task afresh. Raises `RecordNotFoundError` if it is gone, or trashed, not `trashed_too`."""

    async def find_tasks(self, query: TaskQuery) -> Listing:
        """List every task that fits, in the order asked for; trashed ones only if they are asked for."""

    async def find_created(self, change: CreateTask, since: dt.datetime) -> Sequence[Task]:
        """Tasks made by our own integration since that moment that hold all of the change."""

    async def find_comments(self, change: AddComment, since: dt.datetime) -> Sequence[CommentId]:
        """Comments of that task with those words, made by our own integration since that moment."""


class TaskWriter(Protocol):
    """Writes to the team's board. Only `bot/approvals/executor.py` is handed one.

    Each returns the task read back from Notion, and raises `WriteRefusedError` if Notion said no,
    `StoreUnavailableError` if nothing was sent, `WriteUncertainError` if no answer came, and
    `WriteDiffersError` if Notion took it and did not keep all of it.
    """

    async def create_task(self, change: CreateTask) -> Task: ...

    async def update_task(self, change: UpdateTask) -> Task: ...

    async def archive_task(self, change: ArchiveTask) -> Task:
        """Put a task into the trash or take it out; what is in the trash comes back as `is_trashed`."""

    async def add_comment(self, change: AddComment) -> CommentId: ...


class Directory(Protocol):
    """Looks up who and what the board knows. Answers may be some minutes old."""

    async def members(self) -> Sequence[Member]:
        """Everyone who can have a task, by name. Bots are left out."""

    def known_members(self) -> Sequence[Member]:
        """Who was there when last looked, however long ago; asks nobody."""

    async def unknown_among(self, members: Collection[MemberId]) -> frozenset[MemberId]:
        """Those of them who are nobody that can have a task: they left, or the board names people otherwise.

        A guest is known also where no list names them.
        """

    async def projects(self) -> Sequence[Project]:
        """Every project, active ones first, each group by name."""

    async def options(self) -> BoardOptions: ...

    async def refresh(self) -> None:
        """Forget what was looked up, so that the next look-up asks Notion."""


class BoardSetup(Protocol):
    """Tells an admin which column of the board is taken for what, and lets that be corrected."""

    async def survey(self) -> Survey:
        """Look at the board's columns afresh, and read a few tasks by them to see that it works.

        Raises `StoreUnavailableError` if the board cannot be reached, `BoardChangedError` if it is trashed.
        """

    async def choose(self, choice: ColumnChoice) -> Survey:
        """Keep an admin's choice, and look again.

        Raises `BoardChangedError` if there is no such column, `KeptUnseenError` if it is kept all the same.
        """

    async def keep(self, by: DiscordId, at: dt.datetime) -> Survey:
        """Keep every column as it is found now, so that another name or a new column changes nothing.

        Raises `KeptUnseenError` as `choose` does.
        """


class LayoutStore(Protocol):
    """What admins said of a board's columns, by the id of the board's data source."""

    async def choices(self, board: str) -> Sequence[ColumnChoice]:
        """The last choice for each role."""

    async def save_choices(self, board: str, choices: Sequence[ColumnChoice]) -> None:
        """Keep choices, each in place of an earlier one for its role; all of them or none."""


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

    async def guilds_of(self, discord: DiscordId) -> Sequence[GuildId]:
        """The guilds in which a Discord member is linked, in the order of their ids."""


class PreferenceStore(Protocol):
    """What members have said of how they want to be answered."""

    async def all(self) -> Sequence[Preferences]:
        """Those of everybody who has said anything, in every guild."""

    async def save(self, wanted: Preferences) -> None:
        """Keep, in place of what that member has said before in that guild."""


class NoticeStore(Protocol):
    async def is_first(self, guild: GuildId, at: dt.datetime) -> bool:
        """Remember that a guild is told that it is not served; False if it was told before."""


class GuildSettingStore(Protocol):
    """What the admins of each guild have said of how it is served."""

    async def of(self, guild: GuildId) -> GuildSettings:
        """Those of a guild, as they are where nothing was said too."""

    async def save(self, settings: GuildSettings) -> None:
        """Keep, in place of what was said before."""


class RunStore(Protocol):
    async def save_run(self, run: Run) -> None:
        """Keep a run, in place of what was kept of it."""

    async def get_run(self, run_id: RunId) -> Run:
        """Raises `RecordNotFoundError`."""

    async def find_run(self, guild: GuildId, asked_by: DiscordId, received_at: dt.datetime) -> Run | None:
        """The run that answers what this person asked at this moment of Discord's, if it was begun."""


class ProposalStore(Protocol):
    """Moves proposals and calls along `PROPOSAL_MOVES` and `CALL_MOVES`; any other move has no effect."""

    async def propose(
        self,
        proposal: Proposal,
        *,
        replaces: Collection[ProposalId] = (),
        instead_of: Collection[NotApplied] = (),
    ) -> Sequence[ProposalId]:
        """Keep an open proposal and its held calls, and mark replaced those it takes the place of.

        Returns which of them that were: one that was decided on meanwhile is not. The calls that
        it asks for again end with it: it is `instead_of` them. All of it or nothing.
        """

    async def expire(self, at: dt.datetime) -> Sequence[ProposalId]:
        """Mark every open proposal expired whose deadline has passed; returns which."""

    async def open_of(self, guild: GuildId, asked_by: DiscordId, at: dt.datetime) -> Sequence[Proposal]:
        """What a person can still decide on at that moment, oldest first."""

    async def get_proposal(self, proposal_id: ProposalId) -> Proposal:
        """The proposal with its calls in order. Raises `RecordNotFoundError`."""

    async def of_run(self, run: RunId) -> Sequence[Proposal]:
        """Every proposal of a run, oldest first, whatever became of it."""

    async def count_open(self, guild: GuildId, at: dt.datetime) -> int:
        """How many proposals of a guild can still be decided on at that moment."""

    async def claim(self, decision: Decision) -> Sequence[DeferredCall] | None:
        """Record a decision and return the calls it allows, now `approved`, in order.

        A refusal allows none; None if the decision came late or second, and had no effect. Who may decide is
        policy, asked before. A proposal that is past its deadline becomes `expired`. Calls of one that was
        declined or expired stay `held`.
        """

    async def begin(self, call: DeferredCallId, at: dt.datetime) -> bool:
        """Move a call from `approved` to `applying`; False if it was not, or another Darcy has the lease."""

    async def settle(
        self,
        call: DeferredCallId,
        state: CallState,
        *,
        receipt: Receipt | None = None,
        reason: str | None = None,
    ) -> bool:
        """Record how a call ended, or that it is uncertain; False if it was in no state that leads there.

        Raises ValueError for a call that is done without a receipt, or not done and has one.
        """

    async def receipted(self, tasks: Collection[TaskId]) -> frozenset[TaskId]:
        """Which of these tasks a receipt names: what was created once cannot be what is looked for."""

    async def receipted_comments(self, comments: Collection[CommentId]) -> frozenset[CommentId]:
        """Which of these comments a receipt names, likewise."""

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

    async def find_open(self, run: RunId) -> Question | None:
        """The question of a run that nobody has answered, whether or not its deadline has passed."""


class ExchangeStore(Protocol):
    async def add(self, exchange: Exchange) -> None: ...

    async def latest(self, conversation: str, limit: int) -> Sequence[Exchange]:
        """The last exchanges of a conversation, oldest first."""


class InteractionStore(Protocol):
    async def is_new(self, interaction_id: int, at: dt.datetime, owed: OwedAnswer | None = None) -> bool:
        """Remember an interaction; False if it was seen before (Discord may send one twice).

        If it is new, `owed` is kept in the same step: the answer to it, for a later process to give.
        """

    async def placed(self, interaction_id: int, message: int) -> None:
        """Keep which message an owed answer takes the place of, once Discord has said."""

    async def answered(self, interaction_id: int) -> None:
        """Forget what was owed, with its token: the person has it."""

    async def owed(self) -> Sequence[OwedAnswer]:
        """Every answer that is owed, oldest first; of the last 30 days."""

    async def take_up(self, interaction_id: int) -> None:
        """Count that an answer was taken up."""

    async def forget_tokens(self, now: dt.datetime) -> None:
        """Delete the tokens that nobody can answer with any more."""


class CardStore(Protocol):
    """Where cards stand that wait for a decision. A message has one, a proposal may stand on several."""

    async def show(self, card: ShownCard) -> None:
        """Keep, in place of what that message showed before."""

    async def forget(self, message: int) -> None:
        """Nothing can be decided on that message any more, or it cannot be drawn again."""

    async def of(self, proposal: ProposalId) -> Sequence[ShownCard]:
        """The cards on which that proposal waits for its decision."""

    async def outdated(self) -> Sequence[ShownCard]:
        """The cards that wait for what has expired or was replaced."""

    async def tidy(self, now: dt.datetime) -> None:
        """Delete the tokens that are of no use any more, and the cards that are none.

        Those are of what was decided, or were shown 30 days ago.
        """


class LeaseStore(Protocol):
    """Who of those that share a database is Darcy. One at most holds the lease.

    No clock is compared with another: a holder beats, and who sees no beat for long enough takes over.
    """

    async def find(self) -> Lease | None:
        """The lease as it is; None if nobody has held it yet, or it was given back."""

    async def take(self, holder: Holder, seen: Lease | None) -> Lease | None:
        """Hold the lease from now on, if it still is as `seen`; None if it is not.

        From here on this process begins no call once another has taken the lease.
        """

    async def beat(self, lease: Lease) -> Lease | None:
        """Say that its holder is alive; None if another has taken it."""

    async def give_back(self, lease: Lease) -> None:
        """Let the next one have it at once."""
