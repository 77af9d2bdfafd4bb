"""Everything that passes in every test, held against a vendor's own contract.

A plugin of pytest: a violation fails the test in which it happened, and the end of a run says how much was
checked, by all of its processes together.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

import pytest

if TYPE_CHECKING:
    from collections.abc import Generator

Passed = TypeVar("Passed")
Noted_contra = TypeVar("Noted_contra", contravariant=True)


class Contract(Protocol[Noted_contra]):
    """What says whether something that passed was right."""

    @property
    def is_there(self) -> bool:
        """Whether the vendor's documents are at hand."""

    @property
    def used(self) -> set[str]:
        """The names of the deviations that had to be forgiven so far."""

    def problems(self, passed: Noted_contra, *, may_be_wrong: bool = False) -> list[str]:
        """What the contract has against it. `may_be_wrong`: unless it was refused."""


@dataclass(frozen=True)
class Words:
    """What a contract is called, and what passes under it: "Discord", "exchanges"."""

    contract: str
    things: str


class ContractWatch(Generic[Passed]):
    """Notes what passes, and checks it when the test ends."""

    def __init__(self, words: Words, contract: Contract[Passed]) -> None:
        self._words, self._contract = words, contract
        self._noted: list[tuple[Passed, bool]] = []
        self._counted: Counter[str] = Counter()
        self._used: set[str] = set()

    def note(self, passed: Passed) -> None:
        self._noted.append((passed, False))

    def note_perhaps_wrong(self, passed: Passed) -> None:
        """Note what passes in a test that does wrong on purpose."""
        self._noted.append((passed, True))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_teardown(self) -> Generator[None]:
        """Fail the test for what is wrong, once everything that it opened is closed."""
        try:
            yield
        finally:
            problems = self._problems()
        if problems:
            told = f"{self._words.contract}'s contract is broken:\n" + "\n".join(problems)
            pytest.fail(told, pytrace=False)

    def _problems(self) -> list[str]:
        noted, self._noted = self._noted, []
        if not self._contract.is_there:
            self._counted["unchecked"] += len(noted)
            return []
        problems = [
            problem
            for passed, may_be_wrong in noted
            for problem in self._contract.problems(passed, may_be_wrong=may_be_wrong)
        ]
        self._counted["checked"] += len(noted)
        self._counted["violations"] += len(problems)
        self._used |= self._contract.used
        return list(dict.fromkeys(problems))

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """A process of pytest-xdist hands its counts over."""
        if hasattr(session.config, "workeroutput"):
            handed = {"counted": dict(self._counted), "used": sorted(self._used)}
            session.config.workeroutput[self._words.contract] = handed

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        handed = getattr(node, "workeroutput", {}).get(self._words.contract)  # none from one that crashed
        if handed is not None:
            self._counted.update(handed["counted"])
            self._used.update(handed["used"])

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        name, things = self._words.contract, self._words.things
        if unchecked := self._counted["unchecked"]:
            terminalreporter.line(
                f"{name} contract: {unchecked} {things} not checked: its documents are away"
            )
        elif checked := self._counted["checked"]:
            terminalreporter.line(
                f"{name} contract: {checked} {things} checked, {len(self._used)} deviations used, "
                f"{self._counted['violations']} violations"
            )
