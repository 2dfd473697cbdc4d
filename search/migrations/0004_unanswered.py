from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0003_seed_thesaurus"),
    ]

    operations = [
        migrations.CreateModel(
            name="Unanswered",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "language", "week", "fingerprint", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("en", "English"),
                            ("it", "Italian"),
                            ("de", "German"),
                            ("es", "Spanish"),
                            ("fr", "French"),
                        ],
                        max_length=10,
                        verbose_name="language",
                    ),
                ),
                ("week", models.DateField(help_text="Its Monday.", verbose_name="week")),
                ("fingerprint", models.CharField(db_index=True, max_length=64)),
                ("text", models.CharField(blank=True, max_length=80, verbose_name="question")),
                ("count", models.PositiveIntegerField(default=0, verbose_name="asked")),
            ],
            options={
                "verbose_name": "question without an answer",
                "verbose_name_plural": "questions without an answer",
                "default_permissions": (),
            },
        ),
    ]
