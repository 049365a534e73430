"""Who may come in: origins and limits, before anything else happens."""

from __future__ import annotations

import ipaddress
import logging
import math
from http import HTTPStatus

from sanic.request import Request

from verbatim.channel.limits import Limit
from verbatim.channel.origins import Origins
from verbatim.channel.problems import Problem
from verbatim.channel.tokens import Session
from verbatim.settings import Settings

logger = logging.getLogger(__name__)

_FORWARDED = "x-forwarded-for"


class Gate:
    """Turns away what comes from other people's pages or too often.

    Requests of this very machine are not counted: whoever can send them needs no
    permission, and tests and measurements send many. A proxy on this machine betrays
    itself by X-Forwarded-For.
    """

    def __init__(self, settings: Settings) -> None:
        self.origins = Origins(settings.origins)
        self._proxies = settings.proxies
        self._by_session = Limit(settings.session_messages)
        self._by_address = Limit(settings.address_messages)
        self._warned = False

    def admit(self, request: Request) -> None:
        """Raises Problem: 403 for a page of another origin, 429 for too many requests."""
        if not self.origins.may(
            request.headers.get("origin"),
            self._host(request),
            request.headers.get("sec-fetch-site"),
        ):
            raise Problem(
                HTTPStatus.FORBIDDEN, "This page may not use the assistant: ask who runs it."
            )
        if not self._is_local(request):
            _check(self._by_address.take(self._address(request)))

    def admit_message(self, request: Request, session: Session) -> None:
        """Raises Problem 429 where a session sends too many messages."""
        if not self._is_local(request):
            _check(self._by_session.take(session.id))

    def _host(self, request: Request) -> str:
        """The server as the browser calls it."""
        forwarded = request.forwarded.get("host") if self._proxies else None
        return str(forwarded or request.headers.get("host", ""))

    def _address(self, request: Request) -> str:
        """The address of the client; for IPv6 its network, of which a client has 2^64 addresses."""
        given = request.remote_addr or request.ip or ""
        try:
            address = ipaddress.ip_address(given.strip("[]"))
        except ValueError:
            return given
        if address.version == 6:
            return str(ipaddress.ip_network((address, 64), strict=False))
        return str(address)

    def _is_local(self, request: Request) -> bool:
        if _FORWARDED in request.headers and not self._proxies:
            if not self._warned:
                logger.warning(
                    "A proxy seems to be in front: set VERBATIM_PROXIES, or all people behind "
                    "it share one limit."
                )
                self._warned = True
            return False
        try:
            given = (request.remote_addr or request.ip or "").strip("[]")
            return ipaddress.ip_address(given).is_loopback
        except ValueError:
            return False


def _check(wait: float) -> None:
    if wait:
        raise Problem(
            HTTPStatus.TOO_MANY_REQUESTS,
            "That was a lot at once. Please wait a moment, then try again.",
            {"Retry-After": str(math.ceil(wait))},
        )
