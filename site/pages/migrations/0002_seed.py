from django.db import migrations

from pages.seeding import seed


def forwards(apps, schema_editor):
    seed(apps)


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0001_initial"),
    ]

    # Backwards the tables go with their migration; until then seeded rows do no harm.
    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
