"""Runs a model's graph, in an order that is worked out once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.graph import ExecutionContext, GraphNode, GraphNodeHook, GraphSchema
from rasa.engine.runner.interface import GraphRunner
from rasa.engine.storage.storage import ModelStorage

from verbatim.serving.rule_policy import IndexedRulePolicy

_SERVED_BY = {RulePolicy: IndexedRulePolicy}
"""What predicts the same as a component of Rasa, for less."""


@dataclass(frozen=True)
class _Step:
    """One node, and the nodes or inputs that it needs."""

    name: str
    node: GraphNode
    needs: tuple[str, ...]


class PlannedRunner(GraphRunner):
    """Does what Rasa's runner does, one node after the other.

    Rasa's own copies the schema, hands a graph to dask, and writes the whole context out for
    a debug line that nobody reads, for each of the three runs of a turn. Rules are looked up
    by intent.

    Args:
        graph_schema: what to run.
        model_storage: where components load themselves from.
        execution_context: passed on to every component.
        hooks: called before and after each node.
    """

    def __init__(
        self,
        graph_schema: GraphSchema,
        model_storage: ModelStorage,
        execution_context: ExecutionContext,
        hooks: list[GraphNodeHook] | None = None,
    ) -> None:
        self._schema = graph_schema
        self._nodes = {
            name: GraphNode.from_schema_node(
                name,
                replace(node, uses=_SERVED_BY.get(node.uses, node.uses)),
                model_storage,
                execution_context,
                hooks,
            )
            for name, node in graph_schema.nodes.items()
        }
        self._plans: dict[tuple[str, ...], list[_Step]] = {}

    @classmethod
    def create(
        cls,
        graph_schema: GraphSchema,
        model_storage: ModelStorage,
        execution_context: ExecutionContext,
        hooks: list[GraphNodeHook] | None = None,
    ) -> PlannedRunner:
        """As the interface wants it."""
        return cls(graph_schema, model_storage, execution_context, hooks)

    def run(
        self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None
    ) -> dict[str, Any]:
        """Outputs of the targets; runs only what they need.

        Raises:
            GraphComponentException, GraphRunError: of a component, or an input that is missing.
        """
        wanted = tuple(targets or self._schema.target_names)
        if wanted not in self._plans:
            self._plans[wanted] = self._plan(wanted)
        done: dict[str, tuple[str, Any]] = {n: (n, value) for n, value in (inputs or {}).items()}
        for step in self._plans[wanted]:
            # A node says itself what is missing, where it gets a name and no output.
            done[step.name] = step.node(*(done.get(name, name) for name in step.needs))
        return {name: done[name][1] for name in wanted}

    def _plan(self, wanted: tuple[str, ...]) -> list[_Step]:
        plan: dict[str, _Step] = {}

        def visit(name: str) -> None:
            if name in plan or name not in self._nodes:
                return  # planned already, or an input
            needs = tuple(self._schema.nodes[name].needs.values())
            for needed in needs:
                visit(needed)
            plan[name] = _Step(name, self._nodes[name], needs)

        for name in wanted:
            visit(name)
        return list(plan.values())
