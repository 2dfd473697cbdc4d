from django.db import migrations

from search.thesaurus.seeding import seed


def forwards(apps, schema_editor):
    seed(apps)


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0002_thesaurus"),
        ("records", "0002_seed"),
    ]

    # Backwards the tables go with their migration; until then seeded rows do no harm.
    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
