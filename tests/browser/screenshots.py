"""`make screenshots`: the main pages as a person sees them, into screenshots/; the handbook's into docs/editors/images/."""

import sys
from io import BytesIO
from itertools import product
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.browser.chromium import HOW_TO_GET_IT, LAUNCH, PATH
from tests.browser.server import demonstration

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "screenshots"
PAGES = {
    "home": "",
    "search": "search/?q=tratta&country=IT",
    "search-mended": "search/?q=traficking",
    "search-empty": "search/?q=shelter&country=DE&category=D",
    "search-help": "search/help/",
    "glossary": "glossary/",
    "glossary-letter": "glossary/c/",
    "glossary-found": "glossary/?q=shelter",
    "practices": "practices/",
    "practices-filtered": "practices/?category=B&country=IT",
    "practices-empty": "practices/?category=D&country=LT",
    "category": "practices/category/B-x/",
    "practice": "practices/12-x/",
    "practice-fallback": "practices/13-x/",
    "case-studies": "case-studies/",
    "case-study": "case-studies/1-x/",
    "case-study-fallback": "case-studies/4-x/",
    "concern": "case-studies/4/concern/",
    "directory": "directory/",
    "directory-chosen": "directory/?country=RO",
    "counterpart": "directory/counterpart/",
    "countries": "countries/",
    "country": "countries/RO-x/",
    "help-now": "help-now/",
    "coverage": "coverage/",
    "about": "about/",
    "leaving": "leaving-safely/",
    "sign-in": "account/sign-in/",
    "missing": "nothing/",
    "styleguide": "styleguide/",
}
SIZES = {"phone": {"width": 360, "height": 780}, "desktop": {"width": 1280, "height": 900}}


# Pages of the desk: who looks, and where; {} is what the page before it links to.
LIST, CASES = "admin/snippets/practices/practice/", "admin/snippets/practices/casestudy/"
CHIEF_EDITOR, EDITOR = "chief-editor@enpates.example", "editor@enpates.example"
DESK = {
    "desk-waiting": (CHIEF_EDITOR, "admin/"),
    "desk-list": (EDITOR, LIST),
    "desk-form": (EDITOR, LIST + "edit/{practice}/"),
    "desk-translate": (CHIEF_EDITOR, LIST + "translate/{practice}/it/"),
    "desk-translations": (EDITOR, "admin/translations/it/"),
    "desk-review": (CHIEF_EDITOR, LIST + "history/{practice}/revisions/compare/live...latest/"),
    "desk-case-study": (EDITOR, CASES + "edit/{case_study}/"),
    "desk-check": (EDITOR, CASES + "check/{case_study}/"),
    "desk-story": (EDITOR, LIST + "history/{practice}/"),
    "desk-withdraw": (EDITOR, LIST + "withdraw/{practice}/"),
    "desk-imports": (EDITOR, "admin/word-forms/"),
    "desk-import": (EDITOR, "admin/word-forms/form/2/"),
    "desk-mails": (EDITOR, "admin/mails/"),
    "desk-help": (EDITOR, "admin/help/"),
}
# The records that they show: the list they stand in, and words of the title.
RECORDS = {"practice": (LIST, "ASTRA"), "case_study": (CASES, "health needs")}
HANDBOOK = {name: f"desk-{name}" for name in ("waiting", "import", "translate", "review", "withdraw")}
IMAGES = ROOT / "docs" / "editors" / "images"


def main():
    if not PATH:
        sys.exit(HOW_TO_GET_IT)
    FOLDER.mkdir(exist_ok=True)
    wanted = sys.argv[1:] or [*PAGES, *DESK, "handbook"]
    with demonstration() as demo, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**LAUNCH)
        of_the_site(browser, demo, [name for name in wanted if name in PAGES])
        of_the_desk(browser, demo, [name for name in wanted if name in DESK])
        if "handbook" in wanted:
            of_the_handbook(browser, demo)
        browser.close()
    sys.stdout.write(f"{FOLDER}\n")


def of_the_site(browser, demo, names):
    for size, scheme, language in product(SIZES, ("light", "dark"), ("en", "de")):
        page = browser.new_page(viewport=SIZES[size], color_scheme=scheme)
        for name in names:
            page.goto(f"{demo.address}/{language}/{PAGES[name]}")
            page.screenshot(path=FOLDER / f"{name}-{language}-{size}-{scheme}.png", full_page=True)
        page.close()


def of_the_desk(browser, demo, names):
    for size, scheme in product(SIZES, ("light", "dark")):
        for name in names:
            page = desk_page(browser, demo, name, viewport=SIZES[size], color_scheme=scheme)
            page.screenshot(path=FOLDER / f"{name}-{size}-{scheme}.png")
            page.context.close()


def of_the_handbook(browser, demo):
    """Small pictures in few colours: they are kept with the documentation."""
    for picture, name in HANDBOOK.items():
        page = desk_page(browser, demo, name, viewport={"width": 1100, "height": 720})
        taken = Image.open(BytesIO(page.screenshot()))
        taken.quantize(64).save(IMAGES / f"{picture}.png", optimize=True)
        page.context.close()


def desk_page(browser, demo, name, **options):
    email, path = DESK[name]
    context = browser.new_context(**options)
    context.add_cookies([demo.session_of(email)])
    page = context.new_page()
    keys = {kind: key_of(page, f"{demo.address}/{address}", title) for kind, (address, title) in RECORDS.items()}
    page.goto(f"{demo.address}/{path.format(**keys)}", wait_until="networkidle")
    return page


def key_of(page, address, title):
    page.goto(address)
    return page.locator("main td a[href*='/edit/']", has_text=title).first.get_attribute("href").split("/")[-2]


if __name__ == "__main__":
    main()
