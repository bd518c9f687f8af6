import hashlib
import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from unfold.widgets import (
    UnfoldAdminSplitDateTimeWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
)

from mediacenter.toolkit import links
from mediacenter.toolkit.forms import TranslatedForm, WhenForm

from .actions.texts import RESERVED
from .models import ArticleText, Status

WRITTEN = ("title", "slug", "lead", "body")
_SPACE = re.compile(r"\s+")
_SPACE_AROUND_TAG = re.compile(r" ?(<[^>]*>) ?")


class ArticleTextForm(forms.ModelForm):
    """One language version. Knows what its writer saw, so that nobody overwrites a colleague."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    publish_at = forms.SplitDateTimeField(
        label=_("Publish on"),
        required=False,
        widget=UnfoldAdminSplitDateTimeWidget,
        help_text=_("Left blank, the text is published at once."),
    )
    remark = forms.CharField(
        label=_("Remark for the writer"),
        required=False,
        max_length=1000,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 2}),
    )

    class Meta:
        model = ArticleText
        fields = WRITTEN

    def __init__(self, *args, user, language, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        text = self.instance
        if text._state.adding:
            text.language = language
        else:
            self.initial["seen"] = fingerprint(text)
        if "slug" in self.fields:
            self.fields["slug"].help_text = _("Left blank, it is spelled from the title.")
            self.fields["slug"].disabled = text.status == Status.PUBLISHED
        if "body" in self.fields:
            widget = self.fields["body"].widget
            widget.config = {**widget.config, "contentsLanguage": language}

    @cached_property
    def changed_data(self):
        """The columns that the writer has changed. The editor's line breaks are no change."""
        changed = [name for name in super().changed_data if name in WRITTEN]
        if self.is_bound and self["seen"].data and self["seen"].data == self.posted_fingerprint:
            return []
        if "body" in changed and squeezed(self["body"].data) == squeezed(self.initial.get("body")):
            changed.remove("body")
        return changed

    @property
    def posted_fingerprint(self):
        enabled = [name for name in WRITTEN if not self.fields[name].disabled]
        posted = {name: self[name].data or "" for name in enabled}
        return fingerprint(ArticleText(**{"slug": self.instance.slug, **posted}))

    def clean_slug(self):
        if self.cleaned_data["slug"] in RESERVED:
            raise ValidationError(_("This address is taken."))
        return self.cleaned_data["slug"]

    def clean(self):
        cleaned = super().clean()
        if not self.instance._state.adding and self.has_changed():
            self.refuse_what_changed_meanwhile()
        return cleaned

    def refuse_what_changed_meanwhile(self):
        texts = ArticleText.objects.select_for_update(of=["self"])
        stored = texts.select_related("article__organization").get(pk=self.instance.pk)
        if not self.user.has_perm("publications.change_text", stored):
            raise ValidationError(
                _("This text is in the state “%(state)s” now and is not yours to change."),
                params={"state": stored.get_status_display()},
            )
        if self.cleaned_data.get("seen") != fingerprint(stored):
            raise ValidationError(
                _(
                    "Somebody has changed this text since you opened it. Copy what you have"
                    " written, open the page anew and enter it there."
                )
            )

    def _get_validation_exclusions(self):
        # The language comes from the tab, and the address is unique within it.
        return super()._get_validation_exclusions() - {"language"}


def squeezed(markup):
    text = _SPACE.sub(" ", markup or "").strip()
    return _SPACE_AROUND_TAG.sub(r"\1", text)


def fingerprint(text):
    """Return what is the same for two states of a text that read the same."""
    written = "\0".join(squeezed(getattr(text, name)) for name in WRITTEN)
    return hashlib.sha256(written.encode()).hexdigest()[:20]


class LinkField(forms.CharField):
    """Takes a link as people paste it; its value is the canonical link."""

    def __init__(self, **kwargs):
        widget = UnfoldAdminTextInputWidget(attrs={"inputmode": "url"})
        super().__init__(**{"label": _("Link"), "max_length": 1000, "widget": widget, **kwargs})

    def to_python(self, value):
        entered = super().to_python(value)
        return links.normalize(entered) if entered else entered


class OutletForm(TranslatedForm):
    url = LinkField(required=False)


class CoverageForm(WhenForm):
    url = LinkField(required=False)


class SocialPostForm(WhenForm):
    """Keeps the link as it was pasted beside the canonical one."""

    url = LinkField()

    def clean_url(self):
        if "url" in self.changed_data:
            self.instance.entered = self["url"].data.strip()
        return self.cleaned_data["url"]
