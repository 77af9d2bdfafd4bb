from __future__ import annotations

import gc
import os
import tempfile
from typing import TYPE_CHECKING

import pytest
import trustme
from hypothesis import settings

from tests.doubles.darcy import Darcy, open_world
from tests.doubles.discord_contract.watch import GATEWAY, REST
from tests.doubles.notion_contract.watch import WATCH

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

# How long an example takes says nothing on a busy machine; timings belong in bench/.
settings.register_profile("darcy", deadline=None)
settings.load_profile("darcy")


# Whoever trusts what the environment says trusts nobody there is: nothing outside is asked by mistake, and
# every client of Notion's or a model's is spared reading all the world's authorities, which takes 20 ms.
_TRUSTED = tempfile.NamedTemporaryFile(suffix=".pem")  # noqa: SIM115 - it is there as long as the tests
trustme.CA().cert_pem.write_to_path(_TRUSTED.name)
os.environ["SSL_CERT_FILE"] = _TRUSTED.name


def pytest_collection_finish() -> None:
    """Leave the tests and the contracts, which stay to the end, out of every collection of garbage."""
    gc.collect()
    gc.freeze()


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(WATCH, "notion-contract")
    config.pluginmanager.register(REST, "discord-contract")
    config.pluginmanager.register(GATEWAY, "gateway-contract")


@pytest.fixture
async def darcy(tmp_path: Path) -> AsyncGenerator[Darcy]:
    """Darcy at work in a made-up society, with a scripted model."""
    async with open_world(tmp_path) as world:
        yield world


@pytest.fixture
async def plain_darcy(tmp_path: Path) -> AsyncGenerator[Darcy]:
    """The same with the built-in grammar, so without any model's provider."""
    async with open_world(tmp_path, grammar=True) as world:
        yield world
