"""The form of what all languages of an article share."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget, UnfoldAdminTextInputWidget

from mediacenter.toolkit import links
from publications.articles.kinds import VIDEO_HOSTS, video_site
from publications.articles.models import Article, Audience


class ArticleForm(forms.ModelForm):
    """What all languages of an article share."""

    video_url = forms.CharField(
        label=pgettext_lazy("field", "Video"),
        required=False,
        max_length=links.MOST_ENTERED,
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

    def clean(self):
        cleaned = super().clean()
        titles = [f"text-{code}-0-title" for code, _name in settings.LANGUAGES]
        written = any(self.data.get(title, "").strip() for title in titles)
        if not written and not (self.instance.pk and self.instance.texts.exists()):
            self.add_error(None, _("Write a title in at least one language."))
        return cleaned

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
