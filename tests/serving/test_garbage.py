from __future__ import annotations

import gc
import weakref

import pytest

from verbatim.serving.garbage import settle


class Model:
    """Refers to itself, as a model does through its components."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def thawed():
    yield
    gc.unfreeze()


def test_what_stays_is_left_out_and_what_was_replaced_goes_at_the_next_call():
    model = Model()
    gone = weakref.ref(model)
    settle()
    assert gc.get_freeze_count() > 1000
    assert not any(thing is model for thing in gc.get_objects())
    del model
    settle()
    assert gone() is None
