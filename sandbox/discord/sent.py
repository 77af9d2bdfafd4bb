"""What became of something a person did: whether the bot answered, and with what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.discord.interactions import MODAL
from sandbox.discord.messages import Choice, Message, Modal, message_of
from sandbox.discord.shapes import LOADING

if TYPE_CHECKING:
    from sandbox.discord.world import Interaction, World


class DidNotRespondError(Exception):
    """The bot did not answer in time: "The application did not respond"."""


class Sent:
    """An interaction a person made. Waits are in seconds of real time."""

    def __init__(self, world: World, interaction: Interaction) -> None:
        self._world = world
        self._interaction = interaction

    @property
    def interaction_id(self) -> int:
        """The id Discord gave the interaction."""
        return self._interaction.id

    @property
    def token(self) -> str:
        """What the bot answers the interaction with."""
        return self._interaction.token

    @property
    def acknowledged_after(self) -> float | None:
        """How many seconds the bot took for its first answer; None if it has not answered."""
        at = self._interaction.acknowledged_at
        return None if at is None else at - self._interaction.sent_at

    async def acknowledged(self) -> float:
        """Wait for the first answer, and tell how long it took. Raises `DidNotRespondError` after 3 s."""
        after = await self._world.until(lambda: self.acknowledged_after, self._world.ack_deadline)
        if after is None:
            raise DidNotRespondError(f"No answer to {self._what()} within {self._world.ack_deadline:g} s.")
        return after

    async def answer(self, timeout: float = 30) -> Message:  # noqa: ASYNC109 (how long to wait is the caller's say)
        """The first message to be seen because of this: at once, or after a deferral.

        Raises `DidNotRespondError` if there is none in time, and at once if a modal was opened instead.
        """
        return (await self.answers(timeout))[0]

    async def answers(self, timeout: float = 30) -> list[Message]:  # noqa: ASYNC109 (as above)
        """Wait for the first message to be seen, then tell all that were posted or edited because of this."""
        await self.acknowledged()
        if self._interaction.callback == MODAL:
            raise DidNotRespondError(f"{self._what()} was answered with a modal, not with a message.")
        found = await self._world.until(lambda: self._seen() or None, timeout)
        if found is None:
            raise DidNotRespondError(
                f"{self._what()} was acknowledged, but nothing was to be seen in {timeout:g} s."
            )
        return found

    async def modal(self) -> Modal:
        """The modal opened because of this. Raises `DidNotRespondError` if the answer was another."""
        await self.acknowledged()
        opened = self._interaction.modal
        if opened is None:
            raise DidNotRespondError(f"{self._what()} was not answered with a modal.")
        return Modal(opened["custom_id"], opened["title"], opened["components"], self._interaction.token)

    async def choices(self) -> list[Choice]:
        """The suggestions offered, where suggestions were asked for."""
        await self.acknowledged()
        return [Choice(one["name"], one["value"]) for one in self._interaction.choices or []]

    def _seen(self) -> list[Message]:
        posts = [self._world.posts[one] for one in self._interaction.touched if one in self._world.posts]
        seen = [message_of(self._world, post) for post in posts if not post.flags & LOADING]
        return [message for message in seen if not is_underway(message)]

    def _what(self) -> str:
        data = self._interaction.data
        return f"/{data['name']}" if "name" in data else f"'{data.get('custom_id')}'"


def is_underway(message: Message) -> bool:
    """Whether it only says what the bot is doing, as its own "thinking…": nobody takes it for more."""
    return (
        len(message.text) == 1 and message.text[0].endswith("…") and not (message.buttons or message.selects)
    )
