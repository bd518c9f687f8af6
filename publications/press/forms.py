"""Forms of outlets, and of the coverage: a piece in the admin, many links in the cabinet."""

import re

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from unfold.widgets import (
    UnfoldAdminCheckboxSelectMultipleWidget,
    UnfoldBooleanSwitchWidget,
)

from mediacenter.toolkit import documents
from mediacenter.toolkit.forms import TranslatedForm, WhenForm, in_each
from publications.press.actions.coverage import (
    DuplicateCoverage,
    duplicate_warning,
    refuse_duplicates,
)
from publications.press.actions.joint import name_jointly
from publications.press.actions.outlets import refuse_second_outlet
from publications.press.link_field import LinkField
from publications.press.models import Coverage, JointState, Medium, Outlet, Tone
from publications.press.pasting import PastedLinksForm
from unions.choices import bound

TOLD_BY = {"url", "outlet", "when", "title", *in_each("topic")}


def with_link(duplicate):
    """The warning about a piece, with the way to it; a new tab, as the form is not saved yet."""
    return format_html(
        '{} <a href="{}" target="_blank">{}</a>',
        duplicate_warning(duplicate),
        reverse("admin:publications_coverage_change", args=[duplicate.pk]),
        _("Look at it in a new tab"),
    )


class LanguagesField(forms.MultipleChoiceField):
    """Languages by their names, stored as their codes: "kk, ru"."""

    widget = UnfoldAdminCheckboxSelectMultipleWidget

    def __init__(self, **kwargs):
        super().__init__(choices=settings.LANGUAGES, **kwargs)

    def prepare_value(self, value):
        if isinstance(value, str):
            return [code for code, _name in self.choices if code in re.split(r"\W+", value)]
        return value

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), data)

    def clean(self, value):
        return ", ".join(super().clean(value))


class OutletForm(TranslatedForm):
    language = LanguagesField(label=capfirst(pgettext_lazy("field", "languages")), required=False)
    url = LinkField(required=False)

    def _post_clean(self):
        super()._post_clean()
        if not self.errors:
            try:
                refuse_second_outlet(self.instance)
            except ValidationError as refusal:
                self.add_error(None, refusal)


class CoverageForm(WhenForm):
    """A piece of coverage; one that looks entered already is saved by an explicit tick only."""

    despite_duplicates = forms.BooleanField(
        label=_("This is another piece"),
        required=False,
        widget=UnfoldBooleanSwitchWidget,
        help_text=_("Tick this to save a piece that looks as if it were entered already."),
    )

    url = LinkField(required=False)

    class Meta:
        model = Coverage
        fields = "__all__"
        help_texts = {
            "scan": _("A PDF, or a photo of the page: JPEG, PNG, WebP, AVIF, HEIC or GIF.")
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "scan" in self.fields:
            self.fields["scan"].widget.attrs["accept"] = documents.ACCEPTED
        if self.instance.pk and "shared_with" in self.fields:
            self.show_asked()

    def show_asked(self):
        """Among those that a piece is shared with stand those that have not answered yet."""
        requests = self.instance.joint_requests.exclude(state=JointState.CONFIRMED)
        requests = list(requests.select_related("organization"))
        shared = self.initial.get("shared_with", [])
        waiting = [one.organization for one in requests if one.state == JointState.ASKED]
        self.initial["shared_with"] = [*shared, *waiting]
        states = [f"{one.organization} – {one.get_state_display()}" for one in requests]
        if states:
            self.fields["shared_with"].help_text = "; ".join(states)

    def clean_scan(self):
        sent = self.cleaned_data["scan"]
        return documents.pdf_or_picture(sent) if isinstance(sent, UploadedFile) else sent

    def _post_clean(self):
        super()._post_clean()
        if self.errors or self.cleaned_data.get("despite_duplicates") or not self.names_a_piece():
            return
        try:
            refuse_duplicates(self.instance)
        except DuplicateCoverage as refusal:
            self.add_error(None, list(map(with_link, refusal.duplicates)))

    def _save_m2m(self):
        named = self.cleaned_data.pop("shared_with", None)
        super()._save_m2m()
        if named is not None:
            name_jointly(coverage=self.instance, organizations=named, by=self.user)

    def names_a_piece(self):
        """Whether something was entered by which duplicates are told."""
        return self.instance._state.adding or TOLD_BY & set(self.changed_data)


class LinksForm(PastedLinksForm):
    """Links to what others published."""

    medium = forms.ChoiceField(label=pgettext_lazy("field", "kind"), choices=Medium)
    outlet = forms.ModelChoiceField(
        Outlet.objects.none(),
        label=pgettext_lazy("field", "outlet"),
        required=False,
        help_text=_("Left blank, each outlet is told by the site of the link."),
    )
    tone = forms.ChoiceField(
        label=pgettext_lazy("field", "tone"),
        choices=[("", _("not judged yet")), *Tone.choices],
        required=False,
    )
    despite_duplicates = forms.BooleanField(
        label=_("These are other pieces: save them though they look entered already"),
        required=False,
    )

    field_order = ("organization", "medium", "when", "outlet", "tone", "text", "despite_duplicates")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        by_site = pgettext_lazy("choice", "told by the site of the link")
        outlets = Outlet.objects.all().alphabetical()
        bound(self.fields["outlet"], outlets, user=user, nothing=by_site)
        self.fields["text"].help_text = _(
            "One a line; the title may follow the link after a space."
        )
