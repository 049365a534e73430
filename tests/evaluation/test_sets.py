"""The questions themselves: enough of them, of every sort, and none known from training."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from verbatim.errors import ContentError
from verbatim.evaluation import sets
from verbatim.evaluation.items import Item
from verbatim.evaluation.overlap import overlaps, training_lines, words
from verbatim.library import Library
from verbatim.library.coverage import sentences as split

VOICES = {
    "plain", "typo", "keyword", "caregiver", "long", "esl", "caps", "clinical", "abbrev",
    "indirect",
}  # fmt: skip
FEWEST_HELD_OUT = 600
FEWEST_RED_FLAGS = 150
MOST_ACCEPTED = 0.03


def singles(groups: list[sets.Group], *names: str) -> list[Item]:
    return [item for group in groups if group.name in names for item in group.items]


def everything(groups: list[sets.Group]) -> list[Item]:
    turns = [turn for group in groups for talk in group.dialogues for turn in talk.turns]
    return [*(item for group in groups for item in group.items), *turns]


def test_no_question_stands_in_the_training_data(groups: list[sets.Group]) -> None:
    found = overlaps(training_lines(), [item.text for item in everything(groups)])
    assert not found, "change these training lines:\n" + "\n".join(map(str, found))


def test_enough_questions_are_held_out(groups: list[sets.Group]) -> None:
    assert len(singles(groups, sets.HELD_OUT)) >= FEWEST_HELD_OUT


@pytest.mark.parametrize("name", [sets.HELD_OUT, sets.VALIDATION])
def test_every_voice_and_every_kind_is_asked(groups: list[sets.Group], name: str) -> None:
    items = singles(groups, name)
    assert {item.style for item in items} == VOICES
    assert {item.label for item in items} == {
        "answer", "gap", "decline_near", "decline_far", "urgent", "smalltalk",
    }  # fmt: skip


@pytest.mark.parametrize("name", [sets.HELD_OUT, sets.VALIDATION])
def test_every_question_is_asked_several_times(
    groups: list[sets.Group], library: Library, name: str
) -> None:
    count = Counter(item.intent for item in singles(groups, name))
    for question in library.questions:
        assert count[question.intent] >= (5 if question.answered else 2), question.intent


def test_expectations_fit_the_intents(groups: list[sets.Group], library: Library) -> None:
    for item in singles(groups, sets.HELD_OUT, sets.VALIDATION):
        question = library.questions.get(item.intent)
        answered = question is not None and question.answered
        assert (item.expected.kind in ("answer", "gap")) == answered, item
        assert (item.label == "decline_far") == item.intent.startswith("off_"), item


def test_every_answer_says_what_it_must_quote(groups: list[sets.Group]) -> None:
    for item in everything(groups):
        if item.expected.kind in ("answer", "gap"):
            assert item.expected.must, item


def test_no_file_asks_a_question_twice(groups: list[sets.Group]) -> None:
    items = [item for group in groups for item in group.items]
    count = Counter((item.place.partition(":")[0], words(item.text)) for item in items)
    assert [asked for asked, times in count.items() if times > 1] == []


def test_few_questions_accept_several_outcomes(groups: list[sets.Group]) -> None:
    items = singles(groups, sets.HELD_OUT, sets.VALIDATION)
    assert sum(bool(item.accepted) for item in items) <= MOST_ACCEPTED * len(items)


def test_enough_emergencies_and_look_alikes(groups: list[sets.Group]) -> None:
    count = Counter(item.label for item in singles(groups, sets.RED_FLAGS))
    assert count["urgent"] >= FEWEST_RED_FLAGS
    assert count["not_urgent"] >= FEWEST_RED_FLAGS


def test_conversations_have_several_turns_and_all_kinds(groups: list[sets.Group]) -> None:
    for group in groups:
        assert all(len(talk.turns) >= 2 for talk in group.dialogues)
        if group.dialogues:
            kinds = {turn.expected.kind for talk in group.dialogues for turn in talk.turns}
            assert kinds == {"answer", "gap", "decline", "urgent", "smalltalk"}


def test_sentences_are_those_of_the_source(sentences: dict[str, str], library: Library) -> None:
    (document,) = library.documents.values()
    for id, sentence in sentences.items():
        assert document.text.count(sentence) == 1, id
    known = "\n".join(sentences.values())
    for passage in library.passages.values():
        for span in split(passage.text):
            text = span.of(passage.text).removeprefix("• ")
            assert text in known, text


def test_extra_sets_are_groups_by_the_name_of_their_file(
    tmp_path: Path, sentences: dict[str, str]
) -> None:
    (tmp_path / "dev.jsonl").write_text('{"q": "hi", "expect": "smalltalk"}')
    (tmp_path / "dev_dialogues.jsonl").write_text('{"turns": [{"q": "hi", "expect": "smalltalk"}]}')
    (group,) = sets.extra(sentences, [tmp_path / "dev.jsonl"], [tmp_path / "dev_dialogues.jsonl"])
    assert (group.name, group.title) == ("dev", "dev")
    assert (len(group.items), len(group.dialogues)) == (1, 1)


def test_extra_sets_may_not_pass_for_ours(tmp_path: Path, sentences: dict[str, str]) -> None:
    (tmp_path / "held_out.jsonl").write_text('{"q": "hi", "expect": "smalltalk"}')
    with pytest.raises(ContentError, match="taken"):
        sets.extra(sentences, [tmp_path / "held_out.jsonl"], [])
