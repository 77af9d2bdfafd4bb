"""What Discord's OpenAPI, which its makers call a preview, wrongly refuses, one by one."""

from __future__ import annotations

from enum import Enum
from typing import Any

Json = dict[str, Any]


class Deviation(Enum):
    """One disagreement of the OpenAPI with Discord. Its value is the reason to side with Discord."""

    RECIPIENT_ID = "discord.py sends `recipient_id` as a number, and Discord takes it"
    REFERENCE_IDS = "discord.py sends the ids of a `message_reference` as numbers, and Discord takes them"
    MENTION_IDS = "discord.py sends the ids in `allowed_mentions` as numbers, and Discord takes them"
    ATTACHMENT_IDS = "discord.py numbers the `attachments` it sends, as Discord's own examples do"
    ERROR_CODES = "the codes inside `errors` are words (discord.com/developers/docs/reference#error-messages)"
    SERVER_ERRORS = (
        "5xx are documented (discord.com/developers/docs/topics/opcodes-and-status-codes#http), "
        "and not in the OpenAPI"
    )
    UNKNOWN_ADDRESS = "an address that is none is refused by 404; no operation describes that"


class Leniency:
    """Which deviations are forgiven, and which of them have been needed."""

    def __init__(self, forgiven: frozenset[Deviation] = frozenset(Deviation)) -> None:
        self._forgiven = forgiven
        self.used: set[Deviation] = set()

    def forgives(self, deviation: Deviation) -> bool:
        if deviation in self._forgiven:
            self.used.add(deviation)
            return True
        return False

    def in_request(self, body: object) -> object:
        """A request with texts for the ids that discord.py sends as numbers."""
        if not isinstance(body, dict):
            return body
        mended = {**body, **self._as_texts(body, ("recipient_id",), Deviation.RECIPIENT_ID)}
        if isinstance(reference := body.get("message_reference"), dict):
            names = [name for name in reference if name.endswith("_id")]
            texts = self._as_texts(reference, names, Deviation.REFERENCE_IDS)
            mended["message_reference"] = {**reference, **texts}
        if isinstance(allowed := body.get("allowed_mentions"), dict):
            mended["allowed_mentions"] = {name: self._texts(value) for name, value in allowed.items()}
        if isinstance(body.get("attachments"), list):
            mended["attachments"] = [
                {**one, **self._as_texts(one, ("id",), Deviation.ATTACHMENT_IDS)}
                for one in body["attachments"]
            ]
        return {**mended, "data": self.in_request(body["data"])} if "data" in body else mended

    def in_refusal(self, answer: object) -> object:
        """A refusal with numbers for the codes inside it."""
        if not isinstance(answer, dict) or "errors" not in answer:
            return answer
        return {**answer, "errors": self._numbered(answer["errors"])}

    def _as_texts(self, body: Json, names: Any, deviation: Deviation) -> Json:
        numbers = [name for name in names if type(body.get(name)) is int]
        return {name: str(body[name]) for name in numbers if self.forgives(deviation)}

    def _texts(self, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        return [
            str(one) if type(one) is int and self.forgives(Deviation.MENTION_IDS) else one for one in value
        ]

    def _numbered(self, errors: Json) -> Json:
        return {name: self._leaf(name, value) for name, value in errors.items()}

    def _leaf(self, name: str, value: Any) -> Any:
        if name != "_errors":
            return self._numbered(value)
        return [{**one, "code": 0} if self.forgives(Deviation.ERROR_CODES) else one for one in value]
