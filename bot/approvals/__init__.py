"""From a held call to a receipt: show, decide, claim, apply, read back, recover."""
