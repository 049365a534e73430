"""One turn of a conversation, seen from an action."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from verbatim.dialogue.heard import Heard
from verbatim.dialogue.resources import Resources
from verbatim.library import Passage, Question, Term
from verbatim.reply import Kind, Reply, cite, offer, quote

_DAYS_A_YEAR = 365.25


class Turn(Heard):
    """What the person said, what was spoken of before, and ways to reply.

    Args:
        tracker: Rasa's tracker with the message just classified.
        dispatcher: takes the messages of the reply.
        resources: library, contacts, settings.
    """

    def __init__(
        self, tracker: Tracker, dispatcher: CollectingDispatcher, resources: Resources
    ) -> None:
        super().__init__(tracker, resources)
        self._dispatcher = dispatcher
        self.contacts = resources.contacts

    def answer_either(self, asked: Sequence[Question], passages: Sequence[Passage]) -> None:
        """Says passages that answer a question, or any of several that may have been meant."""
        about = " / ".join(question.label for question in asked)
        self.answer(about, passages, asked[0].related, either=len(asked) > 1)

    def answer(
        self,
        about: str,
        passages: Sequence[Passage],
        related: Iterable[str] = (),
        either: bool = False,
    ) -> None:
        """Says passages, cited and dated.

        Args:
            about: what the person asked about, in words.
            passages: what to quote, proved by the library.
            related: intents to offer, best first.
            either: whether we do not know which of several things was meant.
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
        if either:
            self._dispatcher.utter_message(response="utter_either")
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
