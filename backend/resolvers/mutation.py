"""The mutation type: every area's mutations side by side."""

import strawberry

from backend.resolvers.access_requests import AccessRequestMutations
from backend.resolvers.accounts import AccountMutations
from backend.resolvers.admissions import AdmissionMutations
from backend.resolvers.appointments import AppointmentMutations
from backend.resolvers.break_glass import BreakGlassMutations
from backend.resolvers.child_data import ChildDataMutations
from backend.resolvers.closing import ClosingMutations
from backend.resolvers.complaint_desks import ComplaintDeskMutations
from backend.resolvers.complaints import ComplaintMutations
from backend.resolvers.contacts import ContactMutations
from backend.resolvers.court_acts import CourtActMutations
from backend.resolvers.death_records import DeathRecordMutations
from backend.resolvers.diary import DiaryMutations
from backend.resolvers.doctor import DoctorMutations
from backend.resolvers.doctor_entries import DoctorEntryMutations
from backend.resolvers.exports import ExportMutations
from backend.resolvers.factors import FactorMutations
from backend.resolvers.family import FamilyMutations
from backend.resolvers.first_visit import FirstVisitMutations
from backend.resolvers.hiding import HidingMutations
from backend.resolvers.issued_documents import IssuedDocumentMutations
from backend.resolvers.mfc import MfcMutations
from backend.resolvers.misplaced_entries import MisplacedMutations
from backend.resolvers.notifications import NotificationMutations
from backend.resolvers.officers import OfficerMutations
from backend.resolvers.paper import PaperMutations
from backend.resolvers.paper_desk import PaperDeskMutations
from backend.resolvers.personal_data import PersonalDataMutations
from backend.resolvers.profile import ProfileMutations
from backend.resolvers.protocols import ProtocolMutations
from backend.resolvers.providers import ProviderMutations
from backend.resolvers.record_merges import RecordMergeMutations
from backend.resolvers.service_cases import ServiceCaseMutations
from backend.resolvers.session import SessionMutations
from backend.resolvers.sessions import SessionsMutations
from backend.resolvers.share_links import ShareLinkMutations
from backend.resolvers.sharing import SharingMutations
from backend.resolvers.staff import StaffMutations
from backend.resolvers.visit_codes import VisitCodeMutations


@strawberry.type
class Mutation(
    SessionMutations,
    AccountMutations,
    PersonalDataMutations,
    NotificationMutations,
    SessionsMutations,
    ProviderMutations,
    FactorMutations,
    ProfileMutations,
    ContactMutations,
    ClosingMutations,
    FamilyMutations,
    MfcMutations,
    AccessRequestMutations,
    CourtActMutations,
    DeathRecordMutations,
    RecordMergeMutations,
    MisplacedMutations,
    SharingMutations,
    HidingMutations,
    StaffMutations,
    ProtocolMutations,
    DoctorEntryMutations,
    OfficerMutations,
    ServiceCaseMutations,
    ComplaintMutations,
    ComplaintDeskMutations,
    DiaryMutations,
    ChildDataMutations,
    AppointmentMutations,
    DoctorMutations,
    FirstVisitMutations,
    AdmissionMutations,
    VisitCodeMutations,
    BreakGlassMutations,
    ExportMutations,
    IssuedDocumentMutations,
    PaperMutations,
    PaperDeskMutations,
    ShareLinkMutations,
):
    pass
