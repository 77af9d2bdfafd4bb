"""How a server is served, for its admins."""

HEADING = "**Settings of this server**"
CARDS_WAIT = "A card waits for its decision: **{length}**"
USUALLY = "Where nothing is said, that is {length}. Cards that are shown already keep their time."
