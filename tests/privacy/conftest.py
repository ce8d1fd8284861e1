"""A generated world of its own, whose invisible rows may be changed."""

from tests.reads.conftest import compared

__all__ = ["compared"]
