"""The query type. Its fields are read by the compiled read; `accessPreview` says what a read would give."""

import strawberry

from backend.resolvers import preview, roots
from backend.resolvers.access_request_lists import AccessRequestQueries
from backend.resolvers.break_glass import BreakGlassQueries
from backend.resolvers.card_existence import CardExistenceQueries
from backend.resolvers.complaint_desks import ComplaintDeskQueries
from backend.resolvers.court_acts import CourtActQueries
from backend.resolvers.death_records import DeathRecordQueries
from backend.resolvers.diary import DiaryQueries
from backend.resolvers.doctor import DoctorQueries
from backend.resolvers.issued_documents import IssuedDocumentQueries
from backend.resolvers.mfc import MfcQueries
from backend.resolvers.misplaced_entries import MisplacedQueries
from backend.resolvers.officers import OfficerQueries
from backend.resolvers.paper_desk import PaperDeskQueries
from backend.resolvers.protocols import ProtocolQueries
from backend.resolvers.providers import ProviderQueries
from backend.resolvers.record_merges import RecordMergeQueries
from backend.resolvers.regions import RegionQueries
from backend.resolvers.service_cases import ServiceCaseQueries
from backend.resolvers.staff import StaffQueries
from backend.resolvers.visit_codes import VisitCodeQueries
from backend.schema.entry import Node
from backend.schema.preview import AccessPreview
from backend.schema.record import MedicalRecord
from backend.schema.viewer import Viewer


@strawberry.type
class Query(
    ProviderQueries,
    AccessRequestQueries,
    CourtActQueries,
    DeathRecordQueries,
    RecordMergeQueries,
    MisplacedQueries,
    MfcQueries,
    StaffQueries,
    OfficerQueries,
    ServiceCaseQueries,
    ComplaintDeskQueries,
    DoctorQueries,
    DiaryQueries,
    RegionQueries,
    VisitCodeQueries,
    BreakGlassQueries,
    IssuedDocumentQueries,
    PaperDeskQueries,
    CardExistenceQueries,
    ProtocolQueries,
):
    viewer: Viewer | None = strawberry.field(
        resolver=roots.viewer, description="The signed-in person; null when nobody is signed in."
    )
    record: MedicalRecord | None = strawberry.field(
        resolver=roots.record,
        description="One record that the viewer has a standing on. Any other id, existing or not, gives the same FORBIDDEN.",
    )
    record_as_seen_by: MedicalRecord | None = strawberry.field(
        resolver=roots.record_as_seen_by,
        description="A teenager's own record exactly as one representative would see it now; `id` from Viewer.accessToMe.",
    )
    node: Node | None = strawberry.field(
        resolver=roots.node, description="Any object by its global id, under the same policy as every other path to it."
    )
    access_preview: AccessPreview | None = strawberry.field(
        resolver=preview.access_preview,
        description="What each field of the operation would give this viewer, and why; nothing is read or logged as read.",
    )
