"""Notes and documents: originals of the entry of their encounter."""

from backend.exchange.fhir.attachments import attachments_of
from backend.exchange.fhir.codes import clean, text_of
from backend.exchange.fhir.draft import Attachment, Draft
from backend.exchange.fhir.resource import Resource


def map_documents(draft: Draft) -> None:
    placed = {key for entry in draft.entries for key in entry.members}
    for resource in draft.of("DiagnosticReport"):
        if resource.key not in placed:
            _attach(
                draft,
                resource,
                attachments_of(resource, resource.data.get("presentedForm", []), "presentedForm"),
                resource.data.get("encounter"),
            )
    for resource in draft.of("DocumentReference"):
        data = resource.data
        contents = [content.get("attachment") for content in data.get("content", [])]
        attachments = attachments_of(resource, contents, "content")
        if data.get("status") != "current" or data.get("docStatus") == "entered-in-error":
            draft.keep_aside(resource, "the document is superseded or entered in error")
        else:
            _attach(draft, resource, attachments, (data.get("context") or {}).get("encounter"))
    for resource in draft.of("Composition"):
        draft.keep_aside(resource, "a document's frame; the resources it lists are stored by themselves")


def _attach(draft: Draft, resource: Resource, attachments: list[Attachment], named: object) -> None:
    """Adds the attachments to the entry of the encounter that is `named`, by a reference or a list of them."""
    references = named if isinstance(named, list) else [named]
    encounter = next((key for one in references if (key := draft.visit_named(resource, one)) is not None), None)
    entry = draft.visit_entries.get(encounter) if encounter is not None else None
    if not attachments:
        draft.keep_aside(resource, "the document has no bytes inside; addresses are never fetched")
        return
    if entry is None:
        draft.keep_aside(resource, "a document outside any encounter has no section")
        return
    title = text_of(resource.data.get("type") or resource.data.get("code")) or clean(resource.data.get("description"))
    present = {attachment.sha256 for attachment in entry.attachments}
    for attachment in attachments:
        attachment.title = attachment.title or title
        if attachment.sha256 not in present:
            entry.attachments.append(attachment)
            present.add(attachment.sha256)
    entry.members.append(resource.key)
    entry.sensitivity |= draft.sensitivity(resource)
