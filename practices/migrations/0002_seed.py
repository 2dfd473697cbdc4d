from django.db import migrations

from practices.seeding import seed


def forwards(apps, schema_editor):
    seed(apps)


class Migration(migrations.Migration):
    dependencies = [
        ("practices", "0001_initial"),
        ("records", "0002_seed"),
    ]

    # Backwards the tables go with their migration; until then seeded rows do no harm.
    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
