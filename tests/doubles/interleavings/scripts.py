"""Scripts by chance. What is simplest comes first everywhere, so that what fails becomes short."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from sandbox.notion.faults import FaultKind
from tests.doubles.interleavings import steps
from tests.doubles.interleavings.team import PEOPLE, PROJECTS, TITLES, TODAY

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from tests.doubles.interleavings.steps import Call, Script, Step

_MANY = 8
_STATUSES = ("Done", "In progress", "Blocked", "Not started")
_DAYS = tuple((TODAY + dt.timedelta(days=ahead)).isoformat() for ahead in (2, 9, 30))
_NEW = ("Buy nails", "Paint the fence")

_PASSING = (
    FaultKind.DROPPED,
    FaultKind.DROPPED_AFTER_COMMIT,
    FaultKind.UNAVAILABLE,
    FaultKind.UNAVAILABLE_AFTER_COMMIT,
    FaultKind.GATEWAY_TIMEOUT,
    FaultKind.GATEWAY_TIMEOUT_AFTER_COMMIT,
    FaultKind.BAD_GATEWAY,
    FaultKind.INTERNAL_ERROR,
    FaultKind.CONFLICT,
    FaultKind.RATE_LIMITED,
    FaultKind.OVERLOADED,
    FaultKind.MALFORMED,
    FaultKind.MISSHAPEN,
    FaultKind.INVALID,
    FaultKind.FORBIDDEN,
    FaultKind.NOT_FOUND,
)


def _one(*values: Any) -> SearchStrategy[Any]:
    return st.sampled_from(values)


def _some(**fields: SearchStrategy[Any]) -> SearchStrategy[dict[str, Any]]:
    """One to three of the fields."""
    names = st.lists(st.sampled_from(sorted(fields)), min_size=1, max_size=3, unique=True)
    return names.flatmap(lambda chosen: st.fixed_dictionaries({name: fields[name] for name in chosen}))


def _call(name: str, *parts: SearchStrategy[dict[str, Any]]) -> SearchStrategy[Call]:
    return st.tuples(*parts).map(
        lambda found: (name, {key: value for part in found for key, value in part.items()})
    )


_name = _one(*PEOPLE)
_names = st.lists(_name, min_size=1, max_size=2, unique=True)
_task = st.fixed_dictionaries({"task": _one(*TITLES, *_NEW, "paint")})
_edit = _some(
    status=_one(*_STATUSES),
    due_on=_one(*_DAYS),
    add_assignees=_names,
    assignees=_names,
    remove_assignees=_names,
    priority=_one("High", "Low"),
    add_tags=_one(["print"], ["money", "film"]),
    clear=_one(["due"], ["assignees"], ["priority"], ["tags"]),
    project=_one(*PROJECTS),
)
_more = _some(
    title=_one("Paint it all", *_NEW),
    notes=_one("Bring *gloves*.", ""),
    due_time=_one("17:30"),
    due_on=_one(*_DAYS),
    starts_on=_one(TODAY.isoformat()),
    parent=_one(*TITLES),
    status=_one(*_STATUSES),
)
_where = _one({"status": "open"}, {"whose": PEOPLE[0]}, {"status": "any", "words": "paint"})
_writes = st.one_of(
    _call("update_task", _task, _edit),
    _call("update_task", _task, _more),
    _call("create_task", st.fixed_dictionaries({"title": _one(*_NEW, TITLES[0])})),
    _call(
        "create_task",
        st.fixed_dictionaries({"title": _one(*_NEW), "assignees": _names, "due_on": _one(*_DAYS)}),
        _some(project=_one(*PROJECTS), parent=_one(*TITLES), notes=_one("Soon."), tags=_one(["print"])),
    ),
    _call("archive_task", _task, _one({}, {"restore": True})),
    _call(
        "comment_on_task", _task, _one({"text": "All there, Ben Cole.", "mentions": ["Ben"]}, {"text": "No."})
    ),
    _call(
        "update_tasks",
        st.fixed_dictionaries({"tasks": st.lists(_one(*TITLES), min_size=2, max_size=3)}),
        _edit,
    ),
    _call(
        "update_tasks", st.fixed_dictionaries({"where": _where}), _one({"shift_days": 3}, {"archive": True})
    ),
    _call(
        "update_task",
        st.fixed_dictionaries({"task": _one("the poster"), "create_if_missing": st.just(True)}),
        _edit,
    ),
)
_others = _one(
    ("find_tasks", {"whose": PEOPLE[1]}),
    ("show_tasks", {}),
    ("ask_person", {"question": "Which day?", "options": ["Mon", "Tue"]}),
    ("update_task", {"task": "T1", "status": "Bogus"}),
    ("update_task", {"task": 7}),
    ("drop_table", {}),
)
_calls = st.one_of(_writes, _writes, _writes, _others)
_turn = st.one_of(
    st.lists(_writes, min_size=1, max_size=1).map(tuple),
    st.lists(_calls, min_size=1, max_size=4).map(tuple),
    _one("✅ **Done**. I have confirmed it for you."),
)
_who = _one(*PEOPLE)
_ask = st.builds(steps.Ask, _who, st.lists(_turn, min_size=1, max_size=3).map(tuple))
_back = st.integers(0, 3)
_confirm = st.builds(steps.Press, _back)
_press = st.builds(steps.Press, _back, _one("confirm", "cancel"), st.one_of(st.none(), _who))
_pick = st.builds(steps.Pick, _back, st.integers(0, 3), st.one_of(st.none(), st.none(), _who))
_at_once = st.builds(
    steps.AtOnce,
    st.lists(st.one_of(_ask, _confirm, _confirm, _press, _pick), min_size=2, max_size=3).map(tuple),
)
_edited = st.integers(0, 4).flatmap(
    lambda task: st.one_of(
        st.builds(steps.Edit, st.just(task), st.just("title"), _one("Paint nothing", *TITLES)),
        st.builds(steps.Edit, st.just(task), st.just("status"), _one(*_STATUSES)),
        st.builds(steps.Edit, st.just(task), st.just("due"), _one(None, TODAY)),
        st.builds(steps.Edit, st.just(task), st.just("assignees"), _one([], ["Cem"], ["Ann", "Ben"])),
        st.builds(steps.Edit, st.just(task), st.just("project"), _one(None, *PROJECTS)),
        st.builds(steps.Edit, st.just(task), st.just("in_trash"), st.booleans()),
    )
)
_fail = st.one_of(
    st.builds(steps.Fail, _one(*_PASSING), _one("PATCH", "POST"), st.just(1), st.booleans()),
    st.builds(steps.Fail, _one(*_PASSING), _one("GET"), st.integers(1, 6)),
)
_when = st.one_of(
    st.builds(steps.AtCommit, st.integers(1, 12)),
    st.builds(steps.AtWrite, _one("PATCH", "POST"), st.booleans()),
)
_killed = st.builds(
    steps.Killed, st.one_of(_confirm, _confirm, _ask, _pick, _at_once, st.builds(steps.Restart)), _when
)
_step: SearchStrategy[Step] = st.one_of(
    _ask,
    _ask,
    _confirm,
    _confirm,
    _press,
    _pick,
    _at_once,
    _edited,
    _fail,
    _killed,
    st.one_of(
        st.builds(steps.TurnPage, _back, st.integers(0, 2)),
        st.builds(steps.DropOption, _one("Priority"), _one("High", "Low")),
        st.builds(steps.DropOption, _one("Tags"), _one("print", "money")),
        st.builds(steps.Wait),
        st.builds(steps.Unlink, _who),
        st.builds(steps.Link, _who),
        st.builds(steps.Restart),
    ),
)


# What is worth trying again and again: a card, and something between it and what it leads to.
_held = st.builds(
    steps.Ask, _who, st.lists(_writes, min_size=1, max_size=3).map(lambda calls: (tuple(calls),))
)
_look = st.just(("find_tasks", {"whose": PEOPLE[1]}))
_question = st.just((("ask_person", {"question": "Which day?", "options": ["Mon", "Tue"]}),))
_goes_on = st.builds(
    steps.Ask, _who, st.tuples(st.tuples(_look, _writes), st.one_of(_question, _turn, st.tuples(_look)))
)
_pressed = st.builds(steps.Press)
_died = st.builds(steps.Killed, _pressed, _when)
_both = st.just(steps.AtOnce((steps.Press(), steps.Press(1))))
_burst: SearchStrategy[tuple[Step, ...]] = st.one_of(
    st.tuples(_held, _pressed),
    st.tuples(_held, _edited, _pressed),
    st.tuples(_held, _fail, _pressed, _pressed),
    st.tuples(_held, _died),
    st.tuples(_held, _died, _pressed),
    st.tuples(_held, _fail, _died, _pressed),
    st.tuples(_held, _held, _both),
    st.tuples(_held, _died, _edited, _pressed),
    st.tuples(_ask, _press),
    st.tuples(_ask, _pick, _pressed, _pick),
    st.tuples(_goes_on, _pressed, _pick, _press),
    st.tuples(_goes_on, _died, _pressed, _pick),
    st.tuples(_step),
    st.tuples(_step, _step),
)


def scripts(most: int = _MANY) -> SearchStrategy[Script]:
    """At most so many bursts of steps."""
    counts = st.integers(1, most)
    bursts = counts.flatmap(lambda count: st.lists(_burst, min_size=count, max_size=count))
    return bursts.map(lambda found: [step for burst in found for step in burst])
