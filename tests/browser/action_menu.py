def press(page, label):
    """A button of the menu beside "Save draft"."""
    page.locator("footer").get_by_role("button", name="More actions").click()
    page.locator("footer").get_by_text(label, exact=True).click()
