"""A pattern knows words without which it cannot match."""

import pytest

from verbatim.understanding.red_flag_needs import fewest

LISTS = {"who": frozenset({"he", "dad"}), "anything": frozenset[str]()}


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        ("bleed* [really] a (lot|ton)", {"bleed*"}),
        ("(chest|heart) pain*", {"pain*"}),
        ("(left arm|chest) [bad]", {"left", "chest"}),
        ("[so] <who> ... {38-39.9}", {"he", "dad"}),
        ("<anything> {38-39.9}", {"38*", "39*"}),
        ("((chest|heart) pain|collapsed)", {"pain", "collapsed"}),
        ("(cold [and] wet|[very] hot|<who> (fell|sank down))", {"cold", "hot", "he", "dad"}),
        ("(fell|<anything>)", set()),
        ("[so] ... (fell|[down])", set()),
    ],
)
def test_fewest(pattern: str, needs: set[str]) -> None:
    assert fewest(pattern, LISTS) == needs
