"""What is kept of requests: runs, questions to people, what was said before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from storage.records import DiscordId, GuildId, QuestionId, RunId
    from storage.runs import Exchange, Question, Run


class RunStore(Protocol):
    async def save_run(self, run: Run) -> None:
        """Keep a run, in place of what was kept of it."""

    async def get_run(self, run_id: RunId) -> Run:
        """Raises `RecordNotFoundError`."""

    async def find_run(self, guild: GuildId, asked_by: DiscordId, received_at: dt.datetime) -> Run | None:
        """The run that answers what this person asked at this moment of Discord's, if it was begun."""


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
