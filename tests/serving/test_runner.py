"""Our runner gives what Rasa's gives."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import (
    ExecutionContext,
    GraphComponent,
    GraphSchema,
    SchemaNode,
)
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage

from verbatim.serving.runner import PlannedRunner

RAN: list[str] = []


class Add(GraphComponent):
    def __init__(self, much):
        self.much = much

    @classmethod
    def create(cls, config, model_storage, resource, execution_context):
        return cls(config["much"])

    def run(self, one, other=0):
        RAN.append(str(self.much))
        return one + other + self.much


def node(much: int, **needs: str) -> SchemaNode:
    return SchemaNode(
        needs=needs, uses=Add, constructor_name="create", fn="run", config={"much": much}
    )


SCHEMA = GraphSchema(
    {
        "sum": node(100, one="left", other="right"),
        "left": node(1, one="given"),
        "right": node(2, one="left"),
        "unneeded": node(3, one="given"),
    }
)


def runner(kind: type, folder: Path):
    return kind.create(SCHEMA, LocalModelStorage(folder), ExecutionContext(SCHEMA))


@pytest.mark.parametrize("targets", [["sum"], ["right"], ["sum", "unneeded"]])
def test_it_gives_what_rasas_gives(targets, tmp_path):
    results = []
    for kind in (DaskGraphRunner, PlannedRunner):
        results.append(runner(kind, tmp_path).run({"given": 10}, targets))
    assert results[0] == results[1]


def test_each_node_runs_once_and_only_if_it_is_needed(tmp_path):
    RAN.clear()
    planned = runner(PlannedRunner, tmp_path)
    assert planned.run({"given": 10}, ["sum"]) == {"sum": 124}
    assert RAN == ["1", "2", "100"]
    assert planned.run({"given": 20}, ["sum"]) == {"sum": 144}


def test_an_input_that_is_missing_is_an_error(tmp_path):
    with pytest.raises(GraphRunError, match="given"):
        runner(PlannedRunner, tmp_path).run({}, ["sum"])
