from django.core.management.base import BaseCommand, CommandError

from directory.merging import CannotMerge, merge, planned
from directory.models import Organisation


def organisation(number):
    """The Organisation with this number, which stands in its address."""
    found = Organisation.objects.filter(pk=int(number)).first() if number.isdecimal() else None
    if found is None:
        raise CommandError(f"There is no organisation no. {number}. The number stands in the address of its page.")
    return found


class Command(BaseCommand):
    help = "Make one entry of two: whatever points to GONE points to KEEP then, and GONE is withdrawn."

    def add_arguments(self, parser):
        parser.add_argument("keep", metavar="KEEP", help="number of the entry that stays")
        parser.add_argument("gone", metavar="GONE", help="number of the entry whose place it takes")
        parser.add_argument("--dry-run", action="store_true", help="report, save nothing")

    def handle(self, *, keep, gone, dry_run, **options):
        try:
            merger = (planned if dry_run else merge)(organisation(keep), organisation(gone))
        except CannotMerge as reason:
            raise CommandError(f"{reason} Nothing was changed.") from None
        said = "would be merged with" if dry_run else "is merged with"
        self.stdout.write(f"{gone} {said} {keep}.")
        for kind, number in merger.followers.items():
            self.stdout.write(f"    {kind}: {number}")
        if merger.taken:
            where = "on the site" if merger.is_published else "in a draft"
            self.stdout.write(f"    taken over ({where}): {', '.join(merger.taken)}")
        for label, own, other in merger.differing:
            self.stdout.write(f"    {label} stays as it is: {own!r}, not {other!r}")
