"""Words of others, made so that Discord shows them and does nothing else with them.

Discord's Markdown: a backslash before a sign makes it a plain sign; `#`, `>`, `-`, `+` and `1.` mean
something at the start of a line alone; an address is linked by itself; `<@1>`, `<#1>`, `<t:1>`, `</name:1>`
and `<:name:1>` are mentions and the like (https://docs.discord.com/developers/reference#message-formatting).
"""

from __future__ import annotations

import re

from bot.ui.texts.controls import LINK_LEFT_OUT, OPEN_LINK
from bot.ui.visible import visible

_SIGNS = re.compile(r"[\\`*_~|<\[\]@]|:(?=//)")
_STARTS_LINE = re.compile(r"^(\s*)([#>+-])")
_STARTS_LIST = re.compile(r"^(\s*\d+)([.)])")
_HEADING = re.compile(r"(?<!\S)(?=-?#{1,3}(?:\s|$))")

_HOSTS = r"(?:notion\.so|notion\.site|notion\.com|discord\.com)"
_SAFE_URL = re.compile(
    rf"https://(?:[a-z0-9-]+\.)*{_HOSTS}(?:[/?#][\w\-.~/?#=&%+,:;!$]*)?", re.ASCII | re.IGNORECASE
)
_ADDRESS = r"[a-zA-Z][a-zA-Z0-9+.-]*://[^\s<>]+"
_MODEL_TOKENS = re.compile(
    rf"\[(?P<label>[^\[\]\n]*)\]\(\s*<?(?P<target>[^\s<>()]*)>?[^()\n]*\)"
    rf"|<(?P<wrapped>{_ADDRESS})>"
    rf"|(?P<bare>{_ADDRESS})"
    r"|(?P<sign>[\\`|<\[\]@]|:(?=//))"
)


def is_safe(url: str) -> bool:
    """Whether an address leads to Notion or Discord, and holds nothing that could end a link early."""
    return _SAFE_URL.fullmatch(url) is not None


def escaped(text: str) -> str:
    """The text to be read as it is, wherever in a line it stands."""
    plain = _SIGNS.sub(r"\\\g<0>", visible(text))
    return _STARTS_LIST.sub(r"\1\\\2", _STARTS_LINE.sub(r"\1\\\2", plain))


def linked(label: str, url: str) -> str:
    """A link under words. Where it may not be one, or Discord would not make one of them, they stay words."""
    if not is_safe(url):
        return escaped(label)
    if not visible(label).strip() or any(sign in label for sign in ("[", "]", "://")):
        return f"{escaped(label)} · [{OPEN_LINK}](<{url}>)".strip()
    return f"[{escaped(label)}](<{url}>)"


def sanitised(text: str) -> str:
    """One line of the model's Markdown: emphasis, lists, links to Notion and Discord stay, and no more."""
    return _HEADING.sub(r"\\", _MODEL_TOKENS.sub(_tamed, visible(text)))


def _tamed(token: re.Match[str]) -> str:
    if token["sign"]:
        return f"\\{token['sign']}"
    if token["label"] is not None:
        label, url = token["label"], token["target"]
        return linked(label, url) if is_safe(url) else f"{escaped(label)} {LINK_LEFT_OUT}"
    url = token["wrapped"] or token["bare"]
    kept = url.rstrip(".,:;!?)*_'\"")
    return f"<{kept}>{url[len(kept) :]}" if is_safe(kept) else LINK_LEFT_OUT
