"""What the emulated Discord asks of messages, components and commands, and how it says what is wrong."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.discord.command_rules import checked_command
from sandbox.discord.components import ComponentRules, walk
from sandbox.discord.drafts import SETTABLE_BY_INTERACTION, drafted
from sandbox.discord.errors import ApiError, FormErrors
from sandbox.discord.world import Post

V2 = 1 << 15
Json = dict[str, Any]


def text(content: str = "Hello") -> Json:
    return {"type": 10, "content": content}


def button(custom_id: str = "press", **other: Any) -> Json:
    return {"type": 2, "style": 1, "label": "Press", "custom_id": custom_id, **other}


def row(*items: Json) -> Json:
    return {"type": 1, "components": list(items)}


def select(*values: str, **other: Any) -> Json:
    options = [{"label": f"Option {value}", "value": value} for value in values]
    return {"type": 3, "custom_id": "pick", "options": options, **other}


def faults(errors: Json, path: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Each code in a tree of errors, and where it stands."""
    found = [("/".join(path), one["code"]) for one in errors.get("_errors", [])]
    for key, inner in errors.items():
        found += faults(inner, (*path, key)) if key != "_errors" else []
    return found


def refused(body: Json, old: Post | None = None) -> list[tuple[str, str]]:
    with pytest.raises(ApiError) as error:
        drafted(body, old, settable=SETTABLE_BY_INTERACTION)
    assert error.value.code == 50035
    return faults(error.value.errors or {})


def v2(*components: Json) -> Json:
    return {"flags": V2, "components": list(components)}


def test_a_card_is_taken_and_its_parts_are_numbered() -> None:
    section = {"type": 9, "components": [text()], "accessory": button("b")}
    draft = drafted(v2({"type": 17, "components": [section, row(button("a")), {"type": 14}]}))
    parts = walk(draft.components)
    assert [part["type"] for part in parts] == [17, 9, 10, 2, 1, 2, 14]
    assert sorted(part["id"] for part in parts) == [1, 2, 3, 4, 5, 6, 7]
    assert draft.components[0]["accent_color"] is None


def test_forty_components_are_taken_and_one_more_is_not() -> None:
    assert len(drafted(v2({"type": 17, "components": [text("x") for _ in range(39)]})).components) == 1
    crowd = v2({"type": 17, "components": [text("x") for _ in range(39)]}, text("x"))
    assert refused(crowd) == [("components", "COMPONENT_MAX_TOTAL_COMPONENTS")]


def test_shown_text_is_counted_all_told() -> None:
    assert drafted(v2(text("x" * 2000), text("y" * 2000))).components
    assert refused(v2(text("x" * 2000), text("y" * 2001))) == [
        ("components", "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED")
    ]


