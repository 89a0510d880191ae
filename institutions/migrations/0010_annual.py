import django.db.models.deletion
import django_fsm

import portal.lifecycles
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('evidence', '0001_initial'),
        ('institutions', '0009_papers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AnnualDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('work_report', 'annual work report'), ('finance', 'financial report or audit'), ('staff_list', 'staff list with the days of the criminal-record checks'), ('fire', 'fire certificate'), ('premises', 'proof of the premises'), ('other', 'other paper'), ('review', 'paper of the review')], max_length=12, verbose_name='kind')),
            ],
            options={
                'verbose_name': 'paper of an annual return',
                'verbose_name_plural': 'papers of annual returns',
                'ordering': ('kind', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='AnnualObjection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=2000, verbose_name='objection')),
                ('filed_on', models.DateField(verbose_name='objected on')),
                ('answer_by', models.DateField(verbose_name='answer by')),
                ('answer', models.CharField(blank=True, choices=[('stands', 'the result stands'), ('changed', 'the result is changed')], max_length=8, verbose_name='answer')),
                ('against', models.CharField(choices=[('pending', 'no result yet'), ('passed', 'passed'), ('basic', 'basically passed'), ('failed', 'not passed'), ('absent', 'did not take part')], max_length=12, verbose_name='result objected to')),
                ('reason', models.TextField(blank=True, max_length=2000, verbose_name='reason of the answer')),
                ('answered_on', models.DateField(blank=True, null=True, verbose_name='answered on')),
            ],
            options={
                'verbose_name': 'objection to an annual result',
                'verbose_name_plural': 'objections to annual results',
            },
        ),
        migrations.CreateModel(
            name='AnnualReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pupils_preschool', models.PositiveIntegerField(blank=True, null=True, verbose_name='pupils before school')),
                ('pupils_primary', models.PositiveIntegerField(blank=True, null=True, verbose_name='pupils of primary school')),
                ('pupils_junior', models.PositiveIntegerField(blank=True, null=True, verbose_name='pupils of junior middle school')),
                ('pupils_senior', models.PositiveIntegerField(blank=True, null=True, verbose_name='pupils of senior middle school')),
                ('teachers', models.PositiveIntegerField(blank=True, null=True, verbose_name='teachers')),
                ('certified', models.PositiveIntegerField(blank=True, null=True, verbose_name='teachers with a certificate')),
                ('classes', models.PositiveIntegerField(blank=True, null=True, verbose_name='classes held')),
                ('fee_income', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='income from fees, yuan')),
                ('refunds', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='refunds, yuan')),
                ('area', models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True, verbose_name='area, m²')),
                ('records_checked_on', models.DateField(blank=True, null=True, verbose_name='last criminal-record check of the staff')),
                ('changes', models.TextField(blank=True, max_length=2000, verbose_name='what changed this year')),
                ('statement', models.TextField(blank=True, max_length=3000, verbose_name='report')),
                ('saved_at', models.DateTimeField(verbose_name='saved')),
            ],
            options={
                'verbose_name': 'annual self-report',
                'verbose_name_plural': 'annual self-reports',
            },
        ),
        migrations.CreateModel(
            name='AnnualScore',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('self_points', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='own points')),
                ('points', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='points')),
                ('vetoed', models.BooleanField(default=False, verbose_name='veto')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
            ],
            options={
                'verbose_name': 'points of an item',
                'verbose_name_plural': 'points of items',
            },
        ),
        migrations.CreateModel(
            name='ScoringItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=12, verbose_name='item')),
                ('text', models.CharField(max_length=300, verbose_name='what must be so')),
                ('hint', models.CharField(blank=True, max_length=300, verbose_name='how it is scored')),
                ('points', models.PositiveSmallIntegerField(verbose_name='points at most')),
                ('veto', models.BooleanField(default=False, verbose_name='decides alone')),
                ('clause', models.CharField(blank=True, max_length=8, verbose_name='clause')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
            ],
            options={
                'verbose_name': 'item of the scoring scheme',
                'verbose_name_plural': 'items of the scoring scheme',
                'ordering': ('section__order', 'order', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='ScoringScheme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.CharField(max_length=20, unique=True, verbose_name='version')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='source')),
                ('in_force_from', models.DateField(unique=True, verbose_name='in force from')),
            ],
            options={
                'verbose_name': 'scoring scheme',
                'verbose_name_plural': 'scoring schemes',
                'ordering': ('-in_force_from',),
            },
        ),
        migrations.CreateModel(
            name='ScoringSection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=60, verbose_name='title')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
            ],
            options={
                'verbose_name': 'section of the scoring scheme',
                'verbose_name_plural': 'sections of the scoring scheme',
                'ordering': ('order', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='ZombieTask',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since_year', models.PositiveSmallIntegerField(verbose_name='no annual inspection since')),
                ('opened_on', models.DateField(verbose_name='opened')),
                ('state', portal.lifecycles.StateField(choices=[('open', 'to be cleared'), ('cleared', 'cleared')], default='open', max_length=8, protected=True, verbose_name='state')),
                ('outcome', models.CharField(blank=True, choices=[('cancelled', 'registration cancelled'), ('merged', 'merged into another institution'), ('resumed', 'works again, with proof'), ('took_part', 'took part in the annual inspection again')], max_length=12, verbose_name='how it was cleared')),
                ('note', models.TextField(blank=True, max_length=1000, verbose_name='note')),
                ('cleared_on', models.DateField(blank=True, null=True, verbose_name='cleared on')),
            ],
            options={
                'verbose_name': 'zombie to clear',
                'verbose_name_plural': 'zombies to clear',
            },
            bases=(django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.AddField(
            model_name='annualreturn',
            name='departure',
            field=models.CharField(blank=True, max_length=300, verbose_name='reason of the departure'),
        ),
        migrations.AddField(
            model_name='annualreturn',
            name='notice_until',
            field=models.DateField(blank=True, null=True, verbose_name='notice until'),
        ),
        migrations.AddField(
            model_name='annualreturn',
            name='notice_version',
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name='annualreturn',
            name='proposed',
            field=models.CharField(blank=True, choices=[('pending', 'no result yet'), ('passed', 'passed'), ('basic', 'basically passed'), ('failed', 'not passed'), ('absent', 'did not take part')], max_length=12, verbose_name='result in notice'),
        ),
        migrations.AddField(
            model_name='annualreturn',
            name='proposed_on',
            field=models.DateField(blank=True, null=True, verbose_name='notice given'),
        ),
        migrations.AddField(
            model_name='annualreturn',
            name='reviewer',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='annualreturn',
            name='rule_result',
            field=models.CharField(blank=True, choices=[('pending', 'no result yet'), ('passed', 'passed'), ('basic', 'basically passed'), ('failed', 'not passed'), ('absent', 'did not take part')], max_length=12, verbose_name='result by the rule'),
        ),
        migrations.AddField(
            model_name='annualreturn',
            name='scheme_version',
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name='annualreturn',
            name='score',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='points'),
        ),
        migrations.AddField(
            model_name='annualreturn',
            name='scores_version',
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name='annualreturn',
            name='step',
            field=portal.lifecycles.StateField(choices=[('expected', 'report expected'), ('reported', 'reported, waiting for review'), ('review', 'under review'), ('proposed', 'result in notice'), ('objection', 'objection to answer'), ('answered', 'objection answered'), ('final', 'final')], default='expected', max_length=12, protected=True, verbose_name='step'),
        ),
        migrations.AddIndex(
            model_name='annualreturn',
            index=models.Index(fields=['step', 'notice_until'], name='annual_notices_ending'),
        ),
        migrations.AddConstraint(
            model_name='annualreturn',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('step', 'final'), _negated=True), models.Q(('result', 'pending'), _negated=True), _connector='OR'), name='annual_final_has_a_result'),
        ),
        migrations.AddConstraint(
            model_name='annualreturn',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('step__in', ['proposed', 'objection', 'answered']), _negated=True), models.Q(models.Q(('proposed', ''), _negated=True), ('notice_until__isnull', False), ('proposed_on__isnull', False)), _connector='OR'), name='annual_notice_has_result_and_days'),
        ),
        migrations.AddConstraint(
            model_name='annualreturn',
            constraint=models.CheckConstraint(condition=models.Q(('rule_result', ''), ('proposed', ''), ('rule_result', models.F('proposed')), models.Q(('departure', ''), _negated=True), _connector='OR'), name='annual_departure_has_a_reason'),
        ),
        migrations.AddField(
            model_name='annualdocument',
            name='annual_return',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='institutions.annualreturn'),
        ),
        migrations.AddField(
            model_name='annualdocument',
            name='evidence',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evidence.evidence'),
        ),
        migrations.AddField(
            model_name='annualobjection',
            name='annual_return',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='objection', to='institutions.annualreturn'),
        ),
        migrations.AddField(
            model_name='annualobjection',
            name='answered_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='annualreport',
            name='annual_return',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='report_figures', to='institutions.annualreturn'),
        ),
        migrations.AddField(
            model_name='annualscore',
            name='annual_return',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='scores', to='institutions.annualreturn'),
        ),
        migrations.AddField(
            model_name='annualscore',
            name='item',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='institutions.scoringitem'),
        ),
        migrations.AddField(
            model_name='annualinspection',
            name='scheme',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='institutions.scoringscheme', verbose_name='scoring scheme'),
        ),
        migrations.AddField(
            model_name='scoringsection',
            name='scheme',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sections', to='institutions.scoringscheme'),
        ),
        migrations.AddField(
            model_name='scoringitem',
            name='section',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='institutions.scoringsection'),
        ),
        migrations.AddField(
            model_name='zombietask',
            name='cleared_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='zombietask',
            name='institution',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='zombie_tasks', to='institutions.institution'),
        ),
        migrations.AddConstraint(
            model_name='annualdocument',
            constraint=models.UniqueConstraint(fields=('annual_return', 'kind', 'evidence'), name='one_annual_paper_of_a_kind_a_file'),
        ),
        migrations.AddConstraint(
            model_name='annualobjection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_on', None)), models.Q(models.Q(('answer', ''), _negated=True), models.Q(('reason', ''), _negated=True), ('answered_on__gte', models.F('filed_on'))), _connector='OR'), name='annual_objection_answered_with_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='annualreport',
            constraint=models.CheckConstraint(condition=models.Q(('teachers', None), ('certified', None), ('certified__lte', models.F('teachers')), _connector='OR'), name='annual_certified_are_teachers'),
        ),
        migrations.AddConstraint(
            model_name='annualreport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('fee_income', None), ('fee_income__gte', 0), _connector='OR'), models.Q(('refunds', None), ('refunds__gte', 0), _connector='OR')), name='annual_money_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='annualscore',
            constraint=models.UniqueConstraint(fields=('annual_return', 'item'), name='one_annual_score_an_item'),
        ),
        migrations.AddConstraint(
            model_name='annualscore',
            constraint=models.CheckConstraint(condition=models.Q(('vetoed', False), models.Q(('reason', ''), _negated=True), _connector='OR'), name='annual_veto_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='scoringitem',
            constraint=models.UniqueConstraint(fields=('section', 'code'), name='one_score_item_of_a_code_in_a_section'),
        ),
        migrations.AddConstraint(
            model_name='scoringitem',
            constraint=models.CheckConstraint(condition=models.Q(('points__gte', 1)), name='score_item_has_points'),
        ),
        migrations.AddConstraint(
            model_name='zombietask',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('institution',), name='one_open_zombie_task'),
        ),
        migrations.AddConstraint(
            model_name='zombietask',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('cleared_on', None), ('outcome', ''), ('state', 'open')), models.Q(('cleared_on__gte', models.F('opened_on')), ('state', 'cleared'), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='zombie_cleared_with_outcome_and_day'),
        ),
    ]
