"""Everything told from outside: typed, read once, from the environment and `.env`.

What is missing or malformed is listed at once, a line each with how to get it, and no value is ever shown.
"""

from __future__ import annotations

import ssl
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    AnyHttpUrl,
    BeforeValidator,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from storage.errors import DarcyError
from storage.notion.links import id_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic_core import ErrorDetails

DEFAULT_MODEL = "gpt-5-mini"
GRAMMAR = "grammar"
NO_FILE = (
    "There is no file .env in {folder}, where Darcy was started. It can be made as a copy of .env.example, "
    "or Darcy started in the folder that has one."
)


class SettingsError(DarcyError):
    """Settings are missing or malformed; the text has a line for each."""


def _guilds(value: Any) -> Any:
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError("is no time zone's name") from error
    return name


def _secret(value: SecretStr) -> SecretStr:
    """A token as it can stand in a header: it was perhaps copied with a space or a line break."""
    text = value.get_secret_value().strip()
    if not text or not text.isascii() or not text.isprintable() or " " in text:
        raise ValueError("has a space, a line break or another character in it that no token has")
    return SecretStr(text)


def _board(words: str) -> str:
    try:
        id_in(words)
    except DarcyError as error:
        raise ValueError("has no id in it") from error
    return words


def _model(name: str | None, info: ValidationInfo) -> str | None:
    """A model's name needs someone to ask, unless it is the built-in one."""
    provider = info.data.get("openai_api_key") or info.data.get("openai_base_url")
    if name and name.casefold() != GRAMMAR and not provider and "openai_api_key" in info.data:
        raise ValueError("names a model, but neither OPENAI_API_KEY nor OPENAI_BASE_URL says whose")
    return name


def _authorities(path: Path) -> Path:
    try:
        ssl.create_default_context(cafile=path)
    except OSError as error:
        raise ValueError("leads to no file that Darcy may read, or to one without certificates") from error
    return path


Secret = Annotated[SecretStr, AfterValidator(_secret)]
Guilds = Annotated[frozenset[Annotated[int, Field(gt=0)]], NoDecode, BeforeValidator(_guilds)]


class BoardSettings(BaseSettings):
    """All but Discord's. One field per setting; its description is what a person reads if it is missing."""

    model_config = SettingsConfigDict(
        env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True, hide_input_in_errors=True
    )

    notion_token: Secret = Field(
        description="the integration's secret: notion.so/profile/integrations → yours → Configuration"
    )
    notion_base_url: AnyHttpUrl | None = Field(
        default=None, description="where Notion's API is, if it is not https://api.notion.com"
    )
    notion_requests_per_minute: int = Field(
        default=180,
        ge=30,
        le=6000,
        description="how often Notion may be asked: 180 times a minute, on its Business plans 600",
    )
    notion_tasks: Annotated[str, AfterValidator(_board)] = Field(
        description="the task database's link or id: open it in Notion as a full page → Share → Copy link",
    )
    openai_api_key: Secret | None = Field(
        default=None, description="a key of the model's provider: platform.openai.com/api-keys"
    )
    openai_base_url: AnyHttpUrl | None = Field(
        default=None, description="an OpenAI-compatible server, as in http://localhost:11434/v1"
    )
    darcy_model: Annotated[str | None, AfterValidator(_model)] = Field(
        default=None,
        description="a model of OPENAI_API_KEY's or OPENAI_BASE_URL's, or grammar for the built-in one",
    )
    darcy_database_url: str = Field(
        default="sqlite:///darcy.db",
        pattern=r"^(sqlite(\+aiosqlite)?:///.|postgres(ql)?(\+asyncpg)?://.)",
        description="sqlite:///path/to/darcy.db, or postgresql://…",
    )
    darcy_timezone: Annotated[str, AfterValidator(_zone)] = Field(
        default="UTC", description="the team's time zone, as in Europe/Berlin"
    )
    ssl_cert_file: Annotated[Path, AfterValidator(_authorities)] | None = Field(
        default=None, description="a PEM file of the certificate authorities to trust"
    )
    darcy_log_level: str = Field(
        default="INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$", description="DEBUG, INFO, WARNING or ERROR"
    )
    darcy_trace: Path | None = Field(default=None, description="a file for the trace")

    @property
    def model_name(self) -> str:
        return GRAMMAR if self.uses_grammar else self.darcy_model or DEFAULT_MODEL

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.darcy_timezone)

    @property
    def uses_grammar(self) -> bool:
        """Whether the built-in grammar answers: it was asked for, or no provider is set."""
        if self.darcy_model:
            return self.darcy_model.casefold() == GRAMMAR
        return self.openai_api_key is None and self.openai_base_url is None


class Settings(BoardSettings):
    """Everything that Darcy on Discord is told."""

    discord_token: Secret = Field(
        description="the bot's token: discord.com/developers/applications → your app → Bot → Reset Token"
    )
    discord_proxy: AnyHttpUrl | None = Field(
        default=None, description="an HTTP proxy for Discord, as in http://proxy.example:3128"
    )
    darcy_guilds: Guilds = Field(
        default=frozenset(),
        description="ids of the servers to serve, commas between: right-click the server → Copy Server ID",
    )
    darcy_commands: Literal["global", "guild"] = Field(
        default="global",
        description="where the commands are registered: global, or, to develop, guild: in DARCY_GUILDS alone",
    )


S = TypeVar("S", bound=BoardSettings)


def read_settings(**given: Any) -> Settings:
    """Read the environment and `.env`. Raises `SettingsError` with a line for each thing wrong."""
    return _read(Settings, given)


def read_board_settings(**given: Any) -> BoardSettings:
    """The same for what needs no Discord."""
    return _read(BoardSettings, given)


def _read(settings: type[S], given: Mapping[str, Any]) -> S:
    try:
        return settings(**given)
    except (OSError, UnicodeDecodeError):
        raise SettingsError(
            ".env cannot be read. It must be a text file in UTF-8 that Darcy may read."
        ) from None
    except ValidationError as error:
        parts = error.errors()
        lines = dict.fromkeys(map(_line, parts))
        if any(part["type"] == "missing" for part in parts) and not Path(".env").is_file():
            lines[NO_FILE.format(folder=Path.cwd())] = None
        raise SettingsError("\n".join(["Some settings need a look:", *lines])) from None


def _line(part: ErrorDetails) -> str:
    """One setting's line. Pydantic's own words are left out, since some of them quote the value."""
    name = str(part["loc"][0])
    own = part.get("ctx", {}).get("error")
    wrong = "is missing" if part["type"] == "missing" else str(own or "is not well formed")
    field = Settings.model_fields.get(name)
    return f"  {name.upper()} {wrong}. It is {field.description if field else 'unknown'}."
