"""Runs compiled reads: plan from a bounded cache, one statement, the parts of an answer."""

import datetime as dt
import uuid
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import asyncpg
import orjson
from graphql import FieldNode, FragmentDefinitionNode, OperationDefinitionNode

from backend.models.account import token_hash
from backend.models.card_session import MOVE_IDLE_CLOCK, card_open
from backend.policy.rows import RowPolicy
from backend.policy.sealing import CursorSealer, IdSealer, IdType
from backend.policy.standing import DOCTORS
from backend.reads.connections import ReadConnections
from backend.reads.inputs import BadInput, Inputs, TooComplex
from backend.reads.model import ReadModel
from backend.reads.plan import AS_SEEN_BY, Plan, Root, compile_roots, node_type, structural_variables
from backend.reads.plan_cache import PlanCache
from backend.reads.redactions import redactions
from backend.reads.selection import Fields, Selector
from backend.reads.session_use import note_use

# In characters. A longer one takes the database seconds to plan and a hundred bytes of its memory for each character;
# the page's longest has 50,000.
LONGEST_STATEMENT = 250_000


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks and how. `token` is the session's, or None; `session` its hash, for a job of what a session asked for.

    `link` is a share link that asks instead of a session: what its creator may share now is read, and nothing else of theirs.
    """

    token: str | None
    at: dt.datetime
    request_id: uuid.UUID
    language: str
    operation: str | None
    extends_card: bool = True
    session: bytes | None = None
    link: int | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A value that the viewer may not have: an entry of the response's `errors`."""

    path: tuple[str | int, ...]
    code: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """JSON of each root, as bytes, by response key (None is null), refusals and redactions."""

    values: dict[str, bytes | None]
    refusals: list[Refusal]
    redactions: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Question:
    """An operation of a validated document. `digest` identifies the document's text.

    `of_documents`: a `node` id is a document's, and stands for the entry that holds it.
    """

    digest: str
    operation: OperationDefinitionNode
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: dict[str, Any]
    of_documents: bool = False


