"""The signed-in person."""

import datetime as dt

import strawberry

from backend.models.vocabulary import AccountLevel, RepresentationKind, RepresentationState, Role, Sex
from backend.policy.sources import Assembled
from backend.policy.standing import EVERYONE
from backend.schema.access import RecordAccess
from backend.schema.access_grants import AccessGrant, AccessPlan, AccessToMe, access_grants, access_plans, access_to_me
from backend.schema.access_requests import AccessRequest, AccessRequestConnection, access_request, access_requests
from backend.schema.appointments import Appointment, BookableTimes, appointments, bookable_times
from backend.schema.complaints import Complaint, ComplaintPage, complaint, complaints
from backend.schema.connections import connection_field, entry_list
from backend.schema.contacts import Contacts, contacts
from backend.schema.exports import RecordExport, record_exports
from backend.schema.factors import SecondFactor, second_factors
from backend.schema.family import FamilyClaim, family_claims
from backend.schema.fields import beside, own
from backend.schema.issued_documents import IssuedDocument, issued_documents
from backend.schema.notifications import NotificationConnection, notifications
from backend.schema.paper import PaperApplication, PaperExtract, paper_applications, paper_extracts
from backend.schema.personal_data import OwnCase, PersonalData, cases, personal_data
from backend.schema.profile import Profile, profile
from backend.schema.providers import OwnSignInProvider, sign_in_providers
from backend.schema.sections.rendered_service import RenderedService
from backend.schema.sessions import Session, sessions
from backend.schema.share_links import ShareLink, share_links

_NAME = (
    "concat_ws(' ', nullif({person}.family_name, ''), nullif({person}.given_name, ''), nullif({person}.patronymic, ''))"
)


@strawberry.type(description="A person.")
class Person:
    patient_id: strawberry.ID | None = own("{row}.patient_key", description="Id of the person's own record.")
    display_name: str = own(
        "coalesce(nullif(" + _NAME.replace("{person}", "{row}") + ", ''), (SELECT login FROM viewer))"
    )
    family_name: str | None = own("{row}.family_name")
    given_name: str | None = own("{row}.given_name")
    patronymic: str | None = own("{row}.patronymic")
    birth_date: dt.date | None = own("{row}.birth_date")
    sex: Sex | None = own("{row}.sex")


@strawberry.type(description="A login and what it may do.")
class Account:
    login: str = own("{row}.login")
    level: AccountLevel = own("{row}.level")
    roles: list[Role] = own("{row}.roles")
    masked_phone: str | None = own("CASE WHEN {row}.phone IS NOT NULL THEN '•••' || right({row}.phone, 4) END")
    card_open_until: dt.datetime | None = own(
        "(SELECT CASE WHEN card THEN card_ends END FROM viewer)",
        description="When the open card session ends if nothing is read; null while none is open.",
    )


@strawberry.type(description="The viewer as somebody's legal representative.")
class LegalRepresentation:
    patient_id: strawberry.ID = own("(SELECT p.patient_key FROM person p WHERE p.id = {row}.patient_id)")
    display_name: str = own(
        "(SELECT " + _NAME.replace("{person}", "p") + " FROM person p WHERE p.id = {row}.patient_id)"
    )
    birth_date: dt.date | None = own("(SELECT p.birth_date FROM person p WHERE p.id = {row}.patient_id)")
    kind: RepresentationKind = own("{row}.kind")
    state: RepresentationState = own("{row}.state")
    verified_at: dt.datetime | None = own("{row}.verified_at")


@strawberry.type(description="The signed-in person.")
class Viewer:
    person: Person = own(Assembled("person"))
    account: Account = own(Assembled("account"))
    records: list[RecordAccess] = own(
        Assembled("records"),
        description="Own record first, then wards by birth date: everything this viewer may open now.",
    )
    family: list[LegalRepresentation] = own(Assembled("family"))
    family_claims: list[FamilyClaim] = beside(
        family_claims, description="Children and wards as they were added, and how far each verification is (REP-06)."
    )
    rendered_services = connection_field(
        EVERYONE,
        Assembled("own_services"),
        entry_list(RenderedService, "RenderedService"),
        description="Own services without any grant (SVC-03).",
    )
    complaints: ComplaintPage | None = beside(
        complaints,
        description="Complaints to insurers about entries of one record, those that the viewer may read now.",
    )
    complaint: Complaint | None = beside(
        complaint, description="One of them; null for a foreign and a missing one alike."
    )
    appointments: list[Appointment] | None = beside(
        appointments, description="Coming appointments of one person, those that the viewer may see, the soonest first."
    )
    bookable_times: BookableTimes | None = beside(
        bookable_times, description="Free times of the clinic to which the person is attached (PAP-11)."
    )
    profile: Profile = beside(
        profile, description="What this person states about themself, and its check (REQ-04, ACC-08)."
    )
    contacts: Contacts = beside(contacts, description="Own phone and mailbox, masked, and where notifications go.")
    notifications: NotificationConnection = beside(notifications, description="What this person is told, newest first.")
    access_request: AccessRequest | None = beside(
        access_request, description="One of the own requests; null for another's and a missing one alike."
    )
    access_requests: AccessRequestConnection = beside(
        access_requests, description="Own requests, newest first (REQ-19)."
    )
    access_grants: list[AccessGrant] = beside(access_grants, description="Own open accesses, the own record first.")
    access_to_me: list[AccessToMe] = beside(access_to_me, description="Who else reads the viewer's own record now.")
    access_plans: list[AccessPlan] = beside(
        access_plans, description="What birthdays ahead change: in the viewer's accesses, and in those to their record."
    )
    second_factors: list[SecondFactor] = beside(
        second_factors, description="What confirms a sign-in besides the password (SCT-01); none is needed without any."
    )
    sign_in_providers: list[OwnSignInProvider] = beside(
        sign_in_providers, description="Providers that may sign this person in, and which of them do."
    )
    sessions: list[Session] = beside(sessions, description="Where the account is signed in, newest first.")
    personal_data: PersonalData = beside(
        personal_data, description="What the service keeps about the account (152-ФЗ, article 14)."
    )
    cases: list[OwnCase] = beside(cases, description="What registrars have to decide about the account, newest first.")
    record_exports: list[RecordExport] = beside(
        record_exports, description="Own exports of a record of the last day, the newest first (PAP-04)."
    )
    issued_documents: list[IssuedDocument] = beside(
        issued_documents, description="Documents of a record that this account had issued, the newest first (SEC-10)."
    )
    paper_extracts: list[PaperExtract] | None = beside(
        paper_extracts,
        description="Extracts on paper of one record that the viewer ordered, the newest first (PAP-02).",
    )
    paper_applications: list[PaperApplication] | None = beside(
        paper_applications,
        description="Applications for paper about one person, the viewer's own; the patient sees all of them (PAP-01).",
    )
    share_links: list[ShareLink] = beside(
        share_links, description="Own share links of a record, those that are over too, the newest first (PAP-04)."
    )
