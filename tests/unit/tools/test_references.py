from __future__ import annotations

import datetime as dt

from storage.records import Task, TaskId
from tools.references import References

NOON = dt.datetime(2026, 6, 12, 12, tzinfo=dt.UTC)


def task(name: str) -> Task:
    return Task(id=TaskId(name), title=name, url="https://www.notion.so/x", edited_at=NOON)


def test_a_task_keeps_its_name_for_the_whole_conversation() -> None:
    first = References()
    assert [first.of(task("a")), first.of(task("b")), first.of(task("a"))] == ["T1", "T2", "T1"]

    later = References(first.as_record())
    assert later.of(task("c")) == "T3"
    assert later.find("t2") == "b"


def test_words_that_are_no_reference_are_left_to_the_titles() -> None:
    references = References({"T1": TaskId("a")})
    assert not references.is_reference("T-shirts")
    assert references.is_reference("T9")
    assert references.find("T9") is None
