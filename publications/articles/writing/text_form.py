"""The form of one language of an article."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from unfold.widgets import (
    UnfoldAdminSelectWidget,
    UnfoldAdminSplitDateTimeWidget,
    UnfoldAdminTextareaWidget,
    UnfoldBooleanSwitchWidget,
)

from publications.articles.actions.texts import RESERVED
from publications.articles.merging import same
from publications.articles.models import ArticleText, FormerAddress, Status
from unions.admin.whole_moments import MISSING_HALF

from .concurrent_edits import MergesConcurrentEdits


class ArticleTextForm(MergesConcurrentEdits, forms.ModelForm):
    """One language version."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    conflicts = forms.CharField(required=False, widget=forms.HiddenInput)
    publish_at = forms.SplitDateTimeField(
        label=_("Publish on"),
        required=False,
        error_messages=MISSING_HALF,
        widget=UnfoldAdminSplitDateTimeWidget,
        help_text=_("Left blank, the text is published at once."),
    )
    leave_at = forms.SplitDateTimeField(
        label=_("Unpublish on"),
        required=False,
        error_messages=MISSING_HALF,
        widget=UnfoldAdminSplitDateTimeWidget,
        help_text=_("Left blank, the text stays."),
    )
    remark = forms.CharField(
        label=_("Remark for the writer"),
        required=False,
        max_length=1000,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 2}),
        help_text=_("Give a reason when you return a text."),
    )
    translated_from = forms.ChoiceField(
        label=_("Translated from"), required=False, widget=UnfoldAdminSelectWidget
    )
    agrees = forms.BooleanField(
        label=_("This translation says again what its source says"),
        required=False,
        widget=UnfoldBooleanSwitchWidget,
    )
    correction = forms.CharField(
        label=_("Correction for the reader"),
        required=False,
        max_length=500,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 2}),
        help_text=_("What was wrong and is right now. It is shown below the text, with its date."),
    )

    class Meta:
        model = ArticleText
        fields = (*ArticleText.PARTS, "embargo_until")

    def __init__(self, *args, user, language, recovered=None, entered=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.shown_conflicts, self.taken = user, [], []
        text = self.instance
        if text._state.adding:
            text.language = language
        self.initial["seen"] = 0 if text._state.adding else text.version
        if recovered:
            self.initial |= {**recovered.fields, "seen": recovered.base_version}
        self.lay_out(text, language)
        self.initial |= entered or {}

    def lay_out(self, text, language):
        if "slug" in self.fields:
            is_public = text.status == Status.PUBLISHED
            self.fields["slug"].help_text = (
                _("The former address will lead to the new one.")
                if is_public
                else _("Left blank, it is spelled from the title.")
            )
        if "lead" in self.fields:
            self.fields["lead"].widget.attrs["rows"] = 3
        if "body" in self.fields:
            widget = self.fields["body"].widget
            widget.config = {**widget.config, "contentsLanguage": language}
        others = [(code, name) for code, name in settings.LANGUAGES if code != language]
        self.fields["translated_from"].choices = [("", _("an original")), *others]
        self.initial["translated_from"] = text.source.language if text.source else ""
        self.initial["leave_at"] = text.withdraw_at

    @cached_property
    def changed_data(self):
        """The columns that the writer has changed. The editor's line breaks are no change."""
        columns = {field.name for field in ArticleText._meta.fields}
        changed = [name for name in super().changed_data if name in columns]
        if not self.is_bound:
            return changed
        written = [name for name in self.written if not same(self[name].data, self.base.get(name))]
        return [name for name in changed if name not in ArticleText.PARTS] + written

    @property
    def source_to_note(self):
        """The language that the text is (still) translated from, as of now; None: not said."""
        posted, before = self["translated_from"].data, self.initial["translated_from"]
        if not self.cleaned_data or posted is None:
            return None
        return posted if posted != before or self.cleaned_data["agrees"] else None

    @property
    def written(self):
        return [name for name in ArticleText.PARTS if name in self.fields]

    def clean_slug(self):
        slug = self.cleaned_data["slug"]
        former = FormerAddress.objects.filter(language=self.instance.language, slug=slug)
        if slug in RESERVED or former.exclude(text=self.instance.pk).exists():
            raise ValidationError(_("This address is taken."))
        return slug

    def _get_validation_exclusions(self):
        # The language comes from the tab, and the address is unique within it.
        return super()._get_validation_exclusions() - {"language"}
