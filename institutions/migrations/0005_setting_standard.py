"""The setting standard moves here from inspections with its rows: licensing is held to it as visits are (S4)."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('institutions', '0004_street_words'),
        ('inspections', '0004_words_of_terms'),
    ]

    # The tables stand already, under their old names; the next migration here gives them their new ones.
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name='SettingStandard',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.CharField(max_length=20, unique=True, verbose_name='version')),
                        ('title', models.CharField(max_length=120, verbose_name='title')),
                        ('source', models.CharField(blank=True, max_length=200, verbose_name='source')),
                        ('in_force_from', models.DateField(unique=True, verbose_name='in force from')),
                    ],
                    options={
                        'db_table': 'inspections_settingstandard',
                        'verbose_name': 'setting standard',
                        'verbose_name_plural': 'setting standards',
                        'ordering': ('-in_force_from',),
                    },
                ),
                migrations.CreateModel(
                    name='StandardSection',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('title', models.CharField(max_length=60, verbose_name='title')),
                        ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                        ('standard', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sections', to='institutions.settingstandard')),
                    ],
                    options={
                        'db_table': 'inspections_standardsection',
                        'verbose_name': 'section of the standard',
                        'verbose_name_plural': 'sections of the standard',
                        'ordering': ('order', 'pk'),
                    },
                ),
                migrations.CreateModel(
                    name='StandardItem',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(max_length=12, verbose_name='item')),
                        ('text', models.CharField(max_length=300, verbose_name='what must be so')),
                        ('hint', models.CharField(blank=True, max_length=300, verbose_name='how to look')),
                        ('department', models.CharField(choices=[('education', 'education'), ('market', 'market supervision'), ('labour', 'human resources and social security'), ('civil_affairs', 'civil affairs'), ('price', 'price (development and reform)'), ('health', 'health'), ('public_security', 'public security'), ('fire', 'fire and rescue'), ('housing', 'housing and construction'), ('street', 'street office')], max_length=24, verbose_name='department')),
                        ('group', models.CharField(choices=[('no_licence_no_permit', 'neither licence nor permit'), ('no_permit', 'business licence, no permit'), ('fire', 'fire requirements not met'), ('subject_teaching', 'beyond the syllabus, ahead of it, or exam drill'), ('graded_exam', 'graded examination or competition without consent'), ('admission', 'training results linked to admission'), ('serving_teacher', 'serving teacher in training'), ('scope', 'training outside the scope'), ('cross_district', 'teaching site opened across districts'), ('home_workshop', 'workshop in a home'), ('fees', 'fees against the rules'), ('food_safety', 'food safety'), ('premises', 'premises and surroundings'), ('advertising', 'false advertising'), ('teaching_plan', 'teaching plan or course filing'), ('hours', 'lessons too late or too long'), ('staff', 'staff not as required')], max_length=24, verbose_name='violation group')),
                        ('clause', models.CharField(blank=True, max_length=8, verbose_name='clause')),
                        ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                        ('section', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='institutions.standardsection')),
                    ],
                    options={
                        'db_table': 'inspections_standarditem',
                        'verbose_name': 'item of the standard',
                        'verbose_name_plural': 'items of the standard',
                        'ordering': ('section__order', 'order', 'pk'),
                    },
                ),
                migrations.AddConstraint(
                    model_name='standarditem',
                    constraint=models.UniqueConstraint(fields=('section', 'code'), name='one_item_of_a_code_in_a_section'),
                ),
            ],
        ),
    ]
