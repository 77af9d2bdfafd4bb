"""What a validator found, so that a reader sees where to look."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jsonschema_rs import ValidationError

_LONGEST = 300


def told(side: str, error: ValidationError) -> str:
    """Where in the body, and what: of several ways to be right, the one that it came closest to."""
    nearest = _nearest(error)
    where = "/".join(map(str, nearest.instance_path))
    return f"{side} {where}: {_short(nearest.message)}"


def _nearest(error: ValidationError) -> ValidationError:
    """The error furthest inside the body, among what is meant for objects of its type."""
    branches = _branches(error)
    meant = [one for one in branches if not any(map(_is_of_another_type, one))] or branches
    return max([error, *(_nearest(each) for one in meant for each in one)], key=_depth)


def _is_of_another_type(error: ValidationError) -> bool:
    """Whether a fixed word, such as the `type` of a value, is not there."""
    branches = _branches(error)
    is_in_all = bool(branches) and all(any(map(_is_of_another_type, one)) for one in branches)
    return error.kind.name == "const" or is_in_all


def _branches(error: ValidationError) -> list[list[ValidationError]]:
    """What each of the ways to be right found."""
    return getattr(error.kind, "context", None) or []


def _depth(error: ValidationError) -> int:
    return len(error.instance_path)


def _short(message: str) -> str:
    """Its beginning and its end: bodies are quoted in full between them."""
    return (
        message if len(message) <= _LONGEST else f"{message[: _LONGEST // 2]} … {message[-_LONGEST // 2 :]}"
    )
