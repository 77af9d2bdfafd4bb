"""Several requests in one sentence: where it can be parted is tried out by reading the parts."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from bot.agent.grammar.errors import UnclearError
from bot.agent.grammar.words import Word

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lark import Tree

    from bot.agent.grammar.fields import Fields

    Read = Callable[[Sequence[Word], object], tuple[Fields, Tree[Word]] | None]

MOST_PARTS = 8
TOO_MANY = (
    f"That is too much at once for me: I take up to {MOST_PARTS} requests in a sentence. "
    "Could you say it in two or three?"
)
_MOST_READ = 200  # words, in all that is tried: eight requests take 30 to 90
_THEN = {"then", "also", "and", ",", "&", "afterwards"}
# What a request of its own can begin with, if it follows another.
_BEGINS = frozenset({
    "_ASSIGN", "_GIVE", "_CREATE", "_NEW", "_FINISH", "_FINISHED", "_TICK", "_MARK", "_BEGIN", "_BEGUN",
    "_MOVE", "_SET", "_RENAME", "_REOPEN", "_UNASSIGN", "_REMOVE", "_ARCHIVE", "_RESTORE", "_BRING",
    "_THROW", "_COMMENT", "_LEAVE", "_TAG", "_SHOW", "_FIND", "_WHAT", "_I", "_WE", "_REMIND",
    "_TELL", "_REPLACE", "PERSON", "_DETERMINER", "REFERENCE", "QUOTED",
})  # fmt: skip
# After a title, which may go on with anything, only what can hardly be a part of it.
_AFTER_TITLE = {
    "assign",
    "reassign",
    "create",
    "add",
    "mark",
    "move",
    "postpone",
    "rename",
    "reopen",
    "delete",
}
_AFTER_TITLE |= {"archive", "show", "remind", "i", "comment", "tag"}
_GOES_ON = frozenset({"_DETERMINER", "REFERENCE", "QUOTED", "PERSON", "MENTION", "_MY"})
_SOMEBODY = frozenset({"PERSON", "PERSON_MORE", "MENTION", "_ME"})
_TASK_RULES = {"plain", "reference", "quoted", "title", "one_thing"}


def is_joint(word: object) -> bool:
    return isinstance(word, Word) and ("_AND" in word.type.names or word.spelling in {",", ";", "then"})


def joints_in(tree: Tree[Word] | None, words: Sequence[Word]) -> list[int]:
    """Where a sentence may be parted: at each "and" that is no part of what the grammar made of it.

    Raises `UnclearError` where these are too many, and are more than a list of tasks or of things in a title.
    """
    places = [
        place for place, word in enumerate(words) if place and is_joint(word) and _goes_on(words, place)
    ]
    if tree is not None:
        at = {id(word): place for place, word in enumerate(words)}
        free = {at[id(word)] for word in tree.scan_values(is_joint) if id(word) in at}
        free |= _within(tree, at, "two_things")
        places = [place for place in places if place in free]
        if len(places) >= MOST_PARTS:
            listed = _within(tree, at, "title") | _within(tree, at, "two_things")
            places = [
                place
                for place in places
                if place not in listed or _next_word(words, place).spelling in _AFTER_TITLE
            ]
    if len(places) >= MOST_PARTS:
        raise UnclearError(TOO_MANY)
    return places


def _goes_on(words: Sequence[Word], place: int) -> bool:
    """Whether a request can begin after a joint, or one go on there; two joints in a row are one."""
    if is_joint(words[place - 1]) and words[place].spelling in _THEN:
        return False
    word = _next_word(words, place)
    if words[place - 1].type.names & _SOMEBODY and _is_to_somebody(words[place + 1 :]):
        return True
    return word.spelling in _AFTER_TITLE or bool(word.type.names & (_BEGINS | _GOES_ON))


def _is_to_somebody(words: Sequence[Word]) -> bool:
    """Whether they name to whom something goes: "flyers to May"."""
    return any("_TO" in to.type.names and who.type.names & _SOMEBODY for to, who in pairwise(words))


def _next_word(words: Sequence[Word], place: int) -> Word:
    """The first that is no joint; the last if all are."""
    return next((word for word in words[place + 1 :] if word.spelling not in _THEN), words[-1])


def _within(tree: Tree[Word], at: dict[int, int], rule: str) -> set[int]:
    """The places between the first and the last word of what the grammar reads by a rule."""
    found: set[int] = set()
    for node in tree.find_data(rule):
        inside = [at[id(word)] for word in node.scan_values(lambda _: True) if id(word) in at]
        found.update(range(min(inside), max(inside)))
    return found


class Joined:
    """Reads each part as one request. `read` gives what words fill, and their tree, or None.

    A part without a verb goes on with that before it: "assign the poster to Will and the flyers to May".
    """

    def __init__(self, read: Read, words: Sequence[Word], joints: Sequence[int]) -> None:
        self._read_part, self._words, self._joints = read, words, joints
        self._dead: set[int] = set()
        self._left = _MOST_READ

    def parts(self) -> list[Fields] | None:
        """The requests, two or more; None if the sentence does not come apart.

        Raises `UnclearError` where there are too many ways to try.
        """
        return self._from(0, None, []) if self._joints else None

    def _from(self, start: int, before: Fields | None, leads: list[list[Word]]) -> list[Fields] | None:
        while start < len(self._words) and self._words[start].spelling in _THEN:
            start += 1
        if start in self._dead or start == len(self._words):
            return None
        for end in [joint for joint in self._joints if joint > start] + [len(self._words)]:
            found = self._part(self._words[start:end], before, leads)
            if found is None:
                continue
            fields, tree = found
            if end == len(self._words):
                return [fields] if fields["tool"] else None
            rest = self._from(end + 1, fields, _leads(tree, self._words[start:end]) or leads)
            if rest is not None:
                return [fields, *rest] if fields["tool"] else rest
        self._dead.add(start)
        return None

    def _part(
        self, words: Sequence[Word], before: Fields | None, leads: Sequence[Sequence[Word]]
    ) -> tuple[Fields, Tree[Word]] | None:
        task = before.get("task") if before else None
        if before is None:
            return self._read(words, task)
        kinds, is_title = words[0].type.names, "title" in before
        if words[0].spelling in _AFTER_TITLE or (not is_title and kinds & _BEGINS):
            found = self._read(words, task)
            if found is not None:
                return found
        if is_title:
            if not any("_ONE_TASK" in word.type.names for word in words[:3]):
                return None
            leads = [lead[:1] for lead in leads]
        may_go_on = kinds & _GOES_ON or (not kinds & _BEGINS and _is_to_somebody(words))
        carried = (self._read([*lead, *words], task) for lead in leads if lead and may_go_on)
        return next((found for found in carried if found is not None), None)

    def _read(self, words: Sequence[Word], it: object) -> tuple[Fields, Tree[Word]] | None:
        self._left -= len(words)
        if self._left < 0:
            raise UnclearError(TOO_MANY)
        return self._read_part(words, it)


def _leads(tree: Tree[Word], words: Sequence[Word]) -> list[list[Word]]:
    """What a sentence begins with before it names a task; and before it names anything.

    None for one that goes on with what was said before it.
    """
    at = {id(word): place for place, word in enumerate(words)}
    tasks = [node for node in tree.iter_subtrees() if node.data in _TASK_RULES]
    inside = [at[id(leaf)] for node in tasks for leaf in node.scan_values(lambda _: True) if id(leaf) in at]
    kept = [at[id(leaf)] for leaf in tree.scan_values(lambda _: True) if id(leaf) in at]
    leads = [_bare(words[: min(places)]) for places in (kept, inside) if places]
    return [lead for lead in leads if lead]


def _bare(lead: Sequence[Word]) -> list[Word]:
    """Without the article of what comes next."""
    last = len(lead)
    while last and lead[last - 1].type.names & {"_DETERMINER", "_COLON"}:
        last -= 1
    return list(lead[:last])
