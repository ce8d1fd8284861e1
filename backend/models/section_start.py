"""From which date on portal readers see a section, or one modality of instrumental studies (SEC-01…06)."""

from tortoise import fields
from tortoise.models import Model


class SectionStart(Model):
    """`key` is a `Kind`, or a `Modality` where studies of that modality are shown from another date (SEC-05).

    A null `starts_on` means no start date. Read when the process starts.
    """

    key = fields.SmallIntField(primary_key=True, generated=False)
    starts_on = fields.DateField(null=True)

    class Meta:
        table = "section_start"
