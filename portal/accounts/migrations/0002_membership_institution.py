"""An institution's own people. Apart from 0001, since institutions point at people in turn."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial"), ("institutions", "0001_initial")]
    operations = [
        migrations.AddField(
            "membership",
            "institution",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="memberships",
                to="institutions.institution",
            ),
        ),
        migrations.AddConstraint(
            "membership",
            models.CheckConstraint(
                condition=models.Q(("role", "institution"), _negated=True)
                | models.Q(("institution__isnull", False)),
                name="institution_role_names_one",
            ),
        ),
    ]
