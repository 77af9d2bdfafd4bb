from __future__ import annotations

from storage.records import TaskId
from tools.references import References

A = TaskId("a")


def test_a_task_keeps_its_name_for_the_whole_conversation() -> None:
    first = References()
    assert [first.of(A), first.of(TaskId("b")), first.of(A)] == ["T1", "T2", "T1"]

    later = References(first.as_record())
    assert later.of(TaskId("c")) == "T3"
    assert later.find("t2") == "b"


def test_words_that_are_no_reference_are_left_to_the_titles() -> None:
    references = References({"T1": A})
    assert not references.is_reference("T-shirts")
    assert references.is_reference("T9")
    assert references.find("T9") is None
