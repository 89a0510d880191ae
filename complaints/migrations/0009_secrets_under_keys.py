"""Hashes of secrets are encrypted like other personal data (decision 18). Batch by batch, each its own transaction."""

from typing import Any

from django.db import migrations, models
from django.db.models import Value
from django.db.models.functions import Cast

from portal.privacy.fields import EncryptedTextField, cipher

BATCH = 1000
PLAIN = "scrypt$"


def encrypt(apps: Any, schema_editor: Any) -> None:
    rows = apps.get_model("complaints", "Complaint").objects.using(schema_editor.connection.alias)
    last = 0
    while found := list(_stored(rows.filter(pk__gt=last))[:BATCH]):
        for pk, stored in found:
            if stored.startswith(PLAIN):
                token = cipher().encrypt(stored.encode()).decode()
                rows.filter(pk=pk).update(secret_hash=Value(token, models.TextField()))
        last = found[-1][0]


def decrypt(apps: Any, schema_editor: Any) -> None:
    """Back again: what was filed since can then not be opened by its secret, what was filed before can."""
    rows = apps.get_model("complaints", "Complaint").objects.using(schema_editor.connection.alias)
    last = 0
    while found := list(_stored(rows.filter(pk__gt=last))[:BATCH]):
        for pk, stored in found:
            plain = cipher().decrypt(stored.encode()).decode()
            rows.filter(pk=pk).update(secret_hash=Value(plain, models.TextField()))
        last = found[-1][0]


def _stored(rows: Any) -> Any:
    return (
        rows.order_by("pk").annotate(stored=Cast("secret_hash", models.TextField())).values_list("pk", "stored")
    )


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("complaints", "0008_calls")]

    operations = [
        migrations.AlterField("complaint", "secret_hash", EncryptedTextField(verbose_name="hash of the secret")),
        migrations.RunPython(encrypt, decrypt),
    ]
