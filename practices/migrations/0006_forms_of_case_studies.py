from django.db import migrations, models
from django.db.models.deletion import SET_NULL

WAITING, REFUSED = "waiting", "refused"


def rename_decision(before, after):
    def rename(apps, _schema_editor):
        for form in apps.get_model("practices.ImportedForm").objects.exclude(decisions={}):
            if before in form.decisions:
                form.decisions[after] = form.decisions.pop(before)
                form.save(update_fields=["decisions"])

    return rename


def say_that_they_are_practices(apps, _schema_editor):
    read = apps.get_model("practices.ImportedForm").objects.exclude(state__in=[WAITING, REFUSED])
    read.update(kind="practice")


class Migration(migrations.Migration):
    dependencies = [("practices", "0005_case_studies")]

    operations = [
        migrations.AddField(
            model_name="casestudy",
            name="form_digest",
            field=models.CharField(blank=True, db_index=True, editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name="casestudy",
            name="imported_digests",
            field=models.JSONField(blank=True, default=dict, editable=False),
        ),
        migrations.AddField(
            model_name="importedform",
            name="kind",
            field=models.CharField(
                blank=True, choices=[("practice", "practice"), ("case_study", "case study")], max_length=10
            ),
        ),
        migrations.AddField(
            model_name="importedform",
            name="case_study",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=SET_NULL, related_name="+", to="practices.casestudy"
            ),
        ),
        migrations.AlterField(
            model_name="importedform",
            name="effect",
            field=models.CharField(
                blank=True,
                choices=[
                    ("create", "makes a new record"),
                    ("update", "changes a record"),
                    ("nothing", "changes nothing"),
                    ("question", "which record is it?"),
                ],
                max_length=8,
            ),
        ),
        migrations.RunPython(say_that_they_are_practices, migrations.RunPython.noop),
        migrations.RunPython(rename_decision("practice", "record"), rename_decision("record", "practice")),
    ]
