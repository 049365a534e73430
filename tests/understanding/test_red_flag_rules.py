"""The rules of content/red_flags.yml, and what a wrong file is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from verbatim.errors import ContentError
from verbatim.settings import ROOT
from verbatim.understanding.red_flag_file import load_red_flags
from verbatim.understanding.red_flag_rules import GROUPS, RedFlagRules

FILE = ROOT / "content" / "red_flags.yml"
QUESTIONS = ROOT / "tests" / "questions" / "validation.jsonl"
RED_FLAGS = ROOT / "tests" / "red_flags"


@pytest.fixture(scope="module")
def rules() -> RedFlagRules:
    return load_red_flags(FILE)


def lines(name: str) -> list[str]:
    return (RED_FLAGS / name).read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    ("group", "message"),
    [
        ("urgent_fever", "i have fever 39"),
        ("urgent_fever", "Temp is 101.3, second week of chemo"),
        ("urgent_fever", "thirty eight and a half on the thermometer"),
        ("urgent_fever", "38,9!"),
        ("urgent_bleeding", "my nose won't stop bleeding"),
        ("urgent_bleeding", "He vomited blood"),
        ("urgent_breathing", "cant breath"),
        ("urgent_breathing", "she has problem with brething"),
        ("urgent_breathing", "Chest pain."),
        ("urgent_brain", "he not waking up"),
        ("urgent_brain", "her mouth is drooping and she slurs since ten minutes"),
        ("urgent_body", "hasn't peed since yesterday"),
        ("urgent_overdose", "I took too many of my pills"),
        ("urgent_overdose", "my toddler swallowed two tablets"),
        ("urgent_brain", "since lunch she isn't making sense and can't tell me what month it is"),
        ("urgent_brain", "my husband couldn't say what day it was"),
        ("urgent_bleeding", "dad passed fresh bld twice"),
        ("urgent_crisis", "how many of the tablets to sleep forever"),
        ("urgent_crisis", "how many sleeping pills so I never wake up"),
        ("urgent_crisis", "she poured all of her tablets into a mug"),
        ("urgent_crisis", "I stood there with the pillow in my hands"),
        ("urgent_crisis", "I'm going to kill myself"),
        ("urgent_crisis", "i dont want to live anymore"),
        ("urgent_crisis", "My husband hits me when he drinks"),
        # The first group of GROUPS is named where several speak.
        ("urgent_crisis", "my nose won't stop bleeding and i want to kill myself"),
    ],
)
def test_names_the_group(rules: RedFlagRules, group: str, message: str) -> None:
    assert [rule.group for rule in rules.read(message).fired][:1] == [group]


TAKEN_BACK = [
    ("general", "is a high fever at home common", "I have a high fever tonight, what is DLI"),
    ("general", "can dli cause chest pain", "can dli cause chest pain, mine hurts now: chest pain"),
    ("general", "is there evidence for that in febrile neutropenia", "febrile with neutropenia"),
    ("in_general", "bruises all over, generally a bad thing", "bruises all over me since monday"),
    (
        "in_general",
        "on my old ward everything was about seizures, sudden weakness",
        "on my old ward they know me, and now i have sudden weakness on one side",
    ),
    ("past", "i fainted in 2019", "i fainted in the shower"),
    ("past", "he had rigors after his infusion in may", "he has rigors after his infusion"),
    ("past", "years ago he had a seizure", "he had a seizure"),
    ("past", "i had chest pain in the autumn", "i had chest pain in the night"),
    ("past", "over christmas he collapsed", "over christmas he collapsed, and again today"),
    ("past", "at new year he collapsed", "he collapses since new year"),
    ("hypothetical", "come in if it reaches 38.5", "they say come in if it reaches 38, im 38.7"),
    ("denied", "no chest pain", "no chest pain yesterday, but chest pain now"),
    ("animal", "my dog had a seizure", "my dog scratched me and i had a seizure"),
    ("world", "a film about suicide", "he speaks about suicide"),
    ("not_temperature", "her blasts fell to 38.5 percent", "she is 38.5"),
    ("sleep_apnoea", "he stopped breathing, snoring as ever", "he stopped breathing"),
    ("visitor", "my son has a fever, catching for visitors", "my son has a fever"),
    ("as_prescribed", "should i take double the dose", "i took double the dose by mistake"),
    ("by_chance", "cut myself again cooking", "cut myself again on purpose cooking"),
    ("to_treatment", "he is unresponsive to chemo", "he is unresponsive"),
    ("about_words", "he is confused about all the terms", "he is suddenly confused"),
    (
        "about_words",
        "i dont know who i am anymore since i left my job",
        "he left his job and suddenly doesnt know who he is",
    ),
    ("fear_of_death", "i dont want to die", "i want to die"),
    ("fear_of_death", "he wants to die at home", "he wants to die"),
    ("story", "why does anna kill herself", "why does my sister want to kill herself"),
    (
        "how_common",
        "are suicidal thoughts more common on these drugs",
        "are suicidal thoughts more common on these drugs, ive had them since monday",
    ),
    (
        "in_jest",
        "i could jump off a cliff (of boredom)",
        "i will jump off a cliff (of boredom)",
    ),
    (
        "nothing_wrong",
        "no temperature, no bleeding, they saw him yesterday",
        "no temperature, no bleeding until yesterday, but he has a fever now",
    ),
    (
        "nothing_wrong",
        "normal temperature today 36.7",
        "normal temperature this morning 36.7, now a fever of 38.9",
    ),
    (
        "long_over",
        "she was confused with an infection in may and is fine since",
        "she was fine since may, and now she is suddenly confused",
    ),
    (
        "long_over",
        "i self harmed as a teenager, twenty years ago",
        "i self harmed as a teenager, twenty years ago, and cut myself tonight",
    ),
    (
        "long_over",
        "i once thought of ending it all, that was 2004",
        "i once thought of ending it all, that was 2004, and tonight i want to again",
    ),
    (
        "long_over",
        "i used to think about ending it and havent felt that way in ages",
        "i used to think about ending it and havent felt that way in ages, but tonight i do",
    ),
    (
        "at_the_news",
        "i nearly had a heart attack when i saw the bill",
        "i nearly had a heart attack when i saw the bill, and my arm hurts",
    ),
    (
        "tired_out",
        "he collapsed on the sofa after the marathon",
        "he collapsed on the sofa after the marathon and i cant wake him",
    ),
    ("exertion", "hard to breathe during squats", "hard to breathe during squats and in bed"),
    ("lab_value", "platelets 41, neutrophils 0.6", "platelets 41, neutrophils 0.6, 39.2"),
    ("water_fun", "can i walk into the sea on holiday", "i will walk into the sea"),
    ("steroid_face", "lips swollen from prednisone", "lips swollen from prednisone, throat tight"),
]


@pytest.mark.parametrize(("condition", "excused", "fires"), TAKEN_BACK)
def test_conditions_take_back(
    rules: RedFlagRules, condition: str, excused: str, fires: str
) -> None:
    reading = rules.read(excused)
    assert not reading.fired
    named = {c.name for rule in reading.excused for c in rule.unless}
    assert condition in named
    assert rules.read(fires).fired


def test_every_condition_is_exercised(rules: RedFlagRules) -> None:
    known = {condition.name for rule in rules.rules for condition in rule.unless}
    assert known == {condition for condition, _, _ in TAKEN_BACK}


@pytest.mark.parametrize(
    "message",
    [
        "dying to know what DLI is",
        "this waiting is killing me",
        "I'd die for a match",
        "bloody hell",
        "a stroke of luck",
        "choked up with joy",
        "took my breath away",
        "are there suicide genes in T cells",
        "why would cells commit suicide",
        "saved me a headache",
        "I'm killing myself to meet this deadline",
        "my husband hit me with the bill",
        "she beats me at chess",
        "he threw me out of the kitchen",
        "I'd rather die than sing karaoke",
        "I could jump off a cliff of boredom",
        "shoot me an email",
        "had it in the chest of drawers",
        "my phone died on me",
        "she had a fit of giggles",
        "we were in fits of laughter all evening",
        "I cut myself some slack today",
        "I collapsed into bed after the long drive",
        "stop beating yourself up over it",
        "I took my pills at 9 instead of 8, is that fine",
        "he's had too many side effects",
    ],
)
def test_figures_of_speech_are_not_read(rules: RedFlagRules, message: str) -> None:
    reading = rules.read(message)
    assert reading.fired == reading.excused == ()


@pytest.mark.parametrize(
    "message",
    [
        "my phone died and i can't breathe",
        "I'm killing myself with my morphine",
        "my husband hit me with a belt",
        "he beats me when he loses at cards",
        "I'd rather die than have more chemo",
        "I could jump off a bridge tonight",
        "after tea, chest pain",
        "he collapsed in my arms",
        "I took too many, side effects are awful",
        "relapsed in 2023, temp 38.6",
        "fainted at the wheel",
        "he collapsed into bed and I can't wake him",
        "I cut myself again, no slack from anyone",
        "he has fits and won't come round",
        "i read about the woman who drowned herself and i will do like her",
    ],
)
def test_what_resembles_a_figure_of_speech_fires(rules: RedFlagRules, message: str) -> None:
    assert rules.read(message).fired


def test_hardly_a_look_alike_fires(rules: RedFlagRules) -> None:
    lookalikes = lines("look_alike.txt")
    # The rules were written with all but the last lines at hand; what fires of those, the
    # classifier takes back for the most part (`rule_floor`).
    assert [line for line in lookalikes[:772] if rules.read(line).fired] == []
    later = lookalikes[772:]
    assert sum(bool(rules.read(line).fired) for line in later) <= 0.12 * len(later)


def test_no_other_question_fires(rules: RedFlagRules) -> None:
    rows = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    others = [row["q"] for row in rows if row["expect"] != "urgent"]
    assert len(others) > 400
    assert [question for question in others if rules.read(question).fired] == []


def test_rules_alone_catch_what_is_said_outright(rules: RedFlagRules) -> None:
    rows = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    urgent = [row["q"] for row in rows if row["expect"] == "urgent"]
    assert sum(bool(rules.read(question).fired) for question in urgent) >= 0.95 * len(urgent)
    # These are worded to slip past rules; the classifier has to see the rest.
    indirect = lines("positive.txt")
    assert sum(bool(rules.read(line).fired) for line in indirect) >= 0.5 * len(indirect)


def test_all_groups_have_rules(rules: RedFlagRules) -> None:
    assert [g for g in GROUPS if any(rule.group == g for rule in rules.rules)] == list(GROUPS)


GOOD = """\
words:
  air: [air, breath]
