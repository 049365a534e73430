"""`make check` names everything that does not fit together, with a remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import ROOT
from verbatim.checks import FEWEST_EXAMPLES, UNTRAINED, examples, problems
from verbatim.errors import ContentError
from verbatim.library import Glossary, Library, Question, Questions

DOMAIN = """\
intents: [ask_a, gap_b, chat_greet, nlu_fallback]
responses:
  utter_chat_greet:
  - text: Hello.
"""

RULES = """\
rules:
- rule: One
  steps:
  - or:
    - intent: ask_a
    - intent: gap_b
  - action: action_answer
- rule: Two
  steps:
  - intent: chat_greet
  - action: action_chat
- rule: Three
  steps:
  - intent: nlu_fallback
  - action: action_unclear
"""


def block(intent: str, texts: list[str]) -> str:
    return f"- intent: {intent}\n  examples: |\n" + "".join(f"    - {text}\n" for text in texts)


def enough(intent: str, number: int = FEWEST_EXAMPLES) -> str:
    return block(intent, [f"{intent} asked in way {n}" for n in range(number)])


NLU = "version: '3.1'\nnlu:\n" + enough("ask_a") + enough("gap_b") + enough("chat_greet")


def question(intent: str, label: str, line: int) -> Question:
    return Question(intent, label, None, None, (), True, line)


class Project:
    """A project of four intents in which all fits together, until a test changes it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.questions = [question("ask_a", "A", 2), question("gap_b", "B", 5)]
        (root / "data" / "nlu").mkdir(parents=True)
        self.write("domain.yml", DOMAIN)
        self.write("data/rules.yml", RULES)
        self.write("data/nlu/all.yml", NLU)

    def write(self, name: str, text: str) -> None:
        (self.root / name).write_text(text, encoding="utf-8")

    def problems(self) -> list[str]:
        questions = {question.intent: question for question in self.questions}
        library = Library([], Questions(Path("questions.yml"), questions), Glossary({}))
        return list(problems(self.root, library))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def test_the_real_project_fits_together() -> None:
    assert list(problems(ROOT, Library.load(ROOT / "content"))) == []


def test_a_project_in_which_all_fits_has_no_problem(project: Project) -> None:
    assert project.problems() == []


def test_an_intent_without_a_rule_is_named(project: Project) -> None:
    project.write("data/rules.yml", RULES.replace("    - intent: gap_b\n", ""))
    assert project.problems() == [
        "data/rules.yml: no rule for the intent `gap_b`. Add it to a rule."
    ]


def test_an_intent_of_a_rule_that_is_not_in_the_domain_is_named(project: Project) -> None:
    project.write("data/rules.yml", RULES.replace("- or:", "- or:\n    - intent: ask_c"))
    assert project.problems() == [
        "data/rules.yml: `ask_c` is not in domain.yml. Add it there, or remove it."
    ]


def test_an_intent_in_two_rules_is_named(project: Project) -> None:
    project.write("data/rules.yml", RULES.replace("intent: chat_greet", "intent: ask_a", 1))
    assert project.problems() == [
        "data/rules.yml: no rule for the intent `chat_greet`. Add it to a rule.",
        "data/rules.yml: `ask_a` stands in 2 rules. Keep one.",
    ]


def test_examples_of_an_unknown_intent_are_named(project: Project) -> None:
    project.write("data/nlu/more.yml", "nlu:\n" + block("ask_c", ["what is c"]))
    assert project.problems() == [
        "data/nlu/more.yml: the intent `ask_c` is not in domain.yml. Add it, or rename it."
    ]


def test_an_example_that_stands_twice_is_named_whatever_its_case(project: Project) -> None:
    twice = block("gap_b", ["Ask_A  asked in WAY 3", "new"])
    project.write("data/nlu/more.yml", f"nlu:\n{twice}")
    assert project.problems() == [
        "data/nlu/more.yml: “Ask_A  asked in WAY 3” stands under ask_a and gap_b. Keep one."
    ]


def test_an_intent_with_few_examples_is_named(project: Project) -> None:
    project.write("data/nlu/all.yml", NLU.replace("    - ask_a asked in way 7\n", ""))
    assert project.problems() == [
        f"data/nlu: `ask_a` has {FEWEST_EXAMPLES - 1} examples. "
        f"Write at least {FEWEST_EXAMPLES}, in different voices."
    ]


