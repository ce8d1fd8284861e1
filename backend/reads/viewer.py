"""The signed-in person: account, person, openable records, family, own services."""

from dataclasses import replace

from graphql import FieldNode

from backend.models.vocabulary import Kind
from backend.reads.assembled import standings_list
from backend.reads.compiler import Compiler
from backend.reads.entries import kind_connection
from backend.reads.model import FieldRead
from backend.reads.scope import Scope
from backend.reads.sql import select_list, select_object


def viewer_object(c: Compiler, nodes: list[FieldNode], scope: Scope) -> str:
    """The viewer, or null where nobody is signed in."""
    columns = c.columns("Viewer", c.selector.below("Viewer", nodes), replace(scope, row="viewer"))
    return select_object(columns, "FROM viewer")


def person(c: Compiler, read: FieldRead, nodes: list[FieldNode], scope: Scope) -> str:
    columns = c.columns("Person", c.selector.below("Person", nodes), scope.over("p"))
    return select_object(columns, "FROM viewer w LEFT JOIN person p ON p.id = w.person_id")


def account(c: Compiler, read: FieldRead, nodes: list[FieldNode], scope: Scope) -> str:
    columns = c.columns("Account", c.selector.below("Account", nodes), scope.over("a"))
    return select_object(columns, "FROM viewer w JOIN account a ON a.id = w.account_id")


def records(c: Compiler, read: FieldRead, nodes: list[FieldNode], scope: Scope) -> str:
    return standings_list(c, nodes, scope, "")


def family(c: Compiler, read: FieldRead, nodes: list[FieldNode], scope: Scope) -> str:
    """Links in which the viewer is the representative; an ended one is history and not shown."""
    columns = c.columns("LegalRepresentation", c.selector.below("LegalRepresentation", nodes), scope.over("r"))
    return select_list(
        columns,
        "FROM viewer w JOIN legal_representation r ON r.representative_id = w.person_id JOIN person p ON p.id = r.patient_id "
        "WHERE r.state IN ('PENDING', 'VERIFIED') ORDER BY p.birth_date, r.id",
    )


def own_services(c: Compiler, read: FieldRead, nodes: list[FieldNode], scope: Scope) -> str:
    """Own rendered services without any grant (SVC-03): card entry and the same labels."""
    c.own_services = True
    inside = replace(scope, patient="(SELECT person_id FROM viewer)", standings="own_acc", bits="own_opened.bits")
    listing = kind_connection(c, read, nodes, inside, Kind.RENDERED_SERVICES)
    return f"(SELECT {listing} FROM own_opened)"
