from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    username = forms.EmailField(label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "username"}))
    error_messages = {
        "invalid_login": _(
            "This e-mail address and password do not belong together. Check both: the password minds capitals."
        ),
        "inactive": _("This account is closed. Write to the editors if it should not be."),
    }

    def clean_username(self):
        return self.cleaned_data["username"].lower()
