from django.db import migrations

from portal.regions.services import plant


def plant_the_city(apps, schema_editor):
    plant(apps.get_model("regions", "District"), apps.get_model("regions", "Street"))


class Migration(migrations.Migration):
    dependencies = [("regions", "0001_initial")]

    operations = [migrations.RunPython(plant_the_city, migrations.RunPython.noop)]
