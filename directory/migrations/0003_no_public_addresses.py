from django.db import migrations


def narrow_addresses(apps, schema_editor):
    """Nobody said yet how precise the addresses are that were typed before: they count as exact, for members."""
    contacts = apps.get_model("directory", "OrganisationContactPoint")
    contacts.objects.filter(kind="address", visibility="public", precision="").update(visibility="members")


class Migration(migrations.Migration):
    dependencies = [("directory", "0002_services_charter_countries")]

    operations = [migrations.RunPython(narrow_addresses, migrations.RunPython.noop, elidable=True)]
