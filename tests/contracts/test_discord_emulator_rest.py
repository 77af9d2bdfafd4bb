"""The emulated REST API, asked by hand: what Discord refuses, in its own words, and what answers carry."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from sandbox.clock import Clock
from sandbox.discord.emulator import DiscordEmulator, Fault, Scope, Sent
from tests.doubles.discord_bot import PEOPLE, trusting
from tests.doubles.emulated_discord import open_refusing_discord

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path


V2, EPHEMERAL = 1 << 15, 1 << 6
TEXT = {"type": 10, "content": "Hello"}
BUTTON = {"type": 2, "style": 1, "label": "Press", "custom_id": "press"}


class Api:
    """REST spoken by hand, with the bot's token."""

    def __init__(self, emulator: DiscordEmulator, session: aiohttp.ClientSession) -> None:
        self.emulator, self._session = emulator, session
        self.application = f"/applications/{emulator.application_id}"
        self.messages = f"/channels/{emulator.channels['tasks']}/messages"

    async def ask(
        self, method: str, path: str, body: object = None, *, token: str | None = None
    ) -> tuple[int, Any]:
        """Ask for something; gives the status and the answer's JSON."""
        response = await self.response(method, path, body, token=token)
        return response.status, await response.json() if response.status != 204 else None

    async def response(
        self, method: str, path: str, body: object = None, *, token: str | None = None
    ) -> aiohttp.ClientResponse:
        return await self._session.request(
            method,
            f"https://discord.com/api/v10{path}",
            json=body,
            headers={"Authorization": f"Bot {token or self.emulator.token}"},
            proxy=self.emulator.proxy_url,
        )

    async def used(self) -> Sent:
        """A command, used by Bob."""
        await self.ask("PUT", f"{self.application}/commands", [{"name": "darcy", "description": "Ask"}])
        return await self.emulator.person("Bob Lund").slash("darcy")

    def callback(self, sent: Sent) -> str:
        return f"/interactions/{sent.interaction_id}/{sent.token}/callback?with_response=true"

    def webhook(self, sent: Sent, rest: str = "") -> str:
        return f"/webhooks/{self.emulator.application_id}/{sent.token}{rest}"


@pytest.fixture
async def api(tmp_path: Path) -> AsyncGenerator[Api]:
    async with (
        open_refusing_discord(PEOPLE, clock=Clock(), folder=tmp_path) as emulator,
        aiohttp.ClientSession(connector=trusting(emulator)) as session,
    ):
        yield Api(emulator, session)


async def test_a_wrong_token_is_unauthorized(api: Api) -> None:
    assert await api.ask("GET", "/users/@me", token="wrong") == (
        401,
        {"message": "401: Unauthorized", "code": 0},
    )


async def test_answers_are_json_without_a_charset_and_tell_of_limits(api: Api) -> None:
    response = await api.response("GET", "/users/@me")
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["X-RateLimit-Remaining"] == "49"
    again = await api.response("GET", "/users/@me")
    assert again.headers["X-RateLimit-Remaining"] == "48"
    assert again.headers["X-RateLimit-Bucket"] == response.headers["X-RateLimit-Bucket"]
    assert 0 < float(again.headers["X-RateLimit-Reset-After"]) <= 1


async def test_too_many_requests_are_refused(api: Api) -> None:
    sent = await api.used()
    await api.ask("POST", api.callback(sent), {"type": 4, "data": {"content": "Hi"}})
    path = api.webhook(sent, "/messages/@original")
    responses = await asyncio.gather(*(api.response("GET", path) for _ in range(60)))
    refused = [one for one in responses if one.status == 429]
    assert 0 < len(refused) <= 10
    assert refused[0].headers["Via"]
    assert (await refused[0].json())["global"] is False
    api.emulator.fail(Fault(429, retry_after_s=3.2, scope=Scope.GLOBAL))
    told = await api.response("GET", "/users/@me")
    assert (told.headers["Retry-After"], told.headers["X-RateLimit-Global"]) == ("4", "true")
    assert (await told.json())["retry_after"] == 3.2


