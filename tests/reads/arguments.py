"""Generated arguments: values of every input type, as literals, variables and parts of both; cursors given before."""

import ast
import datetime as dt
import random
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    get_named_type,
)

from tests.reads.columns import CODES, DATES, INFECTIONS, TEXTS
from tests.reads.literals import Name, literal, plain
from tests.reads.reference.cursors import CursorBook, Place
from tests.reads.reference.operation import list_name

SEARCHES = (*TEXTS, "поликлиника 1", "ПОЛИКЛИНИКА", "718", " запись ", "%", "_", "   ")


@dataclass
class Pools:
    """What ids, cursors and files there are to name."""

    patients: list[str]
    nodes: list[str]
    cursors: CursorBook
    patient_of: dict[str, int]


@dataclass
class Arguments:
    """Makes arguments by chance. `patient` is whose record the root at hand opens."""

    schema: GraphQLSchema
    chance: random.Random
    pools: Pools
    patient: int | None = None
    keys: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    variables: dict[str, Any] = field(default_factory=dict)
    declared: list[str] = field(default_factory=list)
    fragments: list[str] = field(default_factory=list)
    named: dict[str, list[str]] = field(default_factory=dict)

    def odds(self, chance: float) -> bool:
        return self.chance.random() < chance

    def arguments(self, parent: str, name: str, definition: GraphQLField) -> str:
        if not definition.args:
            return ""
        given = self.from_cursor(parent, name) if self.odds(0.4) else None
        if given is None:
            given = {}
            for argument, of in definition.args.items():
                if isinstance(of.type, GraphQLNonNull) or self.odds(_ODDS.get(argument, 0.2)):
                    given[argument] = self.value(argument, of, given)
        if parent == "Query":
            self.patient = self.pools.patient_of.get(str(next(iter(given.values()))))
        texts = [
            f"{argument}: {self.given(value, definition.args[argument].type)}" for argument, value in given.items()
        ]
        self.chance.shuffle(texts)
        return f"({', '.join(texts)})" if texts else ""

    def from_cursor(self, parent: str, name: str) -> dict[str, Any] | None:
        """Arguments that go on from a cursor given out before, of this record or now and then of another."""
        wanted = list_name("viewer" if parent == "Viewer" else "", name)
        found = [
            (cursor, place)
            for cursor, place in self.pools.cursors.places.items()
            if place.list == wanted and (self.patient is None or place.patient == self.patient or self.odds(0.02))
        ]
        if not found:
            return None
        cursor, place = self.chance.choice(found[-200:])
        given = _arguments_of(place)
        if given is None:
            return None
        given[self.chance.choice(("first", "first", "last"))] = self.chance.choice((0, 1, 2, 3, 100))
        if name == "accessLog":
            given["first"] = given.pop("last", None) or given.get("first", 2)
        given["after" if name == "accessLog" or self.odds(0.5) else "before"] = cursor
        return given

    def value(self, name: str, argument: GraphQLArgument, given: dict[str, Any]) -> Any:
        chance = self.chance
        if name in ("first", "last"):
            if ("last" in given or "first" in given) and self.odds(0.9):
                return None
            return chance.choices((0, 1, 2, 3, 5, 20, 100, None, 101, -1), (1, 3, 3, 3, 3, 2, 2, 1, 0.03, 0.03))[0]
        if name in ("after", "before"):
            return chance.choice((None,) * 20 + ("x", "", "A" * 46))
        if name in ("from", "to"):
            return chance.choice((*DATES, None, dt.date(1, 1, 1), dt.date(9999, 12, 31)))
        if name == "search":
            return chance.choice((*SEARCHES, None))
        if name == "code":
            return chance.choice((*(code for code in CODES if code), "нет такого", ""))
        if name == "reportId":
            return chance.choice(self.pools.nodes)
        if name == "result":
            return chance.choice((0, 0, 1, 1, 2, 3, -1, 2**31 - 1))
        if name in ("hasDocument", "waitsForRelease", "hiddenByPatient"):
            return chance.choice((True, True, False, None))
        if name == "patientId":
            return chance.choice(self.pools.patients)
        if name == "id":
            return chance.choice(self.pools.nodes)
        return self.input(argument.type)

    def input(self, type_: Any) -> Any:
        if isinstance(type_, GraphQLNonNull):
            return self.input(type_.of_type)
        if self.odds(0.08):
            return None
        if isinstance(type_, GraphQLList):
            return [self.input_item(type_.of_type) for _ in range(self.chance.choice((0, 1, 1, 2, 5)))]
        if isinstance(type_, GraphQLEnumType):
            return Name(self.chance.choice(list(type_.values)))
        if isinstance(type_, GraphQLInputObjectType):
            return {name: self.input(each.type) for name, each in type_.fields.items() if self.odds(0.45)}
        return self.chance.choice((*SEARCHES, *INFECTIONS, *(code for code in CODES if code)))

    def input_item(self, type_: Any) -> Any:
        while (value := self.input(type_)) is None:
            pass
        return value

    def given(self, value: Any, type_: Any) -> str:
        """The value as literal or variable, whole or in part."""
        if self.odds(0.35):
            nullable = value is None or (not isinstance(type_, GraphQLNonNull) and self.odds(0.6))
            text = str(type_).removesuffix("!")
            return self.variable(text if nullable else f"{text}!", value)
        if isinstance(value, list) and len(value) == 1 and self.odds(0.3):
            return literal(value[0])
        if isinstance(value, dict) and self.odds(0.5):
            fields = get_named_type(type_).fields
            inside = ", ".join(f"{name}: {self.given(each, fields[name].type)}" for name, each in value.items())
            return f"{{{inside}}}"
        return literal(value)

    def variable(self, type_: str, value: Any) -> str:
        """A variable of the type: given, by default, or left out where its value is null."""
        name = f"v{len(self.declared)}"
        if not type_.endswith("!") and self.odds(0.3):
            self.declared.append(f"${name}: {type_} = {literal(value)}")
        else:
            self.declared.append(f"${name}: {type_}")
            if value is not None or self.odds(0.5):
                self.variables[name] = plain(value)
        return f"${name}"


_ODDS = {"first": 0.6, "last": 0.2, "after": 0.03, "before": 0.03, "filter": 0.25, "orderBy": 0.3, "search": 0.3}


def _arguments_of(place: Place) -> dict[str, Any] | None:
    """The list's arguments again, where they are plain text and names."""
    try:
        found = dict(ast.literal_eval(place.arguments))
    except ValueError:
        return None
    for name in ("orderBy",):
        if name in found:
            found[name] = Name(found[name])
    if "sections" in found:
        found["sections"] = [Name(each) for each in found["sections"]]
    return found if "filter" not in found else None