class Reader:
    """The one way to read records."""

    def __init__(
        self,
        pool: ReadConnections,
        model: ReadModel,
        policy: RowPolicy,
        ids: IdSealer,
        cursors: CursorSealer,
        regions: list[str],
        cached_plans: int,
    ) -> None:
        self._pool, self.model, self.policy = pool, model, policy
        self._ids, self.cursors, self._regions = ids, cursors, regions
        self._plans, self._plain = PlanCache(cached_plans), PlanCache(cached_plans)
        self._shapes: OrderedDict[tuple[str, str | None], dict[str, str]] = OrderedDict()
        self._cached_plans = cached_plans

    async def read(
        self, question: Question, asking: Asking, fields: Fields | None = None, *, ready: bool = False
    ) -> Answer:
        """Answers the operation's roots, or only `fields` of the query type. Raises BadInput, TooComplex."""
        plan = self._plan(question, asking.language, fields, ready, asking.link is not None)
        inputs = self._inputs(question, asking)
        for check in plan.checks:
            check(inputs)
        row = await self._pool.fetchrow(plan.sql, *[binder(inputs) for binder in plan.binders])
        assert row is not None
        if row["idle"] is not None:
            await self._pool.execute(MOVE_IDLE_CLOCK, row["idle"], inputs.at)
        if row["unnoted"] is not None:
            await note_use(self._pool, row["unnoted"], inputs.at)
        if row["lost_cursor"]:
            raise BadInput("CURSOR")
        return await self._answer(plan, row, inputs)

    async def standings_on(self, patient_id: str, asking: Asking) -> int:
        """The OR of the bits in force on a record, for `accessPreview`; 0 for none. Nothing is logged as read."""
        opened = self._ids.open(patient_id)
        bits = await self._pool.fetchval(
            "SELECT bit_or(st.standing) FROM session se JOIN account a ON a.id = se.account_id "
            "CROSS JOIN LATERAL standings(a.id, $2, $3) st WHERE se.token_hash = $1 AND se.ended_at IS NULL "
            f"AND se.expires_at > $2 AND a.disabled_at IS NULL AND st.patient_id = $4 AND (st.standing & {int(DOCTORS)} <> 0 "
            f"OR ({card_open('se', '$2')}))",
            asking.session or token_hash(asking.token or ""),
            asking.at,
            self._regions,
            opened.patient if opened and opened.type == IdType.PATIENT else 0,
        )
        return int(bits or 0)

    def plan(self, question: Question, language: str) -> Plan:
        """The compiled operation, without running it."""
        return self._plan(question, language, None, False)

    def _plan(
        self, question: Question, language: str, fields: Fields | None, ready: bool, by_link: bool = False
    ) -> Plan:
        name = question.operation.name.value if question.operation.name else None
        # Most operations are the same whatever their variables say.
        plain = (question.digest, name, language, by_link)
        if fields is None and not ready and (plan := self._plain.get(plain)) is not None:
            return plan
        shape = self._shape(question, name)
        declared = (definition.variable.name.value for definition in question.operation.variable_definitions or ())
        variables = {
            variable: _shaping(shape[variable], question.variables.get(variable))
            for variable in declared
            if variable in shape
        }
        structure = {variable: _hashable(value) for variable, value in variables.items()}
        selector = Selector(self.model.schema, question.fragments, variables)
        part = (
            tuple((key, tuple(node.loc.start if node.loc else 0 for node in nodes)) for key, nodes in fields.items())
            if fields
            else None
        )
        nodes = self._node_types(question, selector, fields)
        cached = (
            question.digest,
            name,
            tuple(sorted(structure.items())),
            language,
            tuple(sorted(nodes.items())),
            part,
            ready,
            by_link,
        )
        if (plan := self._plans.get(cached)) is not None:
            return plan
        roots = fields if fields is not None else selector.collect("Query", [question.operation.selection_set])
        plan = compile_roots(self.model, self.policy, selector, roots, language, nodes, ready, by_link)
        if len(plan.sql) > LONGEST_STATEMENT:
            raise TooComplex("statement")
        if fields is None and not ready and not structure and not nodes:
            return self._plain.keep(plain, plan)
        return self._plans.keep(cached, plan)

    def _shape(self, question: Question, name: str | None) -> dict[str, str]:
        key = (question.digest, name)
        if (shape := self._shapes.get(key)) is None:
            shape = self._shapes[key] = structural_variables(question.operation, question.fragments)
            if len(self._shapes) > self._cached_plans:
                self._shapes.popitem(last=False)
        return shape

    def _node_types(self, question: Question, selector: Selector, fields: Fields | None) -> dict[str, int]:
        """What the id of each `node` root names: the plan depends on that alone."""
        types = {}
        for selection in question.operation.selection_set.selections if fields is None else ():
            if not isinstance(selection, FieldNode) or selection.name.value == "node":
                types = self._node_types_of(selector.collect("Query", [question.operation.selection_set]), question)
                break
        return types if fields is None else self._node_types_of(fields, question)

    def _node_types_of(self, fields: Fields, question: Question) -> dict[str, int]:
        types = {}
        for key, nodes in fields.items():
            if nodes[0].name.value == "node":
                value: Any = (nodes[0].arguments or ())[0].value
                text = (
                    question.variables.get(value.name.value)
                    if value.kind == "variable"
                    else getattr(value, "value", "")
                )
                types[key] = node_type(self._ids.open(str(text)), of_documents=question.of_documents)
        return types

    def _inputs(self, question: Question, asking: Asking) -> Inputs:
        return Inputs(
            question.variables,
            asking.session or token_hash(asking.token or ""),
            asking.at,
            self._regions,
            asking.request_id,
            asking.operation,
            asking.extends_card,
            self._ids,
            self.cursors,
            asking.link,
        )

    async def _answer(self, plan: Plan, row: asyncpg.Record, inputs: Inputs) -> Answer:
        values: dict[str, bytes | None] = {}
        refusals: list[Refusal] = []
        for place, root in enumerate(plan.roots):
            values[root.key] = value = row[f"r{place}"]
            if root.name in ("record", "node", AS_SEEN_BY) and value is None:
                refusals.append(await self._refusal(root, row, inputs))
            elif root.name == "viewer" and value is not None:
                if root.own_services_key and not row["own_open"]:
                    values[root.key] = None
                    refusals.append(await self._own_services_refusal(root, row, inputs))
                elif row["refused"]:
                    refusals.extend(
                        Refusal((root.key, records, index, record), "STEP_UP_REQUIRED")
                        for records, opened in root.records
                        for index in orjson.loads(row["refused"])
                        for record in opened
                    )
        return Answer(values, refusals, redactions(plan, row, inputs, values))

    async def _refusal(self, root: Root, row: asyncpg.Record, inputs: Inputs) -> Refusal:
        """Why a record or node is null: the same for hidden, foreign and missing ones."""
        if row["account_id"] is None:
            return Refusal((root.key,), "UNAUTHENTICATED")
        if not row["card"] and row["citizen"]:
            return Refusal((root.key,), "STEP_UP_REQUIRED")
        assert root.patient is not None
        reason = await self._reason(row["account_id"], root.patient(inputs), inputs) if root.name == "record" else None
        return Refusal((root.key,), "FORBIDDEN", reason)

    async def _own_services_refusal(self, root: Root, row: asyncpg.Record, inputs: Inputs) -> Refusal:
        path = (root.key, root.own_services_key or "")
        if not row["card"]:
            return Refusal(path, "STEP_UP_REQUIRED")
        reason = await self._reason(row["account_id"], row["person_id"] or 0, inputs)
        return Refusal(path, "FORBIDDEN", reason)

    async def _reason(self, account: int, patient: int, inputs: Inputs) -> str | None:
        """The requirement's own code, for the viewer's record and verified wards alone."""
        reason = await self._pool.fetchval(
            "SELECT refusal_reason($1, $2, $3, $4)", account, patient, inputs.at, self._regions
        )
        return str(reason) if reason is not None else None


def _shaping(part: str, value: Any) -> Any:
    """What of a variable shapes the statement. Raises BadInput for a flag that is null."""
    if part == "flag" and value is None:
        raise BadInput("BAD_USER_INPUT")
    return value if part != "given" or value is None else True


def _hashable(value: Any) -> Any:
    return tuple(dict.fromkeys(value)) if isinstance(value, list) else value
