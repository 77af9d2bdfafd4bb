"""The card of a proposal: the question, how it ended, and what is said to a press that came second."""

from bot.ui.texts.plural import Plural

QUESTION = Plural("**Make this change?**", "**Make these {count} changes?**")
QUESTION_AGAIN = Plural(
    "✋ **As the board is now: make this change?**", "✋ **As the board is now: make these {count} changes?**"
)
WHO_DECIDES = "Asked by {who}, who can decide until {until}"

DONE = "**Done**"
DONE_OTHERWISE = "**Done, but not as shown**"
SOME_DONE = "**{done} of {all} done**"
NOT_FINISHED = "**Not finished yet**"
UNCERTAIN = "**Uncertain**"
NOT_DONE = "**Not done**"
CANCELLED = "🚫 **Cancelled, nothing was changed**"
ABOUT = "– {task}"

DECIDED_BY = "{decided} by {who}, {at}"
CONFIRMED = "Confirmed"
DECLINED = "Cancelled"
ALREADY_CONFIRMED = "This was already confirmed"
ALREADY_DECLINED = "This was already cancelled"
NOTHING_CHANGED = "{declined}. Nothing was changed."
EXPIRED = "⌛ Expired: nobody decided until {until}. Nothing was changed. Ask again with /darcy."
REPLACED = "↪️ Replaced by a newer card. Nothing was changed by this one."
STILL_OPEN = "This is still open. Nothing was changed yet: press again."
REST_EXPIRED = "⌛ Nobody decided on what was left until {until}. Ask again with /darcy."
REST_REPLACED = "↪️ What was left is on a newer card."
