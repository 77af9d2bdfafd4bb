"""From scenes to PNG files: Darcy answers, the answer becomes a page, Chromium takes a picture of it."""

from __future__ import annotations

import asyncio
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from sandbox.terminal.names import Names
from tests.doubles.darcy import open_world
from tests.doubles.talk import open_talk
from tests.pictures.markup import page_of
from tests.pictures.scenes import GRAMMAR, SCRIPTED, error
from tests.pictures.squeezing import squeezed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from sandbox.clock import Clock
    from sandbox.discord.emulator import DiscordEmulator, Message

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
WIDTH = 660
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_MEASURE = "<script>document.title = Math.ceil(document.querySelector('article').offsetHeight)</script>"
_AT_ONCE = 2


def browser() -> str | None:
    """The Chromium that is there."""
    return next(filter(None, map(shutil.which, _BROWSERS)), None)


async def take(to: Path, scratch: Path, names: Collection[str] = ()) -> Sequence[Path]:
    """Take the pictures of these scenes, or of all, and return their files. Needs `browser`."""
    pages = {
        name: page for name, page in (await _pages(scratch, names)).items() if name in names or not names
    }
    turns = asyncio.Semaphore(_AT_ONCE)

    async def picture(name: str, page: str) -> Path:
        async with turns:
            return await _picture(page, to / f"{name}.png", scratch)

    return await asyncio.gather(*(picture(name, page) for name, page in pages.items()))


async def _pages(scratch: Path, names: Collection[str]) -> dict[str, str]:
    """The page of every scene, by its name, in the worlds that these scenes are of."""
    pages = {}
    for scenes, is_grammar in ((GRAMMAR, True), (SCRIPTED, False)):
        if not _is_wanted(scenes, names):
            continue
        async with open_world(_folder(scratch, f"grammar-{is_grammar}"), grammar=is_grammar) as darcy:
            for scene in scenes:
                pages[scene.__name__] = _page(await scene(darcy), darcy.discord, darcy.clock)
    if _is_wanted((error,), names):
        async with open_talk(_folder(scratch, "talk")) as talk:
            await talk.start()
            pages[error.__name__] = _page(await error(talk), talk.discord, talk.clock)
    return pages


def _is_wanted(scenes: Iterable[Callable[..., object]], names: Collection[str]) -> bool:
    return not names or any(scene.__name__ in names for scene in scenes)


def _folder(scratch: Path, name: str) -> Path:
    (folder := scratch / name).mkdir()
    return folder


def _page(message: Message, discord: DiscordEmulator, clock: Clock) -> str:
    people = {str(person.id): person.name for person in discord.people}
    return page_of(message, Names(people), clock.now())


async def _picture(page: str, file: Path, scratch: Path) -> Path:
    """Measure how high the page is, then take a picture of just that."""
    html = scratch / f"{file.stem}.html"
    html.write_text(page + _MEASURE, encoding="utf-8")
    measured = await _chromium(scratch, "--dump-dom", f"--window-size={WIDTH},800", html.as_uri())
    found = re.search(r"<title>(\d+)</title>", measured)
    if found is None:
        raise RuntimeError(f"Chromium did not tell how high {html} is.")
    size = f"--window-size={WIDTH},{found[1]}"
    await _chromium(scratch, f"--screenshot={file}", "--hide-scrollbars", size, html.as_uri())
    await asyncio.to_thread(_squeeze, file)
    return file


def _squeeze(file: Path) -> None:
    file.write_bytes(squeezed(file.read_bytes()))


async def _chromium(scratch: Path, *arguments: str) -> str:
    program = browser()
    assert program is not None
    alone = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-lcd-text", "--no-first-run")
    process = await asyncio.create_subprocess_exec(
        *(program, *alone, *arguments),
        cwd=scratch,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    out, _ = await process.communicate()
    return out.decode()
