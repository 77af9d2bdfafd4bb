"""Every case, in the order of the table."""

from __future__ import annotations

from evals.cases import conversations, creating, fields, manners, more, people, restraint, views, working

CASES = (
    *views.CASES,
    *creating.CASES,
    *people.CASES,
    *working.CASES,
    *fields.CASES,
    *more.CASES,
    *conversations.CASES,
    *manners.CASES,
    *restraint.CASES,
)
