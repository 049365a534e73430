"""Reads content/red_flags.yml, which a clinician writes and mends."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from verbatim.library.source_file import SourceFile
from verbatim.understanding.red_flag_pattern import (
    Pattern,
    WordList,
    compile_pattern,
    expression,
    word_list,
)
from verbatim.understanding.red_flag_rules import GROUPS, Condition, RedFlagRules, Rule
from verbatim.understanding.red_flag_tokens import PatternError


def load_red_flags(file: Path) -> RedFlagRules:
    """Reads the rules.

    Raises:
        ContentError: the file is wrong.
    """
    return _File(file).rules()


class _File:
    """Reads the file; every complaint names its line."""

    def __init__(self, file: Path) -> None:
        self.source = SourceFile(file)
        self.words: dict[str, WordList] = {}
        root = self.source.root
        self.source.only(root, {"words", "figures_of_speech", "conditions", "groups"})

    def rules(self) -> RedFlagRules:
        source, root = self.source, self.source.root
        lists = source.mapping(root, "words")
        for name in lists:
            self.words[name] = self._word_list(lists, name)
        figures = list(self._runs(root, "figures_of_speech"))
        conditions = source.mapping(root, "conditions")
        known = {name: self._condition(conditions, name) for name in conditions}
        groups = source.mapping(root, "groups")
        source.only(groups, set(GROUPS))
        rules = []
        for group in groups:
            entries = source.mapping(groups, group)
            rules += [self._rule(entries, group, name, known) for name in entries]
        return RedFlagRules(rules, figures)

    def _condition(self, parent: CommentedMap, name: str) -> Condition:
        node = self.source.mapping(parent, name)
        self.source.only(node, {"note", "says", "not_with", "reach"})
        self.source.text(node, "note")
        if node.get("reach", "clause") != "clause":
            self.source.fail(
                self.source.line(node, "reach"), "`reach` knows only `clause`.", "Leave it out."
            )
        not_with = self._patterns(node, "not_with") if "not_with" in node else ()
        return Condition(name, self._patterns(node, "says"), not_with, "reach" in node)

    def _rule(
        self, parent: CommentedMap, group: str, name: str, known: dict[str, Condition]
    ) -> Rule:
        source = self.source
        node = source.mapping(parent, name)
        source.only(node, {"note", "says", "alone", "unless"})
        source.text(node, "note")
        unless = source.texts(node, "unless")
        for condition in unless:
            if condition not in known:
                source.fail(
                    source.line(node, "unless"),
                    f"The condition `{condition}` is not listed under `conditions`.",
                    f"Use some of: {', '.join(known)}.",
                )
        alone = self._runs(node, "alone") if "alone" in node else ()
        says = self._patterns(node, "says")
        return Rule(group, name, says, alone, tuple(known[c] for c in unless))

    def _patterns(self, node: CommentedMap, key: str) -> tuple[Pattern, ...]:
        found = []
        for number, written in enumerate(self._listed(node, key)):
            try:
                found.append(compile_pattern(written, self.words))
            except PatternError as error:
                self._refuse(_item_line(node[key], number), written, error)
        return tuple(found)

    def _runs(self, node: CommentedMap, key: str) -> tuple[Pattern, ...]:
        """Patterns that are one run of words each."""
        patterns = self._patterns(node, key)
        for number, pattern in enumerate(patterns):
            if len(pattern) > 1:
                self.source.fail(
                    _item_line(node[key], number),
                    f"An entry of `{key}` is one run of words; it cannot have an `&`.",
                    "Write two entries.",
                )
        return patterns

    def _word_list(self, lists: CommentedMap, name: str) -> WordList:
        written = ""
        try:
            for written in self._listed(lists, name):
                expression(written, self.words)
            return word_list(self._listed(lists, name), self.words)
        except PatternError as error:
            self._refuse(self.source.line(lists, name), written, error)

    def _listed(self, node: CommentedMap, key: str) -> list[str]:
        listed = self.source.texts(node, key)
        if not listed:
            line = self.source.line(node, key)
            self.source.fail(line, f"`{key}` is empty.", "List at least one pattern.")
        return listed

    def _refuse(self, line: int, written: str, error: PatternError) -> NoReturn:
        self.source.fail(line, f"“{written}” is not a pattern.", str(error))


def _item_line(items: CommentedSeq, number: int) -> int:
    return int(items.lc.item(number)[0]) + 1
