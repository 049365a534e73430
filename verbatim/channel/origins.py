"""Which web pages may talk to the channel."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit

_DEFAULT_PORTS = {"http": 80, "https": 443}


class Origins:
    """Same origin, and those on the list.

    Args:
        allowed: origins such as `https://www.example.org`.
    """

    def __init__(self, allowed: Collection[str] = ()) -> None:
        self._allowed = {origin.rstrip("/").lower() for origin in allowed}

    def foreign(self, origin: str) -> bool:
        """Whether this origin is on the list and thus needs CORS headers."""
        return origin.lower() in self._allowed

    def may(self, origin: str | None, host: str, fetch_site: str | None = None) -> bool:
        """Whether a request with these headers may change anything.

        Args:
            origin: `Origin`; None where it was not sent, as by programs.
            host: `Host`, the server as the page's browser calls it.
            fetch_site: `Sec-Fetch-Site`, which browsers send and pages cannot set.
        """
        if origin is None:
            return fetch_site in (None, "same-origin", "none")
        return self.foreign(origin) or _same(origin, host)


def _same(origin: str, host: str) -> bool:
    """Whether an origin is this host; a proxy that ends TLS may have changed the scheme."""
    try:
        ours, theirs = urlsplit(f"//{host}"), urlsplit(origin)
        default = _DEFAULT_PORTS.get(theirs.scheme)
        if default is None or not theirs.hostname:
            return False
        return (theirs.hostname, theirs.port or default) == (ours.hostname, ours.port or default)
    except ValueError:
        return False
