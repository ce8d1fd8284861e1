"""Generated operations over the printed schema: deep, aliased, full of fragments, fond of guarded fields."""

import json
from dataclasses import dataclass
from typing import Any

from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    get_named_type,
    is_composite_type,
)

from backend.graphql_schema import graphql_schema
from tests.reads.arguments import Arguments
from tests.reads.reference.policy import GUARDED

# What no compiled read answers is no business of the reference reader.
BESIDE = graphql_schema()[1].beside


@dataclass
class Operation:
    """A document with its variables."""

    text: str
    variables: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.text}\nvariables: {json.dumps(self.variables, ensure_ascii=False)}"


@dataclass
class Operations(Arguments):
    """Makes one operation by chance. `size` bounds how many fields it selects."""

    size: int = 30
    left: int = 0
    aliases: int = 0

    def make(self) -> Operation:
        self.left = self.size
        roots = [self.root() for _ in range(self.chance.choice((1, 1, 1, 2, 3)))]
        declared = f"({', '.join(self.declared)})" if self.declared else ""
        text = f"query Generated{declared} {{ {' '.join(roots)} }}"
        return Operation(" ".join([text, *self.fragments]), self.variables)

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
        wanted = [name for name in named.fields if (named.name, name) not in BESIDE]
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
