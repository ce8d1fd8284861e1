"""Facts about this installation, such as the mark that its database holds a demo."""

from tortoise import fields
from tortoise.models import Model


class Installation(Model):
    """A named fact; `demo` = `true` marks a database that demo mode may use."""

    key = fields.CharField(max_length=48, primary_key=True)
    value = fields.TextField()

    class Meta:
        table = "installation"
