"""Certificates for Discord's host names, by an authority of the sandbox's own."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from pathlib import Path

import certifi
import trustme

HOSTS = ("discord.com", "*.discord.gg", "discord.gg", "cdn.discordapp.com", "media.discordapp.net")


@dataclass(frozen=True)
class Certificates:
    """What the server shows, and the bundle of authorities a client must trust."""

    server: ssl.SSLContext
    ca_file: Path


def make_certificates(folder: Path, *more_hosts: str, trusts_world: bool = True) -> Certificates:
    """Make an authority and a certificate, for `more_hosts` too; write the bundle into `folder`.

    A process with `SSL_CERT_FILE` set to the bundle reaches the sandbox and, with `trusts_world`, still
    reaches the world.
    """
    authority = trustme.CA(organization_name="Darcy sandbox")
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*HOSTS, *more_hosts).configure_cert(server)
    folder.mkdir(parents=True, exist_ok=True)
    ca_file = folder / "discord-ca.pem"
    world = Path(certifi.where()).read_bytes() if trusts_world else b""
    ca_file.write_bytes(world + b"\n" + authority.cert_pem.bytes())
    return Certificates(server, ca_file)


def is_emulated(host: str) -> bool:
    """Whether a host name is one the emulator answers for."""
    name = host.lower().rstrip(".")
    return name in HOSTS or (name.endswith(".discord.gg") and name.count(".") == 2)  # noqa: PLR2004 (one label)