def test_an_unknown_intent_of_a_follow_up_is_named(project: Project) -> None:
    group = "- after: [{}]\n  means: {}\n  examples: |\n    - and that\n"
    project.write("data/follow_ups.yml", "follow_ups:\n" + group.format("ask_a", "gap_b"))
    assert project.problems() == []
    project.write("data/follow_ups.yml", "follow_ups:\n" + group.format("ask_c", "gap_d"))
    assert project.problems() == [
        f"data/follow_ups.yml: the intent `{intent}` is not in domain.yml. Add it, or rename it."
        for intent in ("ask_c", "gap_d")
    ]


def test_a_follow_up_group_without_examples_is_named_with_its_line(project: Project) -> None:
    project.write(
        "data/follow_ups.yml", "follow_ups:\n- after: [ask_a]\n  means: gap_b\n  examples: |\n"
    )
    with pytest.raises(ContentError) as caught:
        project.problems()
    assert caught.value.line == 4


def test_only_the_fallback_needs_no_examples() -> None:
    assert {"nlu_fallback"} == UNTRAINED


def test_a_question_that_is_no_intent_is_named_with_its_line(project: Project) -> None:
    project.questions.append(question("ask_c", "C", 9))
    assert project.problems() == [
        "content/questions.yml:9: `ask_c` is not in domain.yml. Add it, or rename it."
    ]


def test_a_label_used_twice_is_named_with_its_line(project: Project) -> None:
    project.questions[1] = question("gap_b", "A", 5)
    assert project.problems() == [
        "content/questions.yml:5: “A” is the label of ask_a as well. Make labels differ."
    ]


def test_small_talk_without_a_response_is_named(project: Project) -> None:
    project.write("domain.yml", DOMAIN.replace("utter_chat_greet", "utter_greet"))
    assert project.problems() == ["domain.yml: no response `utter_chat_greet`. Write what to say."]


def test_examples_come_with_their_intent_and_file(project: Project) -> None:
    project.write(
        "data/nlu/a.yml", "nlu:\n" + block("ask_a", ["  one ", "two"]) + "\n    not an example\n"
    )
    file = project.root / "data" / "nlu" / "a.yml"
    assert list(examples(project.root))[:2] == [("ask_a", "one", file), ("ask_a", "two", file)]


@pytest.mark.parametrize("name", ["domain.yml", "data/rules.yml", "data/nlu/all.yml"])
def test_a_file_that_is_not_yaml_is_named_with_its_line(project: Project, name: str) -> None:
    project.write(name, "intents: [a\nrules: b")
    with pytest.raises(ContentError) as caught:
        project.problems()
    assert (caught.value.file, caught.value.line) == (project.root / name, 2)
    assert caught.value.problem.startswith("This is not YAML: ")


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("data/nlu/all.yml", "version: '3.1'\nnlu:\n", r"all\.yml:2: `nlu` must be a list"),
        ("data/nlu/all.yml", "nlu:\n- ask_a\n", r"all\.yml:2: An entry of `nlu`"),
        ("data/nlu/all.yml", "nlu:\n- examples: |\n    - a\n", r":2: `intent` is missing"),
        ("data/nlu/all.yml", "nlu:\n- intent: ask_a\n", r":2: `examples` is missing"),
        ("data/nlu/all.yml", "nlu:\n- intent: ask_a\n  examples: [a]\n", r":3: `examples` must"),
        ("data/rules.yml", "rules:\n- rule: One\n", r"rules\.yml:2: `steps` must be a list"),
        ("data/rules.yml", "rules: One\n", r"rules\.yml:1: `rules` must be a list"),
        ("domain.yml", "intents: [1]\nresponses: {}\n", r"domain\.yml:1: `intents` must"),
        ("domain.yml", "intents: [ask_a]\n", r"domain\.yml:1: `responses` must"),
    ],
)
def test_what_cannot_be_read_names_its_line(
    project: Project, name: str, text: str, says: str
) -> None:
    project.write(name, text)
    with pytest.raises(ContentError, match=says):
        project.problems()
