"""Which record fields an operation selects, with their audiences: nothing is read."""

from collections.abc import Mapping
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    OperationDefinitionNode,
    get_named_type,
    is_abstract_type,
    is_composite_type,
)

from backend.policy.standing import EVERYONE, Standing
from backend.reads.model import ReadModel
from backend.reads.selection import Selector

Selected = tuple[tuple[str, ...], str, Standing, str]


def selected_fields(
    model: ReadModel,
    operation: OperationDefinitionNode,
    fragments: Mapping[str, FragmentDefinitionNode],
    variables: Mapping[str, Any],
) -> list[Selected]:
    """Path, `Type.field`, audience (with that of everything above it) and reason, in the operation's order."""
    selector = Selector(model.schema, fragments, variables)
    found: dict[tuple[tuple[str, ...], str], Selected] = {}

    def walk(
        type_name: str, nodes: dict[str, list[FieldNode]], path: tuple[str, ...], above: Standing, why: str
    ) -> None:
        for key, same in nodes.items():
            name = same[0].name.value
            named = model.schema.type_map[type_name]
            definition = getattr(named, "fields", {}).get(name)
            if definition is None:
                continue
            below = get_named_type(definition.type)
            audience, reason = above, why
            if (type_name, name) in model.beside:
                continue
            if model.is_record_type(type_name):
                declared = model.field(type_name, name).declared
                audience = above & declared.visible_to
                reason = why if declared.visible_to == EVERYONE else declared.reason
                found.setdefault(
                    ((*path, key), f"{type_name}.{name}"), ((*path, key), f"{type_name}.{name}", audience, reason)
                )
            if not is_composite_type(below):
                continue
            concrete = model.schema.get_possible_types(below) if is_abstract_type(below) else [below]
            for each in concrete:
                walk(each.name, selector.below(each.name, same), (*path, key), audience, reason)

    walk("Query", selector.collect("Query", [operation.selection_set]), (), EVERYONE, "NOT_FOR_STANDING")
    return list(found.values())
