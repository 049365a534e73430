"""What operators can set, all by environment variables; docs/settings.md lists them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from verbatim.errors import SettingsError

_Number = TypeVar("_Number", int, float)

ROOT = Path(__file__).resolve().parent.parent
"""The project's folder: config.yml, domain.yml, content/ and the rest stand in it."""


@dataclass(frozen=True)
class Settings:
    """Settings with their defaults.

    Attributes:
        host: address to listen on (VERBATIM_HOST).
        port: port to listen on (VERBATIM_PORT).
        content: folder of the documents (VERBATIM_CONTENT).
        region: whose emergency numbers to show (VERBATIM_REGION).
        old_after_days: age of a page past which answers say so (VERBATIM_OLD_AFTER_DAYS).
        turn_seconds: longest time for one turn (VERBATIM_TURN_SECONDS).
        session_minutes: a session ends after so long without a message
            (VERBATIM_SESSION_MINUTES).
        secret: key for signing sessions and payloads; empty makes one at start
            (VERBATIM_SECRET). Several processes need the same.
        state: folder of what a running assistant keeps: conversations and the signing key
            (VERBATIM_STATE).
        endpoints: where conversations are kept and what else the server talks to, as Rasa's
            endpoints.yml (VERBATIM_ENDPOINTS).
        origins: web origins that may use the web channel from their pages
            (VERBATIM_ORIGINS, comma-separated); empty is same-origin only.
        session_messages: messages a minute that one session may send
            (VERBATIM_SESSION_MESSAGES); 0 is no limit.
        address_messages: requests a minute that one network address may send
            (VERBATIM_ADDRESS_MESSAGES); 0 is no limit. A hospital can be one address.
        proxies: reverse proxies of ours in front, whose X-Forwarded-For is believed
            (VERBATIM_PROXIES).
        reader: where messages are read (VERBATIM_READER). "thread", of their own: one process
            uses more than one core. "loop", the server's own: for as many processes as cores.
    """

    host: str = "127.0.0.1"
    port: int = 5005
    content: Path = ROOT / "content"
    region: str = "default"
    old_after_days: int = 730
    turn_seconds: float = 10.0
    session_minutes: int = 60
    secret: str = ""
    state: Path = ROOT / ".verbatim"
    endpoints: Path = ROOT / "endpoints.yml"
    origins: tuple[str, ...] = ()
    session_messages: int = 30
    address_messages: int = 300
    proxies: int = 0
    reader: str = "thread"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Reads VERBATIM_* variables.

        Raises:
            SettingsError: a value cannot be used; names the variable and what it takes.
        """

        def get(name: str, default: str) -> str:
            return environment.get(f"VERBATIM_{name}", "").strip() or default

        def number(name: str, default: _Number, low: float, high: float) -> _Number:
            value = get(name, str(default))
            try:
                parsed = type(default)(value)
            except ValueError:
                parsed = type(default)(low - 1)
            if not low <= parsed <= high:
                a_number = "a whole number" if isinstance(default, int) else "a number"
                raise SettingsError(
                    f"VERBATIM_{name} is “{value}”; it must be {a_number} from {low} to {high}."
                )
            return parsed

        def choice(name: str, *values: str) -> str:
            value = get(name, values[0])
            if value not in values:
                allowed = " or ".join(f"“{one}”" for one in values)
                raise SettingsError(f"VERBATIM_{name} is “{value}”; it must be {allowed}.")
            return value

        default = cls()
        return cls(
            host=get("HOST", default.host),
            port=number("PORT", default.port, 1, 65535),
            content=Path(get("CONTENT", str(default.content))),
            region=get("REGION", default.region),
            old_after_days=number("OLD_AFTER_DAYS", default.old_after_days, 0, 100_000),
            turn_seconds=number("TURN_SECONDS", default.turn_seconds, 0.1, 60),
            session_minutes=number("SESSION_MINUTES", default.session_minutes, 1, 10_080),
            secret=get("SECRET", default.secret),
            state=Path(get("STATE", str(default.state))).resolve(),
            endpoints=Path(get("ENDPOINTS", str(default.endpoints))).resolve(),
            origins=tuple(o.strip() for o in get("ORIGINS", "").split(",") if o.strip()),
            session_messages=number("SESSION_MESSAGES", default.session_messages, 0, 1_000_000),
            address_messages=number("ADDRESS_MESSAGES", default.address_messages, 0, 1_000_000),
            proxies=number("PROXIES", default.proxies, 0, 10),
            reader=choice("READER", "thread", "loop"),
        )
