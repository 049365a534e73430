"""What custom actions stand on: one turn of a conversation, and a run that cannot fail silently."""

from verbatim.dialogue.action import TurnAction
from verbatim.dialogue.turn import Turn

__all__ = ["Turn", "TurnAction"]
