"""What is said at the door: why something is not taken up, what is being done, and that it went wrong."""

from bot.ui.texts.plural import Plural

NOT_IN_DIRECT_MESSAGES = "I work in your team's server, not in direct messages. Ask me there."
ONLY_MANAGERS = "Only someone with the permission Manage Server can do this."
CAME_TWICE = "This reached me twice. I took care of it the first time."
RESTARTING = "I am being restarted. Try again in a minute; nothing was changed."
SEVERAL_SERVERS = (
    "I am in several servers and was not told which to serve. Whoever runs me can name them in DARCY_GUILDS."
)
NOT_SERVED = "I do not serve this server. Whoever runs me can add it to DARCY_GUILDS, if it is theirs."
STRANGER = (
    "I do not serve this server, so I do nothing here. Whoever runs me can add it to DARCY_GUILDS, if it is "
    "theirs; else I can be removed."
)

NO_WORDS = "Tell me what you want in your own words, such as: show me my tasks."
TOO_LONG = Plural(
    "That is longer than {count} character. Ask for it in parts.",
    "That is longer than {count} characters. Ask for it in parts.",
)
BE_PRIVATE = (
    "You want answers that only you see, and here everybody would see this one. Use /darcy instead, or write "
    "to me directly."
)
NOT_LINKED_ANYWHERE = (
    "I do not know yet who you are in Notion. In your team’s server, someone who may manage it can link you: "
    "/darcy-admin link."
)
LINKED_IN_SEVERAL = (
    "You are linked in several servers, so I cannot tell whose tasks you mean. Ask there: {servers}."
)
SERVER_UNSEEN = "one that I am not in now"
NO_BOT = "A bot is nobody in Notion. Pick a person of this server."
OWN_CARD = "That is a card of mine, not a message to make a task of. What is on it is on the board already."
ONLY_FILES = (
    "There are only files in that message, and I do not read files. Say with /darcy what is to be done."
)
NO_TEXT_IN_IT = "There is no text in that message to make a task of. Say with /darcy what is to be done."

COMMAND_CHANGED = "This command has changed. Reload Discord, then use /darcy."
OPTION_UNREADABLE = "I cannot read one of the options. Pick it from the list."
BUTTON_UNKNOWN = "I do not know this button any more. Ask again with /darcy."
FORM_UNKNOWN = (
    "I do not know this form any more, so nothing was changed. What you wrote is below: copy it, and ask "
    "again with /darcy."
)

WAITING = "Waiting for my turn…"
AT_THE_BOARD = "Looking at the board…"
AT_THE_MODEL = "Asking the model…"
WRITING = "Writing to Notion…"
PRESS_AGAIN = "I was interrupted before I could answer this. No task was changed by it; press again."
BROKEN = (
    "Something broke on our side, and I cannot say whether it was done: look before you ask again. Whoever "
    "runs me can look it up (id {error_id})."
)
