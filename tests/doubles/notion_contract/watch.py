"""Every exchange of every test with the emulated Notion, held against Notion's contracts.

A plugin of pytest: a violation fails the test in which it happened, and the end of a run says how many
exchanges were checked, by all of its processes together.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from tests.doubles.notion_contract import documents
from tests.doubles.notion_contract.check import NotionContract

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.notion.exchanges import Exchange

_NAME = "notion_contract"


class NotionWatch:
    """Notes what passes, and checks it when the test ends."""

    def __init__(self) -> None:
        self._contract = NotionContract()
        self._noted: list[tuple[Exchange, bool]] = []
        self._counted: Counter[str] = Counter()
        self._used: set[str] = set()

    def note(self, exchange: Exchange) -> None:
        self._noted.append((exchange, False))

    def note_perhaps_wrong(self, exchange: Exchange) -> None:
        """Note an exchange of a test that sends bad requests on purpose."""
        self._noted.append((exchange, True))

    @pytest.fixture(autouse=True)
    def notion_contract_is_kept(self) -> Iterator[None]:
        yield
        if problems := self._problems():
            pytest.fail("Notion's contract is broken:\n" + "\n".join(problems), pytrace=False)

    def _problems(self) -> list[str]:
        noted, self._noted = self._noted, []
        if not documents.are_there():
            self._counted["unchecked"] += len(noted)
            return []
        problems = [
            f"{exchange.method} {exchange.path} → {exchange.status}: {problem}"
            for exchange, may_be_wrong in noted
            for problem in self._contract.problems(exchange, may_be_wrong=may_be_wrong)
        ]
        self._counted["checked"] += len(noted)
        self._counted["violations"] += len(problems)
        self._used |= {one.name for one in self._contract.used}
        return list(dict.fromkeys(problems))

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """A process of pytest-xdist hands its counts over."""
        if hasattr(session.config, "workeroutput"):
            session.config.workeroutput[_NAME] = {"counted": dict(self._counted), "used": sorted(self._used)}

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        handed = getattr(node, "workeroutput", {}).get(_NAME)  # none from a process that crashed
        if handed is not None:
            self._counted.update(handed["counted"])
            self._used.update(handed["used"])

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if unchecked := self._counted["unchecked"]:
            terminalreporter.line(
                f"Notion contract: {unchecked} exchanges not checked: no ../shared/contracts"
            )
        elif checked := self._counted["checked"]:
            terminalreporter.line(
                f"Notion contract: {checked} exchanges checked, {len(self._used)} deviations used, "
                f"{self._counted['violations']} violations"
            )


WATCH = NotionWatch()
