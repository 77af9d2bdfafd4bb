"""Short answers, the question with a list to pick from, and what stands below an answer."""

from bot.ui.texts.plural import Plural

UNCHANGED = "Nothing on the board was changed."
AS_ABOVE = "Of the board, only what the card above says was changed."
NOTHING_TO_SAY = "I have nothing to say to that. Try other words."

NOT_LINKED = (
    "I do not know yet who {who} is in Notion. Someone who may manage this server can link them: "
    "/darcy-admin link."
)
LINK_OUTDATED = (
    "{who} is linked to **{name}**, whom the task board does not know any more: they left, or it names "
    "people otherwise now. Someone who may manage this server can link them again: /darcy-admin link."
)
TURN_LIMIT_REACHED = Plural(
    "I could not work that out in {count} step, so I stopped. Nothing was changed. Try fewer things at "
    "once, or other words.",
    "I could not work that out in {count} steps, so I stopped. Nothing was changed. Try fewer things at "
    "once, or other words.",
)
TURN_LIMIT_REACHED_LATER = Plural(
    "I could not work out the rest in {count} step, so I stopped. Of the board, only what the card above "
    "says was changed. Try fewer things at once, or other words.",
    "I could not work out the rest in {count} steps, so I stopped. Of the board, only what the card above "
    "says was changed. Try fewer things at once, or other words.",
)
DEADLINE_REACHED_LATER = (
    "The rest took longer than {seconds} seconds, so I stopped. Of the board, only what the card above says "
    "was changed. Try again in a moment."
)
DEADLINE_REACHED = (
    "That took longer than {seconds} seconds, so I stopped. Nothing was changed. Try again in a moment."
)
NOT_THEIRS = "{who} asked for this, so only they can press here. Ask for your own with /darcy."
LINK_SAVED = "{who} is now **{name}** in Notion."
LINK_REMOVED = "{who} is no longer linked to anyone in Notion."
WAS_NOT_LINKED = "{who} was not linked to anyone."

QUESTION = "**{question}**"
QUESTION_OPTION = "{number}. {option}"
QUESTION_OPTION_IN_DETAIL = "{number}. {option} · {detail}"
NOTHING_TO_PICK = "Ask again with /darcy, and say which you mean."
MORE_OPTIONS = Plural(
    "{count} more would fit too. If it is none of these, ask again with more words.",
    "{count} more would fit too. If it is none of these, ask again with more words.",
)
QUESTION_IS_FOR = "For {who}, until {until}"
TOO_LATE_TO_ANSWER = "It is too late to answer this. Ask again with /darcy."
ALREADY_ANSWERED = "This was already answered: **{answer}**"