async def test_what_is_not_there_is_404(api: Api) -> None:
    assert await api.ask("GET", "/unheard/of") == (404, {"message": "404: Not Found", "code": 0})
    for path, code in [
        ("/channels/1", 10003),
        ("/guilds/1", 10004),
        (f"{api.messages}/1", 10008),
        ("/users/1", 10013),
        (f"/guilds/{api.emulator.guild_id}/members/1", 10013),
        (f"{api.application}/commands/1", 10063),
    ]:
        status, told = await api.ask("GET", path)
        assert (status, told["code"]) == (404, code)


async def test_a_body_must_be_json(api: Api) -> None:
    async with aiohttp.ClientSession(connector=trusting(api.emulator)) as session:
        response = await session.post(
            f"https://discord.com/api/v10{api.messages}",
            data="{",
            headers={"Authorization": f"Bot {api.emulator.token}", "Content-Type": "application/json"},
            proxy=api.emulator.proxy_url,
        )
        assert (response.status, (await response.json())["code"]) == (400, 50109)


async def test_components_v2_leave_no_room_for_content(api: Api) -> None:
    status, told = await api.ask(
        "POST", api.messages, {"flags": V2, "components": [TEXT], "content": "Hello"}
    )
    assert (status, told["code"]) == (400, 50035)
    assert list(told["errors"]) == ["content"]


async def test_the_v2_flag_stays_and_asks_for_old_content_to_be_emptied(api: Api) -> None:
    _, posted = await api.ask("POST", api.messages, {"content": "Hello"})
    path = f"{api.messages}/{posted['id']}"
    v2 = {"flags": V2, "components": [TEXT]}
    assert (await api.ask("PATCH", path, v2))[1]["errors"].keys() == {"content"}
    _, edited = await api.ask("PATCH", path, v2 | {"content": None})
    assert (edited["flags"], edited["content"]) == (V2, "")
    status, told = await api.ask("PATCH", path, {"flags": 0, "content": "Old"})
    assert (status, told["errors"].keys()) == (400, {"content"})
    _, again = await api.ask("PATCH", path, {"flags": 0, "components": [TEXT, TEXT]})
    assert again["flags"] == V2
    assert (await api.ask("PATCH", path, {"components": []}))[1]["code"] == 50006


async def test_what_belongs_to_v2_needs_its_flag(api: Api) -> None:
    status, told = await api.ask("POST", api.messages, {"content": "Hi", "components": [TEXT]})
    assert status == 400
    assert told["errors"]["components"]["0"]["type"]["_errors"][0]["code"] == "BASE_TYPE_CHOICES"


async def test_an_empty_message_is_refused(api: Api) -> None:
    status, told = await api.ask("POST", api.messages, {"content": ""})
    assert (status, told) == (400, {"message": "Cannot send an empty message", "code": 50006})


async def test_a_channel_has_no_private_messages(api: Api) -> None:
    status, told = await api.ask("POST", api.messages, {"content": "Psst", "flags": EPHEMERAL})
    assert (status, list(told["errors"])) == (400, ["flags"])


async def test_a_deferral_takes_the_ephemeral_flag_alone(api: Api) -> None:
    sent = await api.used()
    status, told = await api.ask("POST", api.callback(sent), {"type": 5, "data": {"flags": V2 | EPHEMERAL}})
    assert (status, told["errors"].keys()) == (400, {"data"})
    status, told = await api.ask("POST", api.callback(sent), {"type": 5, "data": {"flags": EPHEMERAL}})
    assert (status, told["interaction"]["response_message_loading"]) == (200, True)
    [thinking] = api.emulator.messages("general", api.emulator.person("Bob Lund"))
    assert (thinking.loading, thinking.ephemeral) == (True, True)
    _, filled = await api.ask("PATCH", api.webhook(sent, "/messages/@original"), {"content": "Done"})
    assert (filled["flags"], filled["edited_timestamp"]) == (EPHEMERAL, None)
    _, edited = await api.ask("PATCH", api.webhook(sent, "/messages/@original"), {"content": "Done!"})
    assert edited["edited_timestamp"] is not None


async def test_the_first_followup_takes_the_place_of_a_deferred_answer(api: Api) -> None:
    sent = await api.used()
    await api.ask("POST", api.callback(sent), {"type": 5})
    _, first = await api.ask(
        "POST", api.webhook(sent, "?wait=true"), {"content": "First", "flags": EPHEMERAL}
    )
    _, second = await api.ask("POST", api.webhook(sent, "?wait=true"), {"content": "Second"})
    _, original = await api.ask("GET", api.webhook(sent, "/messages/@original"))
    assert (original["id"], original["content"], original["flags"]) == (first["id"], "First", 0)
    assert second["message_reference"]["message_id"] == first["id"]


