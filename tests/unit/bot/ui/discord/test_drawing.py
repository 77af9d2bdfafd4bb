"""Cards as Discord takes them: within its limits, complete, and without anybody's markup but ours."""

import datetime as dt
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.agent.outcomes import Answered, AwaitingAnswer, AwaitingDecision, Refused, TasksShown
from bot.ui.cards import card_of
from bot.ui.discord.drawing import drawn, mentions_of
from bot.ui.layout import Card, Link, Markdown, Mention, Moment, Text, Tone
from bot.ui.pages import weight_of_block
from bot.ui.visible import visible
from storage.changes import CreateTask
from storage.records import DiscordId, Listing, RunId
from storage.runs import QuestionOption, Shown
from tests.doubles.examples import ASKER, NOON, POSTER, POSTER_URL, TODAY, call, proposal, question
from tests.doubles.reading import components_of, payload_of

MAX_TEXT, MAX_COMPONENTS = 4_000, 40
TEXT_DISPLAY, CONTAINER, STRING_SELECT, BUTTON = 10, 17, 3, 2


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def texts(card: Card) -> list[str]:
    return [one["content"] for one in components_of(drawn(card)) if one["type"] == TEXT_DISPLAY]


def assert_fits(card: Card) -> None:
    components = components_of(drawn(card))
    assert len(components) <= MAX_COMPONENTS
    assert sum(utf16(text) for text in texts(card)) <= MAX_TEXT
    assert all(text.strip() for text in texts(card))


WORDS = st.text(max_size=300) | st.text(alphabet="*[]<@\n👩x 1.", min_size=100, max_size=2_000)


@settings(max_examples=60)
@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=4))
def test_every_page_of_a_question_fits_and_all_of_them_hold_every_value(tasks: list[tuple[str, str]]) -> None:
    changes = [CreateTask(title=title, notes=notes) for title, notes in tasks]
    outcome = AwaitingDecision(proposal(*map(call, changes)))
    written, page = "", 0
    while True:
        card = card_of(replace(outcome, page=page), today=TODAY)
        assert_fits(card)
        spans = [span for block in card.blocks for line in block for span in line]
        written += "".join(span.value for span in spans if isinstance(span, Text))
        if not any(action.label == "Next ▶" for action in card.actions):
            break
        page += 1
    assert all(_is_within(piece, written) for task in tasks for piece in task)


def _is_within(value: str, written: str) -> bool:
    """Whether every character is there in this order, whatever stands between the pages."""
    rest = iter(written)
    return all(char in rest for char in value)


@settings(max_examples=60)
@given(st.lists(WORDS, min_size=1, max_size=12))
def test_every_page_of_a_list_fits(titles: list[str]) -> None:
    tasks = tuple(replace(POSTER, title=title) for title in titles)
    shown = TasksShown(RunId("r" * 22), Shown(title=titles[0], listing=Listing(tasks)))
    for page in range(len(titles) * 2):
        assert_fits(card_of(replace(shown, page=page), today=TODAY))


@settings(max_examples=60)
@given(st.text(max_size=6_000) | st.text(alphabet="[](a://)<> *", max_size=6_000))
def test_whatever_the_model_says_fits(text: str) -> None:
    assert_fits(card_of(Answered(text), today=TODAY))


@given(st.sampled_from([Text, Markdown]), st.text(max_size=80) | st.text(alphabet="[](a://)<\n", max_size=80))
def test_nothing_is_drawn_longer_than_it_was_weighed(kind: type[Text | Markdown], value: str) -> None:
    block = ((kind(value),),)
    text = texts(Card(tone=Tone.NEUTRAL, blocks=(((Text("·"),),), block)))[1]
    assert utf16(text) <= weight_of_block(block)


@given(st.text(max_size=80))
def test_no_link_is_drawn_longer_than_it_was_weighed(title: str) -> None:
    block = ((Link(title, POSTER_URL), Mention(DiscordId(2**63)), Moment(NOON)),)
    assert utf16(texts(Card(tone=Tone.NEUTRAL, blocks=(block,)))[0]) <= weight_of_block(block)


def test_a_card_is_one_container_with_its_colour_and_glyph() -> None:
    card = card_of(Refused("Not *today*."), today=TODAY)
    (container,) = payload_of(drawn(card))
    assert container["type"] == CONTAINER
    assert container["accent_color"] is not None
    assert texts(card) == [r"⚠️ Not \*today\*."]


def test_moments_and_mentions_are_told_as_discord_tells_them() -> None:
    line = (Text("by "), Mention(ASKER), Text(" at "), Moment(NOON), Text(" now", bold=True))
    seconds = int(dt.datetime(2026, 6, 8, 12, tzinfo=dt.UTC).timestamp())
    assert texts(Card(tone=Tone.NEUTRAL, blocks=((line,),))) == [
        f"by <@11> at <t:{seconds}:f> (<t:{seconds}:R>)**now**"
    ]


def test_only_those_who_must_decide_are_notified() -> None:
    asking = mentions_of(card_of(AwaitingDecision(proposal()), today=TODAY)).to_dict()
    assert asking["users"] == [ASKER]
    assert asking["parse"] == []
    refusing = mentions_of(card_of(Refused("<@5> @everyone"), today=TODAY)).to_dict()
    assert refusing["parse"] == []
    assert not refusing.get("users")


def test_buttons_carry_an_id_and_nothing_else() -> None:
    buttons = [
        one
        for one in components_of(drawn(card_of(AwaitingDecision(proposal()), today=TODAY)))
        if one["type"] == BUTTON
    ]
    assert [(one["label"], one["custom_id"]) for one in buttons] == [
        ("Confirm", "darcy:confirm:prop-1"),
        ("Cancel", "darcy:cancel:prop-1"),
    ]


def test_a_question_is_a_select_of_what_discord_takes() -> None:
    options = (
        QuestionOption("t-1", "x" * 150, "y" * 150),
        QuestionOption("t-1", "the same again"),
        QuestionOption("", "None of these"),
        QuestionOption("t-3", " \u200b "),
    )
    components = components_of(drawn(card_of(AwaitingAnswer(question(*options)), today=TODAY)))
    (select,) = [one for one in components if one["type"] == STRING_SELECT]
    assert select["custom_id"] == "darcy:choose:q-1"
    assert [one["value"] for one in select["options"]] == ["t-1", "-none-", "t-3"]
    assert all(0 < len(one["label"]) <= 100 for one in select["options"])
    assert select["options"][-1]["label"] == "untitled"


def test_what_cannot_be_seen_leaves_nothing_empty() -> None:
    assert visible("\u200b\u202e") == ""
    assert_fits(card_of(AwaitingDecision(proposal(call(CreateTask(title="\u200b")))), today=TODAY))
    assert_fits(card_of(Refused("\u200b"), today=TODAY))


def test_a_title_of_nothing_does_not_leave_an_empty_heading() -> None:
    assert_fits(card_of(TasksShown(RunId("r"), Shown(title=" ", listing=Listing(()))), today=TODAY))


def test_who_decides_until_when_is_small_print_below_what_would_change() -> None:
    card = card_of(AwaitingDecision(proposal(call(CreateTask(title="Poster")))), today=TODAY)
    *others, last = texts(card)
    assert last.startswith(f"-# Asked by <@{ASKER}>")
    assert not any("-# " in text for text in others)