@pytest.mark.parametrize(
    ("component", "where", "code"),
    [
        (button("x" * 101), "custom_id", "BASE_TYPE_BAD_LENGTH"),
        (button(label="x" * 81), "label", "BASE_TYPE_MAX_LENGTH"),
        (button(label=None), "label", "BUTTON_COMPONENT_INVALID_LABEL"),
        (button(style=9), "style", "BASE_TYPE_CHOICES"),
        (button(style=5), "url", "BASE_TYPE_REQUIRED"),
        ({"type": 2, "style": 1, "label": "Press"}, "custom_id", "BASE_TYPE_REQUIRED"),
        (select(), "options", "BASE_TYPE_BAD_LENGTH"),
        (select(*map(str, range(26))), "options", "BASE_TYPE_BAD_LENGTH"),
        (select("a", "a"), "options/1", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED"),
        (select("x" * 101), "options/0/value", "BASE_TYPE_BAD_LENGTH"),
        (select("a", placeholder="x" * 151), "placeholder", "BASE_TYPE_MAX_LENGTH"),
        (select("a", max_values=26), "max_values", "NUMBER_TYPE_RANGE"),
        (text(), "type", "BASE_TYPE_CHOICES"),
    ],
)
def test_a_part_that_breaks_a_rule_is_named(component: Json, where: str, code: str) -> None:
    assert (f"components/0/components/0/{where}", code) in refused(v2(row(component)))


def test_a_custom_id_stands_once_in_a_message() -> None:
    twice = v2(row(button("same")), {"type": 17, "components": [row(select("a") | {"custom_id": "same"})]})
    assert refused(twice) == [
        ("components/1/components/0/components/0/custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED")
    ]


def test_a_row_holds_five_buttons_or_one_select() -> None:
    assert len(drafted(v2(row(*(button(str(number)) for number in range(5))))).components) == 1
    many = row(*(button(str(number)) for number in range(6)))
    assert refused(v2(many)) == [("components/0/components", "BASE_TYPE_BAD_LENGTH")]
    mixed = row(button(), select("a"))
    assert refused(v2(mixed)) == [("components/0/components", "COMPONENT_LAYOUT_WIDTH_EXCEEDED")]


def test_without_the_flag_there_are_five_rows_and_words() -> None:
    rows = [row(button(str(number))) for number in range(6)]
    assert drafted({"content": "Hi", "components": rows[:5]}).content == "Hi"
    assert refused({"content": "Hi", "components": rows}) == [("components", "BASE_TYPE_MAX_LENGTH")]
    assert refused({"content": "x" * 2001}) == [("content", "BASE_TYPE_MAX_LENGTH")]
    assert refused({"content": 5}) == [("content", "STRING_TYPE_CONVERT")]


def test_embeds_have_six_thousand_characters_together() -> None:
    fields = [{"name": "n" * 100, "value": "v" * 900}] * 3
    assert drafted({"embeds": [{"fields": fields}, {"description": "x" * 3000}]}).embeds[0]["type"] == "rich"
    too_much = {"embeds": [{"fields": fields}, {"description": "x" * 3001}]}
    assert refused(too_much) == [("embeds", "MAX_EMBED_SIZE_EXCEEDED")]


def test_an_edit_leaves_what_it_does_not_name() -> None:
    old = Post(1, 2, 3, content="Old", components=[row(button())])
    assert drafted({"components": []}, old).content == "Old"
    assert drafted({"content": "New"}, old).components == old.components
    with pytest.raises(ApiError, match="Cannot send an empty message"):
        drafted({"content": None, "components": []}, old)


def test_only_allowed_mentions_are_made() -> None:
    body: Json = {"content": "<@1> and <@!2> and <@1>"}
    assert drafted(body).mentions.users == [1, 2]
    assert drafted(body | {"allowed_mentions": {"parse": []}}).mentions.users == []
    assert drafted(body | {"allowed_mentions": {"parse": [], "users": ["2", 3]}}).mentions.users == [2]
    both = body | {"allowed_mentions": {"parse": ["users"], "users": ["2"]}}
    assert refused(both) == [("allowed_mentions/parse", "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE")]


def command_faults(given_: Json) -> list[tuple[str, str]]:
    form = FormErrors()
    checked_command(given_, (), form)
    return faults(form.tree)


def option(name: str = "words", **other: Any) -> Json:
    return {"type": 3, "name": name, "description": "Words", **other}


def darcy(*options: Json, **other: Any) -> Json:
    return {"name": "darcy", "description": "Ask", "options": list(options), **other}


LONG = [{"name": f"{'n' * 90}{number}", "value": "v" * 90} for number in range(2)]


@pytest.mark.parametrize("name", ["darcy", "darcy-admin", "größe", "日本", "it's", "हिन्दी", "ที่นี่", "a" * 32])
def test_a_command_may_be_called_so(name: str) -> None:
    assert command_faults(darcy(name=name)) == []


@pytest.mark.parametrize(
    ("command", "where", "code"),
    [
        (darcy(name="Darcy"), "name", "APPLICATION_COMMAND_INVALID_NAME"),
        (darcy(name="two words"), "name", "APPLICATION_COMMAND_INVALID_NAME"),
        (darcy(name="x" * 33), "name", "BASE_TYPE_BAD_LENGTH"),
        (darcy(description="x" * 101), "description", "BASE_TYPE_BAD_LENGTH"),
        ({"name": "darcy"}, "description", "BASE_TYPE_REQUIRED"),
        ({"type": 3, "name": "Make this a task", "description": "x"}, "description", "BASE_TYPE_MAX_LENGTH"),
        (darcy(contexts=[]), "contexts", "BASE_TYPE_BAD_LENGTH"),
        (darcy(contexts=[0, 3]), "contexts/1", "BASE_TYPE_CHOICES"),
        (darcy(contexts=[1, 1]), "contexts/1", "SET_TYPE_ALREADY_CONTAINS_VALUE"),
        (darcy(integration_types=["0"]), "integration_types/0", "BASE_TYPE_CHOICES"),
        (
            darcy(default_member_permissions="MANAGE_GUILD"),
            "default_member_permissions",
            "NUMBER_TYPE_COERCE",
        ),
        (
            darcy(name_localizations={"de": "Großes"}),
            "name_localizations/de",
            "APPLICATION_COMMAND_INVALID_NAME",
        ),
        (darcy(description_localizations={"tlh": "x"}), "description_localizations/tlh", "BASE_TYPE_CHOICES"),
        (
            darcy(description_localizations={"fr": "x" * 101}),
            "description_localizations/fr",
            "BASE_TYPE_BAD_LENGTH",
        ),
        (darcy(option(), option()), "options/1", "APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATE"),
        (
            darcy(option("a"), option("b", required=True)),
            "options/1",
            "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
        ),
        (
            darcy(option("a"), {"type": 1, "name": "link", "description": "Link"}),
            "options",
            "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
        ),
        (
            darcy(option(choices=[{"name": "a", "value": "a"}], autocomplete=True)),
            "options/0/autocomplete",
            "APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES_EXCLUSIVE",
        ),
        (
            darcy(option(choices=[{"name": "a", "value": "a"}] * 2)),
            "options/0/choices/1",
            "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_DUPLICATE",
        ),
        (darcy(*(option(f"o{number}") for number in range(26))), "options", "BASE_TYPE_MAX_LENGTH"),
        (
            darcy(*(option(f"o{number}", choices=LONG) for number in range(25))),
            "",
            "APPLICATION_COMMAND_TOO_LARGE",
        ),
    ],
)
def test_a_command_that_breaks_a_rule_is_refused(command: Json, where: str, code: str) -> None:
    assert (where, code) in command_faults(command)


def test_groups_hold_subcommands_and_nothing_deeper() -> None:
    link = {"type": 1, "name": "link", "description": "Link", "options": [option()]}
    group = {"type": 2, "name": "people", "description": "People", "options": [link]}
    assert command_faults(darcy(group)) == []
    deeper = {**group, "options": [group]}
    assert command_faults(darcy(deeper))[0][1] == "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID"


def test_a_form_holds_one_to_five_fields() -> None:
    def modal(*components: Json) -> list[tuple[str, str]]:
        form = FormErrors()
        ComponentRules(form).modal(list(components), ())
        return faults(form.tree)

    def field(name: str) -> Json:
        return {"type": 18, "label": "Title", "component": {"type": 4, "style": 1, "custom_id": name}}

    assert modal(*(field(str(number)) for number in range(5))) == []
    assert modal() == [("components", "BASE_TYPE_BAD_LENGTH")]
    assert modal(*(field(str(number)) for number in range(6))) == [("components", "BASE_TYPE_BAD_LENGTH")]
    assert modal(row(button())) == [("components/0/components/0/type", "BASE_TYPE_CHOICES")]


EMBED = {
    "title": "T",
    "fields": [{"name": "n", "value": "v"}],
    "footer": {"text": "f"},
    "author": {"name": "a"},
}
SECTION = {
    "type": 9,
    "components": [text()],
    "accessory": {"type": 11, "media": {"url": "https://example.org"}},
}
GALLERY = {"type": 12, "items": [{"media": {"url": "https://example.org"}}]}
MESSAGES: list[Json] = [
    {"content": "<@1>", "embeds": [EMBED], "allowed_mentions": {"parse": ["users"], "users": []}},
    {"content": "Hi", "components": [row(button()), row(select("a"))]},
    v2({"type": 17, "accent_color": 5, "components": [SECTION, GALLERY, row(button())]}, text()),
]
LINK = {
    "type": 1,
    "name": "link",
    "description": "Link",
    "options": [option(choices=[{"name": "a", "value": "a"}])],
}
COMMANDS = [
    darcy(option(min_length=1)),
    darcy({"type": 2, "name": "g", "description": "G", "options": [LINK]}),
]
TITLE = {"type": 18, "label": "Title", "component": {"type": 4, "style": 1, "custom_id": "t"}}
JUNK: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, -1, 1, 9, 0.5, "", "x", "x" * 5000, [], {}, [[]], [{}], {"x": {}}, [None]]
)


def broken(draw: st.DrawFn, value: Any) -> Any:
    """The value with one thing in it, however deep, made something else."""
    if not isinstance(value, (dict, list)) or not value or draw(st.integers(0, 3)) == 0:
        return draw(JUNK)
    inner = list(value.items()) if isinstance(value, dict) else list(enumerate(value))
    key, old = draw(st.sampled_from(inner))
    copied = dict(value) if isinstance(value, dict) else list(value)
    copied[key] = broken(draw, old)
    return copied


@st.composite
def broken_of(draw: st.DrawFn, examples: list[Any]) -> Any:
    return broken(draw, draw(st.sampled_from(examples)))


@given(broken_of(MESSAGES), broken_of(COMMANDS), broken_of([[TITLE, row(text())]]))
def test_whatever_is_sent_is_taken_or_refused_in_form(message: Any, command: Any, modal: Any) -> None:
    with suppress(ApiError):
        drafted(message, settable=SETTABLE_BY_INTERACTION)
    form = FormErrors()
    checked_command(command, (), form)
    ComponentRules(form).modal(modal, ())
