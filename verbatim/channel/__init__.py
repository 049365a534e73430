"""The web channel: how pages in a browser talk to the assistant."""

from verbatim.channel.web import WebChannel

__all__ = ["WebChannel"]
