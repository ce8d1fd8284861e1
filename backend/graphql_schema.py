"""The schema of the service: queries, mutations, subscriptions and what the compiler knows of them."""

from functools import cache

import strawberry

from backend.reads.model import ReadModel
from backend.resolvers.mutation import Mutation
from backend.resolvers.query import Query
from backend.resolvers.subscriptions import Subscription
from backend.schema.build import build_schema


@cache
def graphql_schema() -> tuple[strawberry.Schema, ReadModel]:
    """Built once. Raises UndeclaredField where a record's field has no audience."""
    return build_schema(Query, Mutation, Subscription)
