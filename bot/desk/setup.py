"""Setting the board up: an admin sees which column is what, and corrects it.

Whatever is offered to pick from goes by a key: an id, or where that is too long for a chat product, a hash of
it. The board is looked at before a pick is kept, so a key always names something that is there.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, get_args

from bot.agent.outcomes import BoardSurveyed, Refused
from bot.desk.events import ColumnsChanged
from bot.desk.links import outdated_among
from storage.errors import BoardChangedError, DarcyError, KeptUnseenError
from storage.layouts import ColumnChoice
from storage.records import Field, StatusGroup

if TYPE_CHECKING:
    from collections.abc import Generator

    from bot.desk.bus import Publisher
    from bot.desk.commands import ChooseColumn, KeepColumns, SurveyBoard
    from storage.layouts import BoardColumn, FoundRole, RoleName, Survey
    from storage.ports import BoardSetup, Directory, MemberStore
    from storage.records import GuildId, Link, StatusOption
    from tools.open_tasks import OpenTasks

STATUSES_PER_PAGE = 25
_LONGEST_KEY = 100  # Discord's limit for the value of an option
SAVED = "Saved."
GONE = "That is not on the board any more, so nothing was changed. This is the board as it is now."
_ROLES: tuple[RoleName, ...] = (*get_args(Field), "done")
_NEEDED = {"title": "A board always has a title.", "done": "At least one status must mean done."}


def role_named(name: str) -> RoleName | None:
    return next((role for role in _ROLES if role == name), None)


def key_of(id_: str) -> str:
    """What stands for an id of the board's, which may be of any length, in a list to pick from."""
    return id_ if len(id_) <= _LONGEST_KEY else sha256(id_.encode()).hexdigest()


def columns_for(found: FoundRole) -> tuple[BoardColumn, ...]:
    """The columns that could have a role, the one that has it first."""
    others = tuple(column for column in found.candidates if column != found.column)
    return (found.column, *others) if found.column else others


def choosable_statuses(survey: Survey) -> tuple[StatusOption, ...]:
    """The statuses of which an admin can say whether they mean done.

    If they are more than a page, by name: a page then holds the same ones whatever they mean.
    """
    known = tuple(status for status in survey.statuses if status.id)
    if len(known) <= STATUSES_PER_PAGE:
        return known
    return tuple(sorted(known, key=lambda status: (status.name.casefold(), status.id)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    board: BoardSetup
    members: MemberStore
    directory: Directory
    open_tasks: OpenTasks
    publisher: Publisher

    async def survey(self, command: SurveyBoard) -> BoardSurveyed:
        shown = await self._shown(command.guild, await self.board.survey())
        return replace(shown, role=command.role, page=command.page)

    async def choose(self, command: ChooseColumn) -> BoardSurveyed | Refused:
        survey = await self.board.survey()
        ids = _ids_meant(command, survey)
        if ids is None:
            return await self._shown(command.guild, survey, GONE)
        if not ids and command.role in _NEEDED:
            return Refused(f"{_NEEDED[command.role]} Nothing was changed.")
        choice = ColumnChoice(role=command.role, ids=ids, chosen_by=command.by, chosen_at=command.at)
        try:
            with self._told_if_kept(command.guild, command.role):
                survey = await self.board.choose(choice)
        except BoardChangedError:
            return await self._shown(command.guild, await self.board.survey(), GONE)
        return await self._shown(command.guild, survey, SAVED)

    async def keep(self, command: KeepColumns) -> BoardSurveyed:
        with self._told_if_kept(command.guild, "all"):
            survey = await self.board.keep(command.by, command.at)
        return await self._shown(command.guild, survey)

    @contextmanager
    def _told_if_kept(self, guild: GuildId, role: str) -> Generator[None]:
        """Forget what was read by the columns as they were, even if it cannot be read by the new."""
        unseen: KeptUnseenError | None = None
        try:
            yield
        except KeptUnseenError as error:
            unseen = error
        self.open_tasks.forget()
        self.publisher.publish(ColumnsChanged(guild, role))
        if unseen is not None:
            raise unseen

    async def _shown(self, guild: GuildId, survey: Survey, note: str = "") -> BoardSurveyed:
        return BoardSurveyed(survey, note=note, outdated=await self._outdated(guild))

    async def _outdated(self, guild: GuildId) -> tuple[Link, ...]:
        """None where it cannot be told: the survey says why, and what was chosen is kept all the same."""
        try:
            return await outdated_among(await self.members.links(guild), self.directory)
        except DarcyError:
            return ()


def _ids_meant(command: ChooseColumn, survey: Survey) -> tuple[str, ...] | None:
    """The ids of what was picked; None if some of it is not there any more."""
    there = _ids_by_key(survey, command.role)
    if any(key not in there for key in command.keys):
        return None
    picked = tuple(there[key] for key in command.keys)
    return picked + _done_elsewhere(survey, command.page) if command.role == "done" else picked


def _ids_by_key(survey: Survey, role: RoleName) -> dict[str, str]:
    if role == "done":
        return {key_of(status.id): status.id for status in choosable_statuses(survey)}
    columns = [column for found in survey.roles if found.field == role for column in columns_for(found)]
    return {key_of(column.id): column.id for column in columns}


def _done_elsewhere(survey: Survey, page: int) -> tuple[str, ...]:
    """The statuses that mean done and are on other pages than this one."""
    statuses = choosable_statuses(survey)
    begin = page * STATUSES_PER_PAGE
    others = statuses[:begin] + statuses[begin + STATUSES_PER_PAGE :]
    return tuple(status.id for status in others if status.group is StatusGroup.DONE)
