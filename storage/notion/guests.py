"""People who are not among Notion's users and may have tasks all the same.

Facts: developers.notion.com/reference/get-users, …/get-user. Guests are not listed; who is asked for by id is
told of, member or guest, as long as they belong to the workspace.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.errors import BoardChangedError, RecordNotFoundError
from storage.notion.cached import Cached
from storage.notion.links import is_id
from storage.notion.team import by_name, persons_among
from storage.records import Member, MemberId

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from storage.notion.client import Notion
    from storage.notion.columns import Column
    from storage.notion.pages import Page


class Guests:
    """Guests are met on the tasks they have, or asked for. What Notion said of an id is kept for a while."""

    def __init__(self, notion: Notion, lifetime_s: float, clock: Callable[[], float]) -> None:
        self._notion = notion
        self._met: dict[MemberId, Member] = {}
        self._asked: Cached[dict[MemberId, bool]] = Cached(_nothing, lifetime_s, clock)

    def beside(self, listed: Sequence[Member]) -> Sequence[Member]:
        """Everybody, by name: those who are listed, and the guests known so far."""
        ids = {member.id for member in listed}
        guests = [guest for guest in self._met.values() if guest.id not in ids]
        return by_name([*listed, *guests]) if guests else listed

    def meet(self, pages: Iterable[Page], column: Column, listed: Iterable[Member]) -> None:
        """Note who has one of these tasks and is not listed."""
        ids = {member.id for member in listed}
        for person in (person for page in pages for person in page.value(column)["people"]):
            is_person = person.get("type", "person") == "person" and person.get("name")
            if is_person and person["id"] not in ids:
                self._met[MemberId(person["id"])] = Member(MemberId(person["id"]), person["name"])

    async def strangers_among(self, members: Iterable[MemberId]) -> frozenset[MemberId]:
        """Those who are not in the workspace: they have left, or theirs is the id of something else.

        Raises `StoreUnavailableError` if Notion has to be asked and cannot be.
        """
        asked = await self._asked.get()
        members = list(members)
        for member in members:
            if member not in asked:
                asked[member] = await self._is_there(member)
        return frozenset(member for member in members if not asked[member])

    def forget(self) -> None:
        """Ask anew about everyone. Who was met stays known by name."""
        self._asked.forget()

    def clear(self) -> None:
        """Nobody is a guest: the board's people are not Notion's users."""
        self._met.clear()

    async def _is_there(self, member: MemberId) -> bool:
        if not is_id(member):
            return False
        try:
            people = persons_among([await self._notion.read("GET", f"users/{member}")])
        except (RecordNotFoundError, BoardChangedError):
            return False
        self._met |= {person.id: person for person in people}
        return bool(people)


async def _nothing() -> dict[MemberId, bool]:
    return {}
