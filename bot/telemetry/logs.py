"""The log: one line per event, its name and ids, never what people wrote and never a token."""

from __future__ import annotations

import dataclasses
import json
import logging
import sys
from traceback import extract_tb
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.desk.events import Event

log = logging.getLogger("darcy")

_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class LineFormatter(logging.Formatter):
    """`2026-06-12T09:00:00Z INFO darcy run ended run=… model_calls=1`."""

    def format(self, record: logging.LogRecord) -> str:
        extra = {name: value for name, value in vars(record).items() if name not in _STANDARD}
        fields = "".join(f" {name}={_plain(value)}" for name, value in extra.items())
        line = f"{self.formatTime(record)} {record.levelname} {record.name} {record.getMessage()}{fields}"
        return f"{line}\n{_where(record.exc_info[1])}" if record.exc_info and record.exc_info[1] else line


def set_up_logging(level: str) -> None:
    """Log to standard error. Libraries speak from warnings on, since some of them log what people wrote."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(LineFormatter(datefmt="%Y-%m-%dT%H:%M:%S%z"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for ours in ("darcy", "bot", "tools", "storage"):
        logging.getLogger(ours).setLevel(level)


def log_event(event: Event) -> None:
    """Subscribe this to have every event in the log."""
    fields: dict[str, Any] = dataclasses.asdict(event)
    log.info(type(event).__name__, extra=fields)


def _where(error: BaseException) -> str:
    """The frames an error came through, and its type. Its text stays out: it may hold what people wrote."""
    frames = [
        f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in extract_tb(error.__traceback__)
    ]
    cause = [f"caused by\n{_where(error.__cause__)}"] if error.__cause__ else []
    return "\n".join([*frames, f"  {type(error).__name__}", *cause])


def _plain(value: object) -> str:
    return value if isinstance(value, str) and value.isascii() and " " not in value else json.dumps(value)
