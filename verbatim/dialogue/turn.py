"""One turn of a conversation, seen from an action."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from verbatim.dialogue.resources import Resources
from verbatim.library import Passage, Question, Term
from verbatim.library.languages import Language
from verbatim.reply import Kind, Reply, cite, offer, quote

_DAYS_A_YEAR = 365.25


class Turn:
    """What the person said, what was spoken of before, and ways to reply.

    Args:
        tracker: Rasa's tracker with the message just classified.
        dispatcher: takes the messages of the reply.
        resources: library, contacts, settings.
    """

    def __init__(
        self, tracker: Tracker, dispatcher: CollectingDispatcher, resources: Resources
    ) -> None:
        self._tracker = tracker
        self._dispatcher = dispatcher
        self._resources = resources
        self.library = resources.library
        self.contacts = resources.contacts

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
    def unclear_in_a_row(self) -> int:
        """How often in a row we did not understand, before this turn."""
        return int(self._tracker.get_slot("unclear_in_a_row") or 0)

    @property
    def asks_several(self) -> bool:
        """Whether the message asks more than one thing."""
        return bool(self._tracker.latest_message.get("several_questions"))

    @property
    def new_language(self) -> Language | None:
        """The language of the message, where it is not English and we have not yet said so."""
        code = self._tracker.latest_message.get("language")
        if code == self._tracker.get_slot("language"):
            return None
        return self._resources.languages.get(code or "")

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

    def answer(self, about: str, passages: Sequence[Passage], related: Iterable[str] = ()) -> None:
        """Says passages, cited and dated.

        Args:
            about: what the person asked about, in words.
            passages: what to quote, proved by the library.
            related: intents to offer, best first.
        """
        shown = {passage.id for passage in passages}
        fresh = [
            intent
            for intent in related
            if not {passage.id for passage in self.library.answer(intent)} <= shown
        ]
        reply = Reply(
            kind=Kind.ANSWER,
            about=about,
            passages=quote(self.library, passages),
            related=self.offers(fresh),
            confidence=self.confidence,
        )
        self.say("utter_answer", reply, about=about, quotes=cite(reply.passages))
        if self.asks_several:
            self._dispatcher.utter_message(response="utter_one_at_a_time")
        years = self._years_old(passages)
        if years is not None:
            self._dispatcher.utter_message(response="utter_age", years=years)

    def not_covered(self, question: Question, topic: Term | None) -> None:
        """Says that the documents do not answer a question, naming it and its topic."""
        related = [*(topic.related if topic else ()), *question.related]
        self.decline(
            "utter_not_covered_related" if related else "utter_not_covered",
            question.about(topic.name if topic else None),
            related,
        )

    def decline(self, response: str, about: str | None, related: Iterable[str] = ()) -> None:
        """Says that the documents do not answer; shows a way to a person.

        Args:
            response: name of a response of domain.yml; gets `about` and `person`.
            about: what was asked, in words, where we know.
            related: intents to offer, best first; never presented as the answer.
        """
        person = self.contacts.person
        reply = Reply(
            kind=Kind.NOT_COVERED,
            about=about,
            related=self.offers(related),
            human=person,
            confidence=self.confidence,
        )
        self.say(response, reply, about=about or "", person=person["words"])

    def chat(self, response: str, related: Iterable[str] = (), **words: Any) -> None:
        """Says something of our own that is neither an answer nor a refusal."""
        reply = Reply(kind=Kind.CHAT, related=self.offers(related), confidence=self.confidence)
        self.say(response, reply, **words)

    def offers(self, intents: Iterable[str]) -> list[dict[str, str]]:
        """Buttons for those of the intents that documents answer."""
        questions = self.library.questions
        return offer(questions[i] for i in intents if i in questions and questions[i].answered)

    @property
    def titles(self) -> str:
        """The titles of all documents."""
        return ", ".join(document.title for document in self.library.documents.values())

    def say(self, response: str, reply: Reply, **words: Any) -> None:
        """Says a response of domain.yml together with the reply that machines read."""
        buttons = [*reply.options, *reply.related]
        self._dispatcher.utter_message(
            response=response, json_message=reply.as_dict(), buttons=buttons, **words
        )

    def _years_old(self, passages: Sequence[Passage]) -> int | None:
        """Whole years since the oldest document shown was updated, where that is too long ago."""
        dates = [self.library.documents[p.document].updated for p in passages]
        age = datetime.date.today() - min(dates)
        if age.days <= self._resources.settings.old_after_days:
            return None
        return max(1, int(age.days / _DAYS_A_YEAR))
