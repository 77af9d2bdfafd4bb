"""What a conversation in a terminal says of itself; its cards are those of every other place."""

BROKEN = "Something went wrong on my side; its log has it as {error_id}."
NO_SUCH_NUMBER = "There is no {number} to press. There is {there}."
NOTHING_TO_PRESS = "There is nothing to press here."
A_MEMBER = "member {discord}"