figures_of_speech:
  - dying to know
conditions:
  denied:
    note: Absent.
    says: [no pain]
groups:
  urgent_breathing:
    no_air:
      note: No air.
      says:
        - no <air>
      alone: [help]
      unless: [denied]
"""


def written(tmp_path: Path, old: str = "", new: str = "") -> Path:
    assert old in GOOD
    file = tmp_path / "red_flags.yml"
    file.write_text(GOOD.replace(old, new) if old else GOOD, encoding="utf-8")
    return file


def test_a_small_file(tmp_path: Path) -> None:
    rules = load_red_flags(written(tmp_path))
    assert rules.read("no air").fired
    assert rules.read("no air and no pain").excused
    assert rules.read("Help!").fired
    assert not rules.read("help me with this").fired


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("no <air>", "no <water>", 14, "not listed under `words`"),
        ("no <air>", "(no <air>", 14, "never closed"),
        ("no <air>", "can't", 14, "without apostrophes"),
        ("[air, breath]", "[Air]", 2, "lower case"),
        ("[air, breath]", "[]", 2, "is empty"),
        ("dying to know", "dying & know", 4, "Write two entries"),
        ("unless: [denied]", "unless: [absent]", 16, "Use some of: denied"),
        ("unless: [denied]", "unles: [denied]", 16, "Use one of"),
        ("note: No air.", "note:", 12, "Write the text"),
        ("urgent_breathing", "urgent_lungs", 10, "Use one of"),
        ("says: [no pain]", "says: no pain", 8, "one `- text` a line"),
        ("note: Absent.", "note: Absent.\n    reach: page", 8, "Leave it out"),
        ("alone: [help]", "alone: [help & me]", 15, "cannot have an `&`"),
        ("conditions:", "conditions: [", 5, "Mend"),
    ],
)
def test_mistakes_name_line_and_remedy(
    tmp_path: Path, old: str, new: str, line: int, says: str
) -> None:
    with pytest.raises(ContentError) as error:
        load_red_flags(written(tmp_path, old, new))
    assert says in str(error.value)
    if "Mend" not in says:
        assert error.value.line == line


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="missing"):
        load_red_flags(tmp_path / "none.yml")
