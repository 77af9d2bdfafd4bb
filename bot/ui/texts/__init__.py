"""Every sentence, heading and label that Darcy puts on a card, in English: a module for each subject.

A text is a constant: a `str`, or a `Plural` where a `{count}` decides on its words. A `{name}` in it is a
place for a value, whatever the order another language wants; `**…**` is bold, where a line of a card is made
of it. `bot/ui/wording.py` puts the values in.
"""
