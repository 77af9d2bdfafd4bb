"""Runs one case: a card, its strikes, Darcy at rest again, whatever is offered pressed, and the verdict."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.doubles.darcy import words_of
from tests.faults.arming import arm
from tests.faults.judging import Verdict, judged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sandbox.discord.emulator import Button, Message
    from storage.records import RunId
    from tests.faults.lane import Lane
    from tests.faults.strikes import Case, Stage

STRUCK_WITHIN_S = 30.0
ANSWERED_WITHIN_S, SLOWLY_S = 40.0, 120.0
HINDERED_S = 3.0
REST_WITHIN_S = 30.0
MOST_PRESSES = 8
PREFERRED = ("Confirm", "Look again", "Review what is left", "Next ▶")


@dataclass(frozen=True)
class Result:
    """`is_injected`: every strike met what it was to meet. `read` is all that was to be read of Darcy's."""

    case: Case
    is_injected: bool
    verdict: Verdict
    read: tuple[str, ...]


class Running:
    """One case on one lane."""

    def __init__(self, lane: Lane, case: Case) -> None:
        self._lane, self._case = lane, case
        self._within_s = SLOWLY_S if case.is_slow else ANSWERED_WITHIN_S
        self._read: list[str] = []
        self._pressed: Counter[tuple[int, str]] = Counter()
        self._unanswered: list[str] = []
        self._is_injected = True
        self._before: set[int] = set()

    async def done(self) -> Result:
        lane = self._lane
        self._before = {message.id for message in lane.seen()}
        card = await lane.card_of(self._case.kinds)
        run = await lane.run_of(card)
        stages = list(self._case.stages)
        for _ in range(MOST_PRESSES):
            offered = self._offered()
            if offered is None:
                break
            await self._press(*offered, stages, run)
        await self._read_on()
        verdict = judged(lane, await lane.proposals(run), self._read)
        verdict.unanswered += self._unanswered
        verdict.unanswered += [
            f"still thinking: {one.id}" for one in lane.seen() if one.loading and one.id not in self._before
        ]
        return Result(self._case, self._is_injected and not stages, verdict, tuple(self._read))

    def _offered(self, wanted: Sequence[str] = PREFERRED[:3]) -> tuple[Message, Button] | None:
        """What is offered last, and was not pressed in vain."""
        for label in wanted:
            for message in reversed(self._new()):
                for button in message.buttons:
                    tried = self._pressed[message.id, str(button.custom_id)]
                    if button.label == label and not button.disabled and tried < 2:
                        return message, button
        return None

    def _new(self) -> list[Message]:
        return [message for message in self._lane.seen() if message.id not in self._before]

    async def _press(self, message: Message, button: Button, stages: list[Stage], run: RunId) -> None:
        is_struck = bool(stages) and button.label == "Confirm"
        stage = stages.pop(0) if is_struck else None
        if stage is not None:
            arm(self._lane, stage.strikes)
        self._pressed[message.id, str(button.custom_id)] += 1
        sent = await self._lane.maya.press(message, button)
        self._lane.pressed.add(sent.interaction_id)
        if stage is not None and stage.kills:
            await self._killed(stages)
        else:
            hindered = stage is not None and stage.hinders_discord
            answered = await self._lane.answered(sent, HINDERED_S if hindered else self._within_s)
            if not answered and not hindered:
                self._unanswered.append(f"{button.label} at {self._case.name}")
        self._is_injected &= self._lane.struck.is_set()
        await self._rest(run, stage)

    async def _killed(self, stages: list[Stage]) -> None:
        """Wait until it is dead, and start it: perhaps to be killed again."""
        await self._strike()
        self._lane.mend()
        while stages and stages[0].at_start:
            stage = stages.pop(0)
            arm(self._lane, stage.strikes)
            await self._lane.begin_again()
            await self._strike()
            self._lane.mend()
        await self._lane.begin_again()
        await self._lane.ready()

    async def _strike(self) -> None:
        try:
            await asyncio.wait_for(self._lane.struck.wait(), STRUCK_WITHIN_S)
        except TimeoutError:
            self._is_injected = False

    async def _rest(self, run: RunId, stage: Stage | None) -> None:
        """Wait until nothing is under way, while it still strikes; then let nothing strike any more."""
        within_s = HINDERED_S if stage is not None and stage.hinders_discord else REST_WITHIN_S
        is_at_rest = await self._lane.at_rest(run, within_s=within_s)
        if not is_at_rest and not (stage is not None and stage.hinders_discord):
            self._unanswered.append(f"not at rest: {self._case.name}")
        self._note()
        self._lane.mend()
        if stage is not None and (stage.restarts or not is_at_rest):
            await self._lane.begin_again()
            await self._lane.ready()
            await self._lane.at_rest(run, within_s=REST_WITHIN_S)
            self._note()

    def _note(self) -> None:
        self._read += [" ".join(words_of(message).split()) for message in self._new()]

    async def _read_on(self) -> None:
        """Turn every page there is."""
        for _ in range(MOST_PRESSES):
            offered = self._offered(PREFERRED[3:])
            if offered is None:
                return
            message, button = offered
            self._pressed[message.id, str(button.custom_id)] += 1
            if not await self._lane.answered(await self._lane.maya.press(message, button), self._within_s):
                self._unanswered.append(f"page at {self._case.name}")
            self._note()
