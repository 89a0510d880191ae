"""The setting standard moves to institutions, its rows and tables with it (S4)."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('inspections', '0004_words_of_terms'),
        ('institutions', '0005_setting_standard'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name='visit',
                    name='standard',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='institutions.settingstandard'),
                ),
                migrations.AlterField(
                    model_name='itemresult',
                    name='item',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='institutions.standarditem'),
                ),
                migrations.AlterField(
                    model_name='finding',
                    name='item',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='institutions.standarditem'),
                ),
                migrations.DeleteModel(
                    name='StandardItem',
                ),
                migrations.DeleteModel(
                    name='StandardSection',
                ),
                migrations.DeleteModel(
                    name='SettingStandard',
                ),
            ],
        ),
    ]
