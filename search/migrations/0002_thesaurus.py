import uuid

import django.db.models.deletion
from django.db import migrations, models

import records.languages


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0002_seed"),
        ("search", "0001_outbox"),
    ]

    operations = [
        migrations.CreateModel(
            name="ThesaurusState",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.UUIDField(default=uuid.uuid4)),
                ("seeded", models.JSONField(default=list)),
            ],
            options={
                "verbose_name": "state of the thesaurus",
                "verbose_name_plural": "state of the thesaurus",
            },
        ),
        migrations.CreateModel(
            name="Concept",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.SlugField(
                        help_text="Its name in addresses and files. It never changes.",
                        max_length=80,
                        unique=True,
                        verbose_name="key",
                    ),
                ),
                (
                    "definition",
                    models.TextField(blank=True, help_text="One or two plain sentences.", verbose_name="definition"),
                ),
                (
                    "definition_en",
                    models.TextField(
                        blank=True, help_text="One or two plain sentences.", null=True, verbose_name="definition"
                    ),
                ),
                (
                    "definition_it",
                    models.TextField(
                        blank=True, help_text="One or two plain sentences.", null=True, verbose_name="definition"
                    ),
                ),
                (
                    "definition_de",
                    models.TextField(
                        blank=True, help_text="One or two plain sentences.", null=True, verbose_name="definition"
                    ),
                ),
                (
                    "definition_es",
                    models.TextField(
                        blank=True, help_text="One or two plain sentences.", null=True, verbose_name="definition"
                    ),
                ),
                (
                    "definition_fr",
                    models.TextField(
                        blank=True, help_text="One or two plain sentences.", null=True, verbose_name="definition"
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        help_text="For editors: where it comes from, what it does not cover.",
                        verbose_name="note",
                    ),
                ),
                (
                    "broader",
                    models.ManyToManyField(
                        blank=True,
                        help_text="What this is a kind or a part of.",
                        related_name="narrower",
                        to="search.concept",
                        verbose_name="broader concepts",
                    ),
                ),
                (
                    "related",
                    models.ManyToManyField(
                        blank=True,
                        help_text="What a reader of this one may want to look at next.",
                        to="search.concept",
                        verbose_name="related concepts",
                    ),
                ),
                (
                    "term",
                    models.OneToOneField(
                        blank=True,
                        help_text="The term of a vocabulary that means exactly this, if there is one.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="concept",
                        to="records.term",
                        verbose_name="vocabulary term",
                    ),
                ),
            ],
            options={
                "verbose_name": "concept",
                "verbose_name_plural": "concepts",
                "ordering": ["key"],
            },
            bases=(records.languages.HasTexts, models.Model),
        ),
        migrations.CreateModel(
            name="Label",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("preferred", "Preferred label"),
                            ("synonym", "Synonyms"),
                            ("acronym", "Acronyms"),
                            ("former", "Former terms"),
                            ("discouraged", "Discouraged terms"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("text", models.CharField(max_length=200, verbose_name="text")),
                (
                    "concept",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="labels",
                        to="search.concept",
                        verbose_name="concept",
                    ),
                ),
            ],
            options={
                "verbose_name": "label",
                "verbose_name_plural": "labels",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("concept", "language", "text"), name="one_label_per_text"),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "preferred")),
                        fields=("concept", "language"),
                        name="one_preferred_label",
                    ),
                ],
            },
        ),
    ]
