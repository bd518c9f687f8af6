"""One opening of the form of an article: what it carries along, hidden, and what is typed in it."""

import uuid

from django import forms
from django.conf import settings
from django.core import signing

from mediacenter.toolkit.request_values import whole_number
from publications.articles.models import ArticleText, UnsavedWork

SALT = "publications.edit_session"


def hidden():
    """A field that no browser fills in from an earlier page."""
    return forms.HiddenInput(attrs={"autocomplete": "off"})


class EditSessionForm(forms.Form):
    """`edit_session`: its key; `sequence`: how often it has sent what is typed; `signature`: whose
    it is, signed; `recovered`: the key of the one whose unsaved work was taken into it.
    """

    edit_session = forms.UUIDField(widget=hidden())
    sequence = forms.IntegerField(min_value=0, max_value=UnsavedWork.LAST - 1, widget=hidden())
    recovered = forms.UUIDField(required=False, widget=hidden())
    signature = forms.CharField(required=False, widget=hidden())

    @classmethod
    def begun(cls, *, user, recovered=None):
        edit_session = uuid.uuid4()
        signature = signing.dumps([user.pk, str(edit_session)], salt=SALT)
        return cls(
            initial={
                "edit_session": edit_session,
                "sequence": 0,
                "recovered": recovered,
                "signature": signature,
            }
        )

    @property
    def opened_by(self):
        """The key of the user who has opened the form, whoever sends it now; None where it is not
        signed, or was signed longer ago than a sign-in lasts.
        """
        try:
            user, edit_session = signing.loads(
                self.cleaned_data["signature"], salt=SALT, max_age=settings.SESSION_COOKIE_AGE
            )
        except (signing.BadSignature, ValueError, TypeError):
            return None
        return user if edit_session == str(self.cleaned_data["edit_session"]) else None


def typed_in(sent):
    """Return {language: (version that the writer saw, parts by column)} of a form that was sent."""
    found = {}
    for language, _name in settings.LANGUAGES:
        prefix = f"text-{language}-0-"
        parts = {name: sent[prefix + name] for name in ArticleText.PARTS if prefix + name in sent}
        if parts:
            found[language] = (whole_number(sent.get(f"{prefix}seen")) or 0, parts)
    return found
