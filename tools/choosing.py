"""Which of several things words fit, and the question with those they could be. Pure functions."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from storage.runs import QuestionOption
from tools.errors import AnswerNeededError
from tools.matching import Fit, fit
from tools.words import day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from storage.records import Member, MemberId, Project, Task
    from tools.errors import Subject

Found = TypeVar("Found")

MAX_OPTIONS = 24  # Discord's select takes 25, and one is "none of these"
_MAKE_IT = QuestionOption("", "None of these", "It is not on the board yet")
_LEAVE_IT = QuestionOption("", "None of these", "Change nothing")


def best(fits: Iterable[tuple[int, Found]]) -> list[tuple[int, Found]]:
    """The things that fit best, all equally well; none if none fits at all."""
    found = [(how, thing) for how, thing in fits if how]
    most = max((how for how, _ in found), default=0)
    return [(how, thing) for how, thing in found if how == most]


def one_task(words: str, tasks: Iterable[Task], *, whose: MemberId | None, or_none: bool) -> Task | None:
    """The task meant, or None. Of several that fit, the only one of `whose` is meant.

    Raises `AnswerNeededError` where that leaves several, or one that fits by half. With `or_none`, a title
    with less in it than the words may be another task's, and none of them means that it must be made.
    """
    known = [(fit(words, task.title), task) for task in tasks]
    fits = best(known)
    if fits and fits[0][0] == Fit.WHOLE_TITLE:  # what fits by half may as well be what is meant
        fits = [(how, task) for how, task in known if how]
    theirs = [(how, task) for how, task in fits if any(who.id == whose for who in task.assignees)]
    sure = Fit.WORDS if or_none else Fit.WHOLE_TITLE
    for likely in (fits, theirs):
        if len(likely) == 1 and likely[0][0] >= sure:
            return likely[0][1]
    if not fits:
        return None
    options = [_task_option(task) for _, task in fits[:MAX_OPTIONS]]
    text = f"Which task do you mean by “{words}”?{_left_out(len(fits))}"
    raise AnswerNeededError("task", words, text, (*options, _MAKE_IT if or_none else _LEAVE_IT))


def one_named(
    subject: Subject, words: str, fits: Sequence[Member | Project], details: Mapping[str, str]
) -> AnswerNeededError:
    """The question which of several people or projects is meant. `details`, by ids, tell namesakes apart."""
    shown = fits[:MAX_OPTIONS]
    options = tuple(QuestionOption(known.id, known.name, details.get(known.id, "")) for known in shown)
    return AnswerNeededError(subject, words, f"Which “{words}” do you mean?{_left_out(len(fits))}", options)


def _left_out(count: int) -> str:
    if count <= MAX_OPTIONS:
        return ""
    return f" {count} fit, and the list has {MAX_OPTIONS}: if it is none of them, ask again with more words."


def _task_option(task: Task) -> QuestionOption:
    """What tells a task from others with such a title: its project, who has it, until when."""
    people = ", ".join(who.name for who in task.assignees) or "nobody"
    due = f"due {day(task.due_on)}" if task.due_on else "no date"
    project = [task.project.name] if task.project else []
    return QuestionOption(task.id, task.title, " · ".join([*project, people, due]))
