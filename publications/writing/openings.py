"""What one opening of the form of an article carries along, hidden, and what is typed in it."""

import uuid

from django import forms
from django.conf import settings
from django.core import signing

from mediacenter.toolkit.request_values import whole_number
from publications.models import ArticleText, UnsavedWork

SALT = "publications.opening"


def hidden():
    """A field that no browser fills in from an earlier page."""
    return forms.HiddenInput(attrs={"autocomplete": "off"})


class OpeningForm(forms.Form):
    """`opening`: its key; `turn`: how often it has sent what is typed; `recovered`: the key of the
    opening whose unsaved work was taken into it; `seal`: whose opening it is, signed.
    """

    opening = forms.UUIDField(widget=hidden())
    turn = forms.IntegerField(min_value=0, max_value=UnsavedWork.LAST - 1, widget=hidden())
    recovered = forms.UUIDField(required=False, widget=hidden())
    seal = forms.CharField(required=False, widget=hidden())

    @classmethod
    def newly_opened(cls, *, user, recovered=None):
        opening = uuid.uuid4()
        seal = signing.dumps([user.pk, str(opening)], salt=SALT)
        return cls(initial={"opening": opening, "turn": 0, "recovered": recovered, "seal": seal})

    @property
    def opened_by(self):
        """The key of the user who has opened the form, whoever sends it now; None where it is not
        sealed, or was sealed longer ago than a session lasts.
        """
        try:
            user, opening = signing.loads(
                self.cleaned_data["seal"], salt=SALT, max_age=settings.SESSION_COOKIE_AGE
            )
        except (signing.BadSignature, ValueError, TypeError):
            return None
        return user if opening == str(self.cleaned_data["opening"]) else None


def typed_in(sent):
    """Return {language: (version that the writer saw, parts by column)} of a form that was sent."""
    found = {}
    for language, _name in settings.LANGUAGES:
        prefix = f"text-{language}-0-"
        parts = {name: sent[prefix + name] for name in ArticleText.PARTS if prefix + name in sent}
        if parts:
            found[language] = (whole_number(sent.get(f"{prefix}seen")) or 0, parts)
    return found