async def test_nothing_follows_before_the_acknowledgement(api: Api) -> None:
    sent = await api.used()
    status, told = await api.ask("POST", api.webhook(sent), {"content": "Early"})
    assert (status, told["code"]) == (404, 10015)
    status, told = await api.ask("POST", api.webhook(sent).replace(sent.token, "x"), {"content": "Whose?"})
    assert (status, told["code"]) == (401, 50027)


async def test_an_answer_can_be_taken_back(api: Api) -> None:
    sent = await api.used()
    await api.ask("POST", api.callback(sent), {"type": 4, "data": {"content": "Hi", "flags": EPHEMERAL}})
    original = api.webhook(sent, "/messages/@original")
    assert (await api.ask("DELETE", original))[0] == 204
    assert (await api.ask("GET", original))[1]["code"] == 10008


async def test_a_private_message_is_not_reached_through_its_channel(api: Api) -> None:
    sent = await api.used()
    await api.ask("POST", api.callback(sent), {"type": 4, "data": {"content": "Hi", "flags": EPHEMERAL}})
    message = await sent.answer()
    path = f"/channels/{message.channel_id}/messages"
    assert (await api.ask("PATCH", f"{path}/{message.id}", {"content": "Open"}))[1]["code"] == 10008
    assert await api.ask("GET", path) == (200, [])


@pytest.mark.parametrize("kind", [1, 6, 7, 8])
async def test_a_command_is_not_answered_so(api: Api, kind: int) -> None:
    status, told = await api.ask("POST", api.callback(await api.used()), {"type": kind})
    assert (status, list(told["errors"])) == (400, ["type"])


async def test_a_refused_answer_may_be_mended_in_time(api: Api) -> None:
    sent = await api.used()
    wrong = {"type": 4, "data": {"components": [BUTTON], "flags": V2}}
    assert (await api.ask("POST", api.callback(sent), wrong))[0] == 400
    right = {"type": 4, "data": {"components": [{"type": 1, "components": [BUTTON]}], "flags": V2}}
    status, told = await api.ask("POST", api.callback(sent), right)
    assert (status, told["resource"]["message"]["components"][0]["components"][0]["id"]) == (200, 2)
    assert told["resource"]["message"]["interaction_metadata"]["user"]["id"] == "102"


async def test_commands_keep_their_ids_and_are_refused_by_rule(api: Api) -> None:
    path = f"{api.application}/commands"
    _, first = await api.ask("PUT", path, [{"name": "darcy", "description": "Ask"}])
    status, told = await api.ask("PUT", path, [{"name": "Darcy", "description": ""}])
    assert status == 400
    assert told["errors"]["0"].keys() == {"name", "description"}
    _, second = await api.ask("PUT", path, [{"name": "darcy", "description": "Ask me"}])
    assert second[0]["id"] == first[0]["id"]
    assert second[0]["version"] != first[0]["version"]
    status, added = await api.ask("POST", path, {"name": "more", "description": "More"})
    assert status == 201
    assert (await api.ask("POST", path, {"name": "more", "description": "Again"}))[0] == 200
    assert (await api.ask("PATCH", f"{path}/{added['id']}", {"name": "less"}))[1]["description"] == "Again"
    assert (await api.ask("DELETE", f"{path}/{added['id']}"))[0] == 204
    assert [one["name"] for one in (await api.ask("GET", path))[1]] == ["darcy"]


async def test_commands_of_a_guild_stand_beside_the_global_ones(api: Api) -> None:
    here = f"{api.application}/guilds/{api.emulator.guild_id}/commands"
    await api.ask("PUT", f"{api.application}/commands", [{"name": "darcy", "description": "Ask"}])
    _, kept = await api.ask("PUT", here, [{"name": "local", "description": "Here"}])
    assert kept[0]["guild_id"] == str(api.emulator.guild_id)
    assert [one["name"] for one in (await api.ask("GET", f"{api.application}/commands"))[1]] == ["darcy"]
    assert (await api.ask("PUT", here, []))[1] == []
    elsewhere = f"/applications/1/guilds/{api.emulator.guild_id}/commands"
    assert (await api.ask("GET", elsewhere))[1]["code"] == 50001
