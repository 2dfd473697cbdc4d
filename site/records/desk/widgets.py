"""Ways to choose that lose nothing by a wrong click, as a list with Ctrl and click does."""

from django import forms


class Several(forms.CheckboxSelectMultiple):
    """A box for each choice; what is chosen comes first. A long list gets a search field (js/desk/choices.js)."""

    def __init__(self, attrs=None, choices=()):
        super().__init__({"class": "desk-choices"} | (attrs or {}), choices)

    def optgroups(self, name, value, attrs=None):
        groups = super().optgroups(name, value, attrs)
        return sorted(groups, key=lambda group: not any(option["selected"] for option in group[1]))
