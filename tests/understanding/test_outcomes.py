from __future__ import annotations

from verbatim.library import Library
from verbatim.settings import ROOT
from verbatim.understanding.outcomes import outcome


def test_what_people_get_decides_not_the_name_of_the_intent() -> None:
    library = Library.load(ROOT / "content")
    same = outcome("ask_remission", library)
    assert outcome("ask_aml_name", library) == same
    assert outcome("ask_relapse", library) != same
    assert len({outcome(i, library) for i in ("gap_cost", "off_daily", "personal_advice")}) == 1
    assert outcome("chat_greet", library) == outcome("chat_thanks", library)
    assert outcome("urgent_fever", library) == outcome("urgent_crisis", library)
    assert outcome("turn_more", library) != outcome("turn_repeat", library)
