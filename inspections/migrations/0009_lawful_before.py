"""Visits opened before approvals were kept count as approved when they were opened, by nobody named; open ones get a code."""

from django.db import migrations
from django.db.models import F

from inspections.models.joint import new_code

AS_BEFORE = "本系统启用审批之前"
LEADING = ("education", "market")


def look_back(apps, schema_editor):
    inspections = apps.get_model("inspections", "JointInspection").objects
    inspections.filter(approved_at=None).update(approved_at=F("opened_at"), approved_as=AS_BEFORE)
    for row in inspections.filter(in_name_of="").only("team", "state", "visit_code").iterator(chunk_size=2000):
        team = [name for name in row.team.split(",") if name]
        row.in_name_of = next((name for name in LEADING if name in team), team[0])
        if row.state == "open":
            row.visit_code = new_code()
        inspections.filter(pk=row.pk).update(in_name_of=row.in_name_of, visit_code=row.visit_code)


class Migration(migrations.Migration):

    dependencies = [
        ("inspections", "0008_lawful"),
    ]

    operations = [
        migrations.RunPython(look_back, migrations.RunPython.noop),
    ]
