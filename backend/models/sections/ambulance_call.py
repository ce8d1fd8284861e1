"""Ambulance calls (SEC-11, СЭМД 115)."""

from tortoise import fields

from backend.models.sections.detail import EntryDetail


class AmbulanceCall(EntryDetail):
    """An ambulance call. `caller` and `address` never go to representatives."""

    call_number = fields.TextField(null=True)
    received_at = fields.DatetimeField(null=True)
    dispatched_at = fields.DatetimeField(null=True)
    arrived_at = fields.DatetimeField(null=True)
    finished_at = fields.DatetimeField(null=True)
    reason = fields.TextField(null=True)
    address = fields.TextField(null=True)
    caller = fields.TextField(null=True)
    crew = fields.TextField(null=True)
    complaint = fields.TextField(null=True)
    condition = fields.TextField(null=True)
    vitals = fields.TextField(null=True)
    aid = fields.TextField(null=True)
    drugs = fields.TextField(null=True)
    result = fields.TextField(null=True)
    hospital = fields.TextField(null=True)

    class Meta:
        table = "ambulance_call"
