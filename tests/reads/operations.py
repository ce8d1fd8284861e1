"""Generated operations over the printed schema: deep, aliased, full of fragments, fond of guarded fields."""

import ast
import datetime as dt
import json
import random
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    get_named_type,
    is_composite_type,
)

from tests.reads.columns import CODES, DATES, INFECTIONS, TEXTS
from tests.reads.literals import Name, literal, plain
from tests.reads.reference.cursors import CursorBook, Place
from tests.reads.reference.operation import list_name
from tests.reads.reference.policy import GUARDED

SEARCHES = (*TEXTS, "поликлиника 1", "ПОЛИКЛИНИКА", "718", " запись ", "%", "_", "   ")


@dataclass
class Pools:
    """What ids, cursors and files there are to name."""

    patients: list[str]
    nodes: list[str]
    cursors: CursorBook
    patient_of: dict[str, int]


@dataclass
class Operation:
    """A document with its variables."""

    text: str
    variables: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.text}\nvariables: {json.dumps(self.variables, ensure_ascii=False)}"


@dataclass
class Operations:
    """Makes one operation by chance. `size` bounds how many fields it selects."""

    schema: GraphQLSchema
    chance: random.Random
    pools: Pools
    size: int
    left: int = 0
    aliases: int = 0
    patient: int | None = None
    keys: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    variables: dict[str, Any] = field(default_factory=dict)
    declared: list[str] = field(default_factory=list)
    fragments: list[str] = field(default_factory=list)
    named: dict[str, list[str]] = field(default_factory=dict)

    def make(self) -> Operation:
        self.left = self.size
        roots = [self.root() for _ in range(self.chance.choice((1, 1, 1, 2, 3)))]
        declared = f"({', '.join(self.declared)})" if self.declared else ""
        text = f"query Generated{declared} {{ {' '.join(roots)} }}"
        return Operation(" ".join([text, *self.fragments]), self.variables)

    def odds(self, chance: float) -> bool:
        return self.chance.random() < chance

    def root(self) -> str:
        query = self.schema.query_type
        assert query is not None
        name = self.chance.choices(("record", "node", "viewer", "__typename"), (6, 3, 2, 0.2))[0]
        if name == "__typename":
            return "__typename"
        self.patient = None
        return self.field(query, name, query.fields[name], 0)

    # Selections

    def selection(self, named: Any, depth: int) -> str:
        """The inside of a selection set, never empty."""
        parts = []
        if isinstance(named, GraphQLInterfaceType):
            possible = list(self.schema.get_possible_types(named))
            for each in self.chance.sample(possible, min(len(possible), self.chance.randint(1, 4))):
                parts.append(f"... on {each.name}{self.directive()} {{ {self.fields(each, depth)} }}")
        parts.append(self.fields(named, depth))
        self.chance.shuffle(parts)
        return " ".join(parts)

    def fields(self, named: Any, depth: int) -> str:
        wanted = list(named.fields)
        weights = [self.weight(named.name, name, depth) for name in wanted]
        count = min(len(wanted), self.chance.choice((1, 2, 3, 4, 6)))
        chosen = self.chance.choices(wanted, weights, k=count) if sum(weights) else []
        chosen = chosen if self.odds(0.1) else list(dict.fromkeys(chosen))
        parts = [self.field(named, name, named.fields[name], depth) for name in chosen]
        if not any(parts) or self.odds(0.12):
            parts.append("__typename")
        parts = [part for part in parts if part]
        for place, part in enumerate(parts):
            if self.odds(0.12):
                parts[place] = self.fragment(named, part)
        if self.odds(0.15) and self.named.get(named.name):
            parts.append(f"...{self.chance.choice(self.named[named.name])}{self.directive()}")
        return " ".join(parts)

    def weight(self, type_name: str, name: str, depth: int) -> float:
        definition = self.schema.type_map[type_name].fields[name]  # type: ignore[attr-defined]
        if is_composite_type(get_named_type(definition.type)) and (depth > 9 or self.left <= 0):
            return 0.0
        if f"{type_name}.{name}" in GUARDED:
            return 5.0
        return _WEIGHTS.get(name, 2.0 if definition.args else 1.0)

    def field(self, parent: Any, name: str, definition: GraphQLField, depth: int) -> str:
        """A field with alias, arguments, directive and what is below it."""
        self.left -= 1
        shape, key = f"{definition.type}({', '.join(definition.args)})", name
        if self.odds(0.15) or (key in self.keys and self.keys[key][::2] != (name, shape)):
            key = self.alias()
        if key in self.keys:
            arguments = self.keys[key][1]
        else:
            arguments = self.arguments(parent.name, name, definition)
            self.keys[key] = (name, arguments, shape)
        below, inside = get_named_type(definition.type), ""
        if is_composite_type(below):
            inside = f" {{ {self.selection(below, depth + 1)} }}"
        shown = name if key == name else f"{key}: {name}"
        return f"{shown}{arguments}{self.directive() if depth else ''}{inside}"

    def alias(self) -> str:
        self.aliases += 1
        if self.odds(0.3):
            # Names that mean something in SQL, or stand in the statement itself.
            free = [name for name in _ODD_NAMES if name not in self.keys]
            return self.chance.choice(free) if free else f"a{self.aliases}"
        return f"a{self.aliases}" if self.odds(0.9) else f"a{self.aliases}_{'x' * self.chance.choice((59, 60, 61, 80))}"

    def fragment(self, named: Any, part: str) -> str:
        """The selection inside an inline or a named fragment."""
        condition = (
            self.chance.choice([named.name, *(each.name for each in named.interfaces)])
            if self.odds(0.3)
            else named.name
        )
        if condition != named.name:
            # Only what the interface itself has may be asked of it.
            return f"... on {condition}{self.directive()} {{ __typename }} {part}"
        if self.odds(0.5):
            return f"...{self.chance.choice(('', f' on {named.name}'))}{self.directive()} {{ {part} }}"
        name = f"F{len(self.fragments)}"
        self.fragments.append(f"fragment {name} on {named.name} {{ {part} }}")
        self.named.setdefault(named.name, []).append(name)
        return f"...{name}{self.directive()}"

    def directive(self) -> str:
        if not self.odds(0.06):
            return ""
        name, value = self.chance.choice(("skip", "include")), self.odds(0.5)
        if self.odds(0.5):
            return f" @{name}(if: {str(value).lower()})"
        return f" @{name}(if: {self.variable('Boolean!', value)})"

    # Arguments

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


_ODD_NAMES = [
    "x",
    "y",
    "t",
    "g",
    "n",
    "c",
    "o",
    "k0",
    "k1",
    "e1",
    "v2",
    "d3",
    "p1",
    "m1",
    "l1",
    "opened",
    "acc",
    "viewer",
    "held",
    "shown",
    "select",
    "user",
    "order",
    "null",
    "NULL",
    "row",
    "title",
    "id",
    "_",
]
_WEIGHTS = {
    "records": 5.0,
    "nodes": 6.0,
    "edges": 4.0,
    "pageInfo": 2.0,
    "node": 6.0,
    "record": 4.0,
    "patient": 4.0,
    "timeline": 4.0,
}
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
