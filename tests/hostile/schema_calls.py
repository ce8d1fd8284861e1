"""Calls of every root field, made from the schema itself, so that a new one is attacked without being named anywhere."""

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLSchema,
    get_named_type,
    get_nullable_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
    is_object_type,
    is_required_argument,
)

from backend.graphql_schema import graphql_schema

NO_ID = "A" * 22
# What forms are filled in with: by place, by name, by type.
BY_PLACE: dict[str, Any] = {
    "CourtAct.number": "2-117/2026",
    "PersonKeyInput.number": "112-233-445 95",
    "PersonKeyInput.kind": "SNILS",
    "ProfilePassportInput.number": "900001",
    "ProposeCourtActInput.number": "2-117/2026",
    "ProposeAdoptionInput.number": "2-117/2026",
    "mfcClaims.number": "Ф-000000",
    "accessPreview.document": "{ viewer { account { login } } }",
    "EmployeeInput.birthDate": "1990-05-17",
    "SaveProfileInput.birthDate": "1985-04-12",
    "RequestRecordInput.own": False,
    "ConfirmIdentityInPersonInput.login": None,
}
BY_NAME: dict[str, Any] = {
    "login": "nobody-there",
    "password": "совсем другой пароль",
    "newPassword": "совсем другой пароль",
    "oldPassword": "medcard-demo",
    "code": "123456",
    "phone": "+79160000099",
    "newPhone": "+79160000099",
    "email": "someone@example.org",
    "familyName": "Чужая",
    "givenName": "Кира",
    "patronymic": "Фёдоровна",
    "relationship": "DAUGHTER",
    "birthDate": "2019-05-17",
    "sex": "FEMALE",
    "kind": "BIRTH_CERTIFICATE",
    "number": "IV-МЮ 654325",
    "issuedOn": "2020-05-17",
    "diedOn": "2026-01-01",
    "enp": "7790489796000424",
    "policyNumber": "7790489796000424",
    "snils": "112-233-445 95",
    "passport": "4510 900001",
    "series": "4510",
    "departmentCode": "770-099",
    "certificate": "IV-МЮ 654325",
    "birthCertificate": "IV-МЮ 654325",
    "purpose": "GRANT",
    "decision": "REJECT",
    "version": 0,
    "provider": "portal",
    "reason": "Обращение № 17",
    "text": "Лица на снимке не видно",
}
BY_TYPE: dict[str, Any] = {
    "ID": NO_ID,
    "String": "Текст",
    "Int": 1,
    "Float": 70.0,
    "Boolean": True,
    "Date": "2026-01-01",
    "DateTime": "2026-01-01T00:00:00+00:00",
    "JSON": {},
    "UUID": "00000000-0000-4000-8000-000000000000",
}


@dataclass(frozen=True, slots=True)
class Leaf:
    """One scalar or enum in a call's arguments: where it stands, its named type, and whether it may not be left out."""

    path: tuple[str | int, ...]
    type: str
    required: bool

    @property
    def name(self) -> str:
        return next(part for part in reversed(self.path) if isinstance(part, str))


@dataclass(frozen=True, slots=True)
class Call:
    """A root field with everything given that it takes: its document, its variables and their leaves."""

    name: str
    root: str
    document: str
    variables: dict[str, Any]
    leaves: tuple[Leaf, ...]

    @property
    def required(self) -> frozenset[tuple[str | int, ...]]:
        return frozenset(leaf.path for leaf in self.leaves if leaf.required)

    def given(self, changes: dict[tuple[str | int, ...], Any]) -> dict[str, Any]:
        """The variables with other values at some places."""
        return {name: _changed(value, (name,), changes) for name, value in self.variables.items()}


def _changed(value: Any, path: tuple[str | int, ...], changes: dict[tuple[str | int, ...], Any]) -> Any:
    if path in changes:
        return changes[path]
    if isinstance(value, dict):
        return {key: _changed(one, (*path, key), changes) for key, one in value.items()}
    if isinstance(value, list):
        return [_changed(one, (*path, place), changes) for place, one in enumerate(value)]
    return value


@functools.cache
def calls() -> tuple[Call, ...]:
    """Every query, mutation and subscription of the schema."""
    core: GraphQLSchema = graphql_schema()[0]._schema
    found = []
    for root in (core.query_type, core.mutation_type, core.subscription_type):
        assert root is not None
        found += [_call(root.name, name, field) for name, field in root.fields.items()]
    return tuple(found)


def _call(root: str, name: str, field: GraphQLField) -> Call:
    leaves: list[Leaf] = []
    variables = {
        argument: _filled(f"{name}.{argument}", argument, taken.type, (argument,), leaves)
        for argument, taken in field.args.items()
    }
    declared = ", ".join(f"${argument}: {taken.type}" for argument, taken in field.args.items())
    passed = ", ".join(f"{argument}: ${argument}" for argument in field.args)
    document = f"{root.lower()}{f'({declared})' if declared else ''} {{ {name}{f'({passed})' if passed else ''} {selected(field.type)} }}"
    return Call(name, root, document, variables, tuple(leaves))


def _filled(place: str, name: str, type_: Any, path: tuple[str | int, ...], leaves: list[Leaf]) -> Any:
    """A plausible value of every part, the optional ones too."""
    required = is_non_null_type(type_)
    type_ = get_nullable_type(type_)
    if is_list_type(type_):
        return [_filled(place, name, type_.of_type, (*path, 0), leaves)]
    if isinstance(type_, GraphQLInputObjectType):
        return {
            part: _filled(f"{type_.name}.{part}", part, taken.type, (*path, part), leaves)
            for part, taken in type_.fields.items()
        }
    leaves.append(Leaf(path, type_.name, required))
    if place in BY_PLACE:
        return BY_PLACE[place]
    if isinstance(type_, GraphQLEnumType):
        return BY_NAME[name] if BY_NAME.get(name) in type_.values else next(iter(type_.values))
    return BY_NAME[name] if name in BY_NAME and type_.name not in ("ID", "JSON") else BY_TYPE[type_.name]


def selected(type_: Any, depth: int = 2) -> str:
    """Everything of a type that takes no arguments, so deep."""
    named = get_named_type(type_)
    if is_leaf_type(named):
        return ""
    parts = ["__typename", *(_parts(named, depth) if is_object_type(named) else ())]
    return f"{{ {' '.join(parts)} }}"


def _parts(named: Any, depth: int) -> Iterator[str]:
    for name, field in named.fields.items():
        if any(is_required_argument(argument) for argument in field.args.values()):
            continue
        if is_leaf_type(get_named_type(field.type)):
            yield name
        elif depth > 1 and name in ("userErrors", "nodes"):
            yield f"{name} {selected(field.type, depth - 1)}"
