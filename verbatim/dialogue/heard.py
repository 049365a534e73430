"""What a person said in this turn, and what was spoken of before."""

from __future__ import annotations

from rasa_sdk import Tracker

from verbatim.dialogue.resources import Resources
from verbatim.library import Passage, Question, Term
from verbatim.library.languages import Language


class Heard:
    """Reads a tracker.

    Args:
        tracker: Rasa's tracker with the message just classified.
        resources: library, contacts, settings.
    """

    def __init__(self, tracker: Tracker, resources: Resources) -> None:
        self._tracker = tracker
        self._resources = resources
        self.library = resources.library

    @property
    def intent(self) -> str:
        return str(self._tracker.latest_message.get("intent", {}).get("name") or "")

    @property
    def confidence(self) -> float:
        return float(self._tracker.latest_message.get("intent", {}).get("confidence") or 0.0)

    @property
    def ranking(self) -> list[str]:
        """Intents, likeliest first."""
        ranking = self._tracker.latest_message.get("intent_ranking") or []
        return [str(entry["name"]) for entry in ranking]

    @property
    def asked(self) -> list[Question]:
        """The question asked; two where either may be meant and both can be shown at once."""
        found = [self.library.questions[self.intent]]
        also = self.library.questions.get(self._tracker.latest_message.get("also"))
        if also is not None:
            alone = self.library.answer(self.intent)
            both = self.library.answer(self.intent, also.intent)
            found += [also] if len(both) > len(alone) else []
        return found

    @property
    def unclear_in_a_row(self) -> int:
        """How often in a row we did not understand, before this turn."""
        return int(self._tracker.get_slot("unclear_in_a_row") or 0)

    @property
    def asks_several(self) -> bool:
        """Whether the message asks more than one thing."""
        return bool(self._tracker.latest_message.get("several_questions"))

    @property
    def language(self) -> Language | None:
        """The language of the message, where it is not English."""
        return self._resources.languages.get(self._tracker.latest_message.get("language") or "")

    @property
    def language_told(self) -> str | None:
        """Code of the language in which we last said that the pages are in English."""
        return self._tracker.get_slot("language") or None

    @property
    def last_passages(self) -> list[Passage]:
        """What the last reply about a question quoted; empty if that was a refusal."""
        return self._passages("last_passages")

    @property
    def shown(self) -> list[Passage]:
        """What was quoted since the last question that documents answer."""
        return self._passages("shown")

    def _passages(self, slot: str) -> list[Passage]:
        """Ids of passages may be older than the content; what is gone is left out."""
        ids = self._tracker.get_slot(slot) or []
        return [self.library.passages[id] for id in ids if id in self.library.passages]

    @property
    def question(self) -> Question | None:
        """The question last spoken of, before this turn."""
        return self.library.questions.get(self._tracker.get_slot("question"))

    @property
    def questions(self) -> list[Question]:
        """As `question`; two where the last answer was to either."""
        slots = (self._tracker.get_slot("question"), self._tracker.get_slot("nearest"))
        return [self.library.questions[slot] for slot in slots if slot in self.library.questions]

    @property
    def topic(self) -> Term | None:
        """What the message names as its subject; in a follow-up, what was spoken of before."""
        terms = self.library.glossary.terms
        named = {e.get("value") for e in self._tracker.latest_message.get("entities") or []}
        found = next((t for t in terms.values() if t.topic and t.id in named), None)
        if found is None and self._tracker.latest_message.get("follows_up"):
            found = self.last_topic
        return found

    @property
    def last_topic(self) -> Term | None:
        """What was spoken of before this turn."""
        return self.library.glossary.terms.get(self._tracker.get_slot("topic") or "")
