import django.db.models.deletion
import django.utils.timezone
import django_fsm

import portal.lifecycles
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('institutions', '0006_rooms_and_teachers'),
        ('regions', '0002_city'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ServingList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.CharField(max_length=80, verbose_name='school')),
                ('as_of', models.DateField(verbose_name='as of')),
                ('count', models.PositiveIntegerField(default=0, verbose_name='teachers on the list')),
                ('refused', models.JSONField(default=list, verbose_name='rows refused')),
                ('sha256', models.CharField(max_length=64)),
                ('uploaded_at', models.DateTimeField(auto_now_add=True, verbose_name='handed in')),
                ('state', portal.lifecycles.StateField(choices=[('preview', 'read, not kept yet'), ('current', 'compared daily'), ('replaced', 'replaced by a newer list')], default='preview', max_length=12, protected=True, verbose_name='state')),
                ('replaced_at', models.DateTimeField(blank=True, null=True, verbose_name='replaced')),
            ],
            options={
                'verbose_name': 'list of serving teachers',
                'verbose_name_plural': 'lists of serving teachers',
                'ordering': ('-uploaded_at', '-pk'),
            },
            bases=(django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name='ServingMatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('found_on', models.DateField(verbose_name='found on')),
                ('decide_by', models.DateField(verbose_name='decide by')),
                ('rule_version', models.CharField(blank=True, editable=False, max_length=60)),
                ('state', portal.lifecycles.StateField(choices=[('open', 'to decide'), ('confirmed', 'confirmed: a serving teacher'), ('dismissed', 'dismissed')], default='open', max_length=12, protected=True, verbose_name='state')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='decided on')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='reason')),
            ],
            options={
                'verbose_name': 'match with a list of serving teachers',
                'verbose_name_plural': 'matches with lists of serving teachers',
                'ordering': ('decide_by', 'pk'),
            },
            bases=(django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name='ServingTeacher',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(db_index=True, editable=False, max_length=64)),
            ],
            options={
                'verbose_name': 'entry of a list of serving teachers',
                'verbose_name_plural': 'entries of lists of serving teachers',
            },
        ),
        migrations.AddField(
            model_name='teacher',
            name='erased_on',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='identity number erased'),
        ),
        migrations.AddField(
            model_name='teacher',
            name='filed_at',
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='filed at'),
        ),
        migrations.AddField(
            model_name='teacher',
            name='rule_version',
            field=models.CharField(blank=True, default='', editable=False, max_length=60),
        ),
        migrations.AddField(
            model_name='teacher',
            name='serving_digest',
            field=models.CharField(blank=True, db_index=True, default='', editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name='teacher',
            name='updated_at',
            field=models.DateTimeField(auto_now=True),
        ),
        migrations.AddConstraint(
            model_name='teacher',
            constraint=models.CheckConstraint(condition=models.Q(('record_checked_on__lte', models.F('contract_from'))), name='checked_before_employed'),
        ),
        migrations.AddConstraint(
            model_name='teacher',
            constraint=models.CheckConstraint(condition=models.Q(('erased_on', None), ('left_on__isnull', False), _connector='OR'), name='only_who_left_is_erased'),
        ),
        migrations.AddField(
            model_name='servinglist',
            name='district',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='regions.district', verbose_name='district'),
        ),
        migrations.AddField(
            model_name='servinglist',
            name='uploaded_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='servingmatch',
            name='decided_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='servingmatch',
            name='serving_list',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='matches', to='institutions.servinglist'),
        ),
        migrations.AddField(
            model_name='servingmatch',
            name='teacher',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='matches', to='institutions.teacher'),
        ),
        migrations.AddField(
            model_name='servingteacher',
            name='serving_list',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='institutions.servinglist'),
        ),
        migrations.AddConstraint(
            model_name='servinglist',
            constraint=models.CheckConstraint(condition=models.Q(('school', ''), _negated=True), name='serving_list_names_its_school'),
        ),
        migrations.AddConstraint(
            model_name='servinglist',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'current')), fields=('district', 'school'), name='one_current_list_a_school'),
        ),
        migrations.AddConstraint(
            model_name='servinglist',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('replaced_at__isnull', False), ('state', 'replaced')), models.Q(models.Q(('state', 'replaced'), _negated=True), ('replaced_at', None)), _connector='OR'), name='a_replaced_list_says_when'),
        ),
        migrations.AddConstraint(
            model_name='servingmatch',
            constraint=models.UniqueConstraint(fields=('teacher', 'serving_list'), name='one_match_a_teacher_and_list'),
        ),
        migrations.AddConstraint(
            model_name='servingmatch',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_on', None), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('decided_on__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='a_decided_match_has_day_and_reason'),
        ),
        migrations.AddConstraint(
            model_name='servingteacher',
            constraint=models.UniqueConstraint(fields=('serving_list', 'digest'), name='one_person_once_a_list'),
        ),
    ]
