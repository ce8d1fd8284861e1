"""The mutation type: every area's mutations side by side."""

import strawberry

from backend.resolvers.session import SessionMutations


@strawberry.type
class Mutation(SessionMutations):
    pass
