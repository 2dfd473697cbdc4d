import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Change",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.CharField(db_index=True, max_length=60, verbose_name="what changed")),
                (
                    "changed_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="changed"),
                ),
                ("is_applied", models.BooleanField(default=False, editable=False)),
                (
                    "set_aside_because",
                    models.CharField(blank=True, max_length=200, verbose_name="not indexed because"),
                ),
            ],
            options={
                "verbose_name": "change for the search",
                "verbose_name_plural": "changes for the search",
                "ordering": ["pk"],
            },
        ),
    ]
