from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from unfold.widgets import (
    UnfoldAdminCheckboxSelectMultipleWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminSplitDateTimeWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
    UnfoldBooleanSwitchWidget,
)

from mediacenter.toolkit import links
from mediacenter.toolkit.forms import TranslatedForm, WhenForm

from .actions.texts import RESERVED
from .conflicts import Question, side_of
from .kinds import VIDEO_HOSTS, video_site
from .merging import merge, same
from .models import (
    Article,
    ArticleText,
    Audience,
    FormerAddress,
    Revision,
    Status,
)


class ArticleForm(forms.ModelForm):
    """What all languages of an article share."""

    video_url = forms.CharField(
        label=_("Video"),
        required=False,
        max_length=500,
        widget=UnfoldAdminTextInputWidget,
        help_text=_("The link of the video, as the site itself gives it."),
    )
    audiences = forms.MultipleChoiceField(
        label=_("Audience groups"),
        choices=Audience,
        required=False,
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
    )

    class Meta:
        model = Article
        fields = ("kind", "video_url", "audiences")

    def clean_video_url(self):
        entered = self.cleaned_data["video_url"]
        if not entered:
            return ""
        link = links.normalize(entered)
        if not video_site(link):
            raise ValidationError(
                _("Videos are taken from these sites: %(sites)s."),
                params={"sites": ", ".join(dict.fromkeys(VIDEO_HOSTS.values()))},
            )
        return link


class ArticleTextForm(forms.ModelForm):
    """One language version. Knows which version its writer saw, so that nobody overwrites a
    colleague: what both changed is shown to the second, who picks; the rest is merged.
    """

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    conflicts = forms.CharField(required=False, widget=forms.HiddenInput)
    publish_at = forms.SplitDateTimeField(
        label=_("Publish on"),
        required=False,
        widget=UnfoldAdminSplitDateTimeWidget,
        help_text=_("Left blank, the text is published at once."),
    )
    leave_at = forms.SplitDateTimeField(
        label=_("Leaves the site on"),
        required=False,
        widget=UnfoldAdminSplitDateTimeWidget,
        help_text=_("Left blank, the text stays."),
    )
    remark = forms.CharField(
        label=_("Remark for the writer"),
        required=False,
        max_length=1000,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 2}),
        help_text=_("Whoever gives a text back says why."),
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
        help_text=_("What was wrong and is right now. It stands below the text, with its date."),
    )

    class Meta:
        model = ArticleText
        fields = (*ArticleText.PARTS, "embargo_until")

    def __init__(self, *args, user, language, recovered=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.shown_conflicts, self.taken = user, [], []
        text = self.instance
        if text._state.adding:
            text.language = language
        self.initial["seen"] = 0 if text._state.adding else text.version
        if recovered:
            self.initial |= {**recovered.fields, "seen": recovered.base_version}
        self.lay_out(text, language)

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
    def base(self):
        """The parts as the writer saw them, by column; {} for a text that was not there."""
        seen = self.seen_version
        if seen == self.instance.version and not self.instance._state.adding:
            return self.instance.parts
        article = self.instance.article_id
        revisions = Revision.objects.filter(
            text__article=article, text__language=self.instance.language, version=seen
        )
        return revisions.values_list("fields", flat=True).first() or {}

    @property
    def seen_version(self):
        posted = str(self["seen"].data or "0")
        return int(posted) if posted.isdecimal() else 0

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

    def clean(self):
        cleaned = super().clean()
        if self.has_changed() and not self.errors:
            stored = self.stored_now()
            if stored is not None:
                self.meet(stored)
        return cleaned

    def stored_now(self):
        """The text as it stands in the database, locked, or None while there is none."""
        article = self.instance.article_id
        Article.objects.select_for_update(of=["self"]).filter(pk=article).first()
        texts = ArticleText.objects.select_for_update(of=["self"])
        texts = texts.select_related("article__organization")
        return texts.filter(article=article, language=self.instance.language).first()

    def meet(self, stored):
        """Merge what was written with what stands now, or show both."""
        if not self.user.has_perm("publications.change_text", stored):
            raise ValidationError(
                _("This text is in the state “%(state)s” now and is not yours to change."),
                params={"state": stored.get_status_display()},
            )
        written = {name: self.cleaned_data.get(name) or "" for name in self.written}
        asked = Question.unpacked(self["conflicts"].data or "")
        answers = {one: self.data.get(self.add_prefix(asked.key(one))) for one in asked.conflicts}
        if not set(answers.values()) <= {"mine", "theirs"}:
            self.ask(asked, stored)
        picks = [conflict for conflict, answer in answers.items() if answer == "theirs"]
        merged = merge(base=self.base, mine=asked.taken_over(written, picks), theirs=stored.parts)
        if merged.conflicts:
            self.come_back_with(merged, stored, answered=asked)
            self.ask(Question(merged.conflicts, merged.parts), stored)
        self.cleaned_data |= merged.parts
        self.taken, self.instance = merged.taken, stored

    def come_back_with(self, merged, stored, answered):
        """Let the form hold what was merged, and one's own words where both have changed."""
        self.data = self.data.copy()
        self.taken = merged.taken
        for conflict in answered.conflicts:
            self.data.pop(self.add_prefix(answered.key(conflict)), None)
        for name, value in {**merged.parts, "seen": stored.version}.items():
            self.data[self.add_prefix(name)] = value

    def ask(self, question, stored):
        """Show both sides of each conflict, to be picked from. Raises ValidationError."""
        self.data = self.data.copy()
        self.data[self.add_prefix("conflicts")] = question.packed()
        saved = stored.revisions.select_related("saved_by__person")
        saved = saved.filter(version=self.seen_version).first()
        for conflict in question.conflicts:
            html_name = self.add_prefix(question.key(conflict))
            self.shown_conflicts.append(
                {
                    "label": ArticleText._meta.get_field(conflict.name).verbose_name,
                    "html_name": html_name,
                    "picked": self.data.get(html_name),
                    "saved": saved,
                    "mine": side_of(conflict, conflict.mine),
                    "theirs": side_of(conflict, conflict.theirs),
                }
            )
        raise ValidationError(
            _(
                "Somebody has changed this text since you opened it. Nothing is lost: choose"
                " between the two below, then save again."
            )
        )

    def _get_validation_exclusions(self):
        # The language comes from the tab, and the address is unique within it.
        return super()._get_validation_exclusions() - {"language"}


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


class SocialPostForm(WhenForm):
    """Keeps the link as it was pasted beside the canonical one."""

    url = LinkField()

    def clean_url(self):
        if "url" in self.changed_data:
            self.instance.entered = self["url"].data.strip()
        return self.cleaned_data["url"]
