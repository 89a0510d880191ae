import django.db.models.deletion
import portal.privacy.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('institutions', '0005_setting_standard'),
        ('inspections', '0005_standard_moves_out'),
        ('regions', '0002_city'),
    ]

    operations = [
        migrations.AlterModelTable(name='settingstandard', table=None),
        migrations.AlterModelTable(name='standardsection', table=None),
        migrations.AlterModelTable(name='standarditem', table=None),
        migrations.CreateModel(
            name='Room',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40, verbose_name='room')),
                ('area', models.DecimalField(decimal_places=2, max_digits=7, verbose_name='area, m²')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='given up')),
            ],
            options={
                'verbose_name': 'room',
                'verbose_name_plural': 'rooms',
                'ordering': ('site', 'name'),
            },
        ),
        migrations.CreateModel(
            name='Teacher',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40, verbose_name='name')),
                ('id_number', portal.privacy.fields.EncryptedTextField(verbose_name='identity number')),
                ('id_digest', models.CharField(db_index=True, editable=False, max_length=64)),
                ('certificate', models.CharField(blank=True, max_length=30, verbose_name='teaching certificate')),
                ('subject', models.CharField(choices=[('chinese', 'Chinese (the subject)'), ('mathematics', 'mathematics'), ('english', 'English (the subject)'), ('physics', 'physics'), ('chemistry', 'chemistry'), ('politics', 'morality and law'), ('history', 'history'), ('geography', 'geography'), ('biology', 'biology'), ('other', 'not a school subject')], max_length=12, verbose_name='school subject')),
                ('contract_from', models.DateField(verbose_name='contract from')),
                ('contract_until', models.DateField(blank=True, null=True, verbose_name='contract until')),
                ('record_checked_on', models.DateField(verbose_name='criminal-record check')),
                ('left_on', models.DateField(blank=True, null=True, verbose_name='left')),
            ],
            options={
                'verbose_name': 'teacher',
                'verbose_name_plural': 'teachers',
                'ordering': ('name', 'pk'),
            },
        ),
        migrations.AddField(
            model_name='schoolpermit',
            name='subjects',
            field=models.JSONField(blank=True, default=list, verbose_name='subjects allowed'),
        ),
        migrations.AddField(
            model_name='teachingsite',
            name='area',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=8, null=True, verbose_name='area, m²'),
        ),
        migrations.AddField(
            model_name='teachingsite',
            name='closed_on',
            field=models.DateField(blank=True, null=True, verbose_name='given up'),
        ),
        migrations.AddField(
            model_name='teachingsite',
            name='name',
            field=models.CharField(blank=True, max_length=60, verbose_name='name of the site'),
        ),
        migrations.AddField(
            model_name='teachingsite',
            name='opened_on',
            field=models.DateField(blank=True, null=True, verbose_name='in use since'),
        ),
        migrations.AddField(
            model_name='teachingsite',
            name='premises',
            field=models.CharField(blank=True, choices=[('commercial', 'shop or office'), ('school', 'school building'), ('residential', 'home'), ('industrial', 'factory building'), ('other', 'other')], max_length=12, verbose_name='kind of premises'),
        ),
        migrations.AddConstraint(
            model_name='teachingsite',
            constraint=models.CheckConstraint(condition=models.Q(('area', None), ('area__gt', 0), _connector='OR'), name='site_area_positive'),
        ),
        migrations.AddField(
            model_name='room',
            name='site',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rooms', to='institutions.teachingsite'),
        ),
        migrations.AddField(
            model_name='teacher',
            name='institution',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='staff', to='institutions.institution'),
        ),
        migrations.AddConstraint(
            model_name='room',
            constraint=models.UniqueConstraint(fields=('site', 'name'), name='one_room_of_a_name_at_a_site'),
        ),
        migrations.AddConstraint(
            model_name='room',
            constraint=models.CheckConstraint(condition=models.Q(('area__gt', 0)), name='room_area_positive'),
        ),
        migrations.AddConstraint(
            model_name='teacher',
            constraint=models.UniqueConstraint(condition=models.Q(('left_on', None)), fields=('institution', 'id_digest'), name='one_person_once_an_institution'),
        ),
        migrations.AddConstraint(
            model_name='teacher',
            constraint=models.CheckConstraint(condition=models.Q(('contract_until', None), ('contract_until__gte', models.F('contract_from')), _connector='OR'), name='contract_ends_after_start'),
        ),
    ]
