import datetime as dt

import pytest

from bot.ui.discord.drawing import drawn
from bot.ui.layout import Card, Line, Link, Mention, Moment, Text, Tone
from bot.ui.texts.plural import Plural
from bot.ui.wording import line_of, phrase
from tests.doubles.examples import ASKER, NOON, POSTER_URL
from tests.doubles.reading import components_of, read_line

WHO, UNTIL, POSTER = Mention(ASKER), Moment(NOON + dt.timedelta(days=1)), Link("Poster", POSTER_URL)


def test_a_line_is_made_of_the_words_of_a_text_and_the_spans_put_into_it() -> None:
    line = line_of(
        "Asked by {who}, who can decide on {task} until {until}", who=WHO, task=POSTER, until=UNTIL
    )

    assert line == (Text("Asked by "), WHO, Text(", who can decide on "), POSTER, Text(" until "), UNTIL)


def test_another_language_may_order_the_values_its_own_way() -> None:
    assert line_of("{until}まで: {who}", who=WHO, until=UNTIL) == (UNTIL, Text("まで: "), WHO)


def test_a_text_says_what_is_bold_and_a_value_may_too() -> None:
    line = line_of("**{name}** is {state}", name="Priya", state=Text("new", bold=True))

    assert line == (Text("Priya", bold=True), Text(" is "), Text("new", bold=True))


@pytest.mark.parametrize("value", ["**bold**", "{who}", "{0!r}", "{", "{{}}", "%s", "\\"])
def test_whatever_is_in_a_value_stays_what_it_is(value: str) -> None:
    assert read_line(line_of("Title: {title}. **{title}**", title=value)) == f"Title: {value}. {value}"
    assert phrase("Title: {title}.", title=value) == f"Title: {value}."


@pytest.mark.parametrize(("count", "said"), [(1, "1 task left"), (0, "0 tasks left"), (2, "2 tasks left")])
def test_a_count_decides_on_the_words(count: int, said: str) -> None:
    text = Plural("{count} task left", "{count} tasks left")

    assert phrase(text, count=count) == read_line(line_of(text, count=count)) == said


def test_a_line_can_stand_within_another() -> None:
    change: Line = line_of("New task: {task}", task=POSTER)

    assert line_of("{number} · {change}", number=2, change=change) == (Text("2 · New task: "), POSTER)


def test_a_value_that_lacks_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        line_of("For {who}")


def test_what_makes_a_list_of_a_line_is_told_from_the_same_signs_within_it() -> None:
    lines = (
        line_of("{number}. {option}", number=1, option="- Poster"),
        line_of("Notes: {notes}", notes="- A3"),
    )

    components = components_of(drawn(Card(tone=Tone.NEUTRAL, blocks=(lines,))))

    assert [one["content"] for one in components if "content" in one] == ["1\\. - Poster\nNotes: - A3"]
