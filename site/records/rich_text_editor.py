from wagtail.admin.rich_text import DraftailRichTextArea

from records.rich_text import is_empty


class RichTextArea(DraftailRichTextArea):
    """An untouched Draftail posts `<p data-block-key="x"></p>`: that is no text, and must not hide a fallback."""

    def value_from_datadict(self, data, files, name):
        value = super().value_from_datadict(data, files, name)
        return "" if value is None or is_empty(value) else value
