"""What is a bug, whatever comes of it."""

from __future__ import annotations

import logging


class Broken(logging.Handler):
    """Keeps what is a bug: errors that were logged with a traceback."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.records: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.name.split(".")[0] in {"bot", "storage", "tools", "darcy"}:
            self.records.append(logging.Formatter().format(record))
