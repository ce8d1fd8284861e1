"""Parsed, validated and limited documents, kept by their digest; trusted ones come from the page's manifest."""

import hashlib
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson
from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    parse,
    specified_rules,
    validate,
)
from graphql.validation.validate import ValidationAbortedError

from backend.limits import Limits, check_document
from backend.reads.inputs import TooComplex

_MAX_ERRORS = 10
# A parsed document takes up to 350 times its text; kept ones together stay within this many characters a place.
_CHARACTERS_A_PLACE = 1_000


@dataclass(frozen=True, slots=True)
class Document:
    """A document that may run. `trusted` ones are the page's own, known by hash.

    `facts` keeps what the executor has worked out of each of its operations.
    """

    digest: str
    ast: DocumentNode
    operations: Mapping[str | None, OperationDefinitionNode]
    fragments: Mapping[str, FragmentDefinitionNode]
    facts: dict[str | None, Any] = field(default_factory=dict, compare=False, repr=False)

    def operation(self, name: str | None) -> OperationDefinitionNode | None:
        """The operation of that name, or the only one."""
        if name is not None:
            return self.operations.get(name)
        return next(iter(self.operations.values())) if len(self.operations) == 1 else None


class BadDocument(Exception):
    """A document that may not run: `errors` for the client, or over the limit named."""

    def __init__(self, errors: tuple[GraphQLError, ...] = (), limit: str | None = None) -> None:
        super().__init__(limit or "invalid")
        self.errors, self.limit = errors, limit

    def again(self) -> "BadDocument":
        """The same refusal to raise once more: a raised one keeps the frames of its request alive."""
        return BadDocument(self.errors, self.limit)


class Documents:
    """A cache from text to documents, bounded in number and in characters.

    Refusals are cached too, so that trying again is cheap; texts too long for their place are not.
    """

    def __init__(
        self, schema: GraphQLSchema, limits: Limits, max_tokens: int, size: int, trusted: Mapping[str, str]
    ) -> None:
        self._schema, self._limits, self._max_tokens, self._size = schema, limits, max_tokens, size
        self._kept: OrderedDict[str, Document | BadDocument] = OrderedDict()
        self._characters = 0
        self.trusted = trusted

    def get(self, text: str) -> Document:
        """The document of a text. Raises BadDocument."""
        found = self._kept.get(text)
        if found is None:
            found = self._prepare(text)
            self._keep(text, found)
        else:
            self._kept.move_to_end(text)
        if isinstance(found, BadDocument):
            raise found.again()
        return found

    def _keep(self, text: str, found: Document | BadDocument) -> None:
        self._kept[text] = found
        self._characters += len(text)
        while len(self._kept) > self._size or self._characters > self._size * _CHARACTERS_A_PLACE:
            gone, _ = self._kept.popitem(last=False)
            self._characters -= len(gone)

    def _prepare(self, text: str) -> Document | BadDocument:
        try:
            ast = parse(text, max_tokens=self._max_tokens)
        except GraphQLError as error:
            if "tokens. Parsing aborted" in error.message:
                return BadDocument(limit="tokens")
            if "nested too deeply" in error.message:
                return BadDocument(limit="depth")
            return BadDocument((error,))
        except RecursionError:
            return BadDocument(limit="depth")
        try:
            check_document(ast, self._limits)
            errors = validate(self._schema, ast, specified_rules, max_errors=_MAX_ERRORS, hide_suggestions=True)
        except TooComplex as over:
            return BadDocument(limit=over.limit)
        except RecursionError:
            return BadDocument(limit="depth")
        for found in errors:
            if isinstance(found, ValidationAbortedError) and len(errors) <= _MAX_ERRORS:
                return BadDocument(limit="work")
            if "introspection depth" in found.message:
                return BadDocument(limit="introspection")
        if errors:
            return BadDocument(tuple(errors))
        operations = {
            (d.name.value if d.name else None): d for d in ast.definitions if isinstance(d, OperationDefinitionNode)
        }
        fragments = {d.name.value: d for d in ast.definitions if isinstance(d, FragmentDefinitionNode)}
        return Document(hashlib.sha256(text.encode()).hexdigest(), ast, operations, fragments)


def load_trusted(path: Path) -> dict[str, str]:
    """The page's documents by `x-` and the first 16 hex digits of their SHA-256, or by `sha256:` and all 64.

    None where the page is not built. Raises ValueError where a text is not the one that its name was made of.
    """
    if not path.exists():
        return {}
    documents: dict[str, str] = orjson.loads(path.read_bytes())
    for name, text in documents.items():
        digest = hashlib.sha256(text.encode()).hexdigest()
        if name not in (f"x-{digest[:16]}", f"sha256:{digest}"):
            raise ValueError(f"{path.name}: the document under {name} has another hash")
    return documents
