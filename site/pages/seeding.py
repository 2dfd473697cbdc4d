"""The pages that come with the site: home, and what every footer promises."""

import re
from pathlib import Path

from django.apps import apps as current_apps
from django.utils.html import escape

from records import rich_text
from records.languages import DEFAULT_LANGUAGE
from records.seeding import in_columns, read_toml

FOLDER = Path(__file__).parent / "seed"
ROOT, HOME = "0001", "00010001"
PAGES = ("about", "contribute", "privacy", "leaving-safely", "accessibility", "contact")


def seed(apps=current_apps):
    """Build the page tree of a new site; of a site that has a home page, change nothing.

    The rows of the tree are written as they are: models of a migration have no methods for it.
    """
    HomePage = apps.get_model("pages", "HomePage")
    if HomePage.objects.exists():
        return
    tree = _Tree(apps)
    tree.clear()
    tree.add("wagtailcore", "Page", ROOT, "root", "/", {"title": "Root"}, children=1)
    home = tree.add_seeded("HomePage", HOME, "home", "/home/", children=len(PAGES))
    for position, slug in enumerate(PAGES, start=1):
        tree.add_seeded("StandardPage", f"{HOME}{position:04d}", slug, f"/home/{slug}/")
    Site = apps.get_model("wagtailcore", "Site")
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page_id=home.pk, is_default_site=True)


class _Tree:
    def __init__(self, apps):
        self.apps = apps
        self.locale, _ = apps.get_model("wagtailcore", "Locale").objects.get_or_create(language_code=DEFAULT_LANGUAGE)

    def clear(self):
        """Take out the welcome page that Wagtail's own migrations leave."""
        self.apps.get_model("wagtailcore", "Site").objects.all().delete()
        self.apps.get_model("wagtailcore", "Page").objects.all().delete()

    def add_seeded(self, model, path, slug, url_path, children=0):
        entry = read_toml(FOLDER / f"{slug}.toml")
        texts = in_columns("heading", entry["heading"]) | in_columns("intro", entry["intro"])
        if "body" in entry:
            texts |= in_columns("body", entry["body"], convert=page_markup)
        title = entry["heading"][DEFAULT_LANGUAGE]
        return self.add("pages", model, path, slug, url_path, {"title": title, **texts}, children)

    def add(self, app_label, model, path, slug, url_path, values, children=0):
        content_type, _ = self.apps.get_model("contenttypes", "ContentType").objects.get_or_create(
            app_label=app_label, model=model.lower()
        )
        return self.apps.get_model(app_label, model).objects.create(
            path=path,
            depth=len(path) // 4,
            numchild=children,
            slug=slug,
            url_path=url_path,
            draft_title=values["title"],
            content_type=content_type,
            locale=self.locale,
            **values,
        )


def page_markup(text):
    """HTML of a seed page: rich_text's plain lines, and besides "## headings" and [links](/slug/)."""
    parts = re.split(r"^## +(.+)$", text.strip(), flags=re.M)
    markup = rich_text.from_plain(parts[0])
    for heading, body in zip(parts[1::2], parts[2::2], strict=True):
        markup += f"<h2>{escape(heading.strip())}</h2>{rich_text.from_plain(body)}"
    # One level up, so that a link stays in the language of its page.
    return re.sub(r"\[([^\]]+)\]\((?:/|(https?:))([^)]*)\)", _link, markup)


def _link(match):
    label, scheme, target = match.groups()
    return f'<a href="{scheme}{target}">{label}</a>' if scheme else f'<a href="../{target}">{label}</a>'
