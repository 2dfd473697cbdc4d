from django.db import migrations


def close_addresses(apps, schema_editor):
    """An address of which nobody said how precise it is counts as exact, for members; a confidential one goes."""
    addresses = apps.get_model("practices", "PracticeContactPoint").objects.filter(kind="address")
    addresses.filter(visibility="public", precision__in=["", "exact"]).update(visibility="members")
    addresses.filter(precision="confidential").update(value="")

    revisions = apps.get_model("wagtailcore", "Revision").objects.filter(
        content_type__app_label="practices", content_type__model="practice"
    )
    for revision in revisions.only("content").iterator():
        closed = [_closed(row) for row in revision.content.get("contact_points", [])]
        if closed != revision.content.get("contact_points", []):
            revisions.filter(pk=revision.pk).update(content=revision.content | {"contact_points": closed})


def _closed(row):
    """A contact point of a revision, as one would be saved today."""
    precision = row.get("precision", "")
    if row["kind"] != "address" or precision == "city":
        return row
    if precision == "confidential":
        return row | {"value": ""}
    return row | {"visibility": "members"} if row["visibility"] == "public" else row


class Migration(migrations.Migration):
    dependencies = [
        ("practices", "0008_concerns_are_messages"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(close_addresses, migrations.RunPython.noop, elidable=True)]
