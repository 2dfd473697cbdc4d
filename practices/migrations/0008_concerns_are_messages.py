from django.db import migrations

CONCERN = "concern"


def to_messages(apps, schema_editor):
    concerns = apps.get_model("practices", "Concern").objects.order_by("pk")
    message = apps.get_model("records", "ReaderMessage")
    message.objects.bulk_create(
        message(
            occasion=CONCERN,
            kind=concern.kind,
            record_pk=concern.record_pk,
            text=concern.text,
            created_at=concern.created_at,
        )
        for concern in concerns.iterator()
    )


def to_concerns(apps, schema_editor):
    concerns = apps.get_model("practices", "Concern").objects
    messages = apps.get_model("records", "ReaderMessage").objects.filter(occasion=CONCERN)
    for message in messages.order_by("pk").iterator():
        concern = concerns.create(kind=message.kind, record_pk=message.record_pk, text=message.text)
        # The field would say that it was made now.
        concerns.filter(pk=concern.pk).update(created_at=message.created_at)
    messages.delete()


class Migration(migrations.Migration):
    dependencies = [
        ("practices", "0007_contact_points"),
        ("records", "0003_reader_messages"),
    ]

    operations = [
        migrations.RunPython(to_messages, to_concerns),
        migrations.DeleteModel(name="Concern"),
    ]
