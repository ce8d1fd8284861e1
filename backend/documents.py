"""Parsed, validated and limited documents, kept by their digest; trusted ones come from the page's manifest."""

import hashlib
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

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

from backend.limits import Limits, TooComplex, check_document

_MAX_ERRORS = 10


@dataclass(frozen=True, slots=True)
class Document:
    """A document that may run. `trusted` ones are the page's own, known by hash."""

    digest: str
    ast: DocumentNode
    operations: Mapping[str | None, OperationDefinitionNode]
    fragments: Mapping[str, FragmentDefinitionNode]

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


class Documents:
    """A bounded cache from text to documents. Refusals are cached too, so that trying again is cheap."""

    def __init__(
        self, schema: GraphQLSchema, limits: Limits, max_tokens: int, size: int, trusted: Mapping[str, str]
    ) -> None:
        self._schema, self._limits, self._max_tokens, self._size = schema, limits, max_tokens, size
        self._kept: OrderedDict[str, Document | BadDocument] = OrderedDict()
        self.trusted = trusted

    def get(self, text: str) -> Document:
        """The document of a text. Raises BadDocument."""
        found = self._kept.get(text)
        if found is None:
            found = self._kept[text] = self._prepare(text)
            if len(self._kept) > self._size:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(text)
        if isinstance(found, BadDocument):
            raise found
        return found

    def _prepare(self, text: str) -> Document | BadDocument:
        try:
            ast = parse(text, max_tokens=self._max_tokens)
        except GraphQLError as error:
            if "token" in error.message and "exceed" in error.message:
                return BadDocument(limit="tokens")
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
        if errors:
            return BadDocument(tuple(errors))
        operations = {
            (d.name.value if d.name else None): d for d in ast.definitions if isinstance(d, OperationDefinitionNode)
        }
        fragments = {d.name.value: d for d in ast.definitions if isinstance(d, FragmentDefinitionNode)}
        return Document(hashlib.sha256(text.encode()).hexdigest(), ast, operations, fragments)


def load_trusted(path: Path) -> dict[str, str]:
    """The page's documents by `sha256:<hex>`; none where the page is not built. Each hash is checked."""
    if not path.exists():
        return {}
    manifest = orjson.loads(path.read_bytes())
    documents = {key if key.startswith("sha256:") else f"sha256:{key}": text for key, text in manifest.items()}
    for key, text in documents.items():
        if hashlib.sha256(text.encode()).hexdigest() != key.removeprefix("sha256:"):
            raise ValueError(f"{path.name}: the document under {key} has another hash")
    return documents
