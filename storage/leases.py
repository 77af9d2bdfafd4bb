"""Whose turn it is to be Darcy, of those that share a database."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """One running Darcy. `place` is the system that counts its processes, `process` its number there."""

    id: str
    place: str
    process: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """Who holds it. `term` counts holders, `beat` how often this one said that it is alive."""

    holder: Holder
    term: int
    beat: int = 0
