"""Entering many records by their links, one a line: what its pages have in common."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.dates import Precision
from mediacenter.toolkit.races import refused_in_words
from mediacenter.toolkit.request_values import whole_number
from mediacenter.toolkit.when import WhenField
from publications.articles.models import Article
from unions.access import GRANTS
from unions.choices import offer_organizations
from unions.models import Organization


class PastedLinksForm(forms.Form):
    """Links of one organization and of one day or month, perhaps all about one article.

    `article` is the one that the page was opened for; its organization and the day of today stand
    in the form, ready to be sent.
    """

    organization = forms.ModelChoiceField(
        Organization.objects.none(), label=pgettext_lazy("field", "organization")
    )
    when = WhenField(
        widget=forms.TextInput,
        help_text=_("A day (12.03.2024), a month (03.2024), a year (2024) or a span with a dash."),
    )
    text = forms.CharField(
        label=pgettext_lazy("field", "links"),
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
    )
    article = forms.ModelChoiceField(
        Article.objects.none(), required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args, user, article=None, **kwargs):
        super().__init__(*args, **kwargs)
        offer_organizations(self, user=user, chosen=article and article.organization)
        self.fields["article"].queryset = reached_articles(user)
        self.initial.setdefault("article", article and article.pk)
        today = timezone.localdate()
        self.initial.setdefault("when", (today, today, Precision.DAY))


def reached_articles(user):
    return GRANTS[Article].reached(Article.objects.all(), user)


def article_asked_for(request):
    """The article that the address or the form names; None, or 404 where it is not reached."""
    asked = request.POST.get("article") or request.GET.get("article", "")
    if not asked:
        return None
    articles = reached_articles(request.user).select_related("organization")
    found = articles.filter(pk=whole_number(asked)).first()
    if found is None:
        raise Http404
    return found


def take_links(request, form_class, enter, message, template):
    """Enter links, one a line; the lines that were refused come back with their reasons.

    `enter` is the action, `message(number)` the sentence that says how many records came of it.
    """
    article = article_asked_for(request)
    form = form_class(request.POST or None, user=request.user, article=article)
    refused = []
    if request.method == "POST" and form.is_valid():
        try:
            with refused_in_words():
                entered = enter(by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error("text", refusal)
        else:
            if number := len(entered.saved):
                messages.success(request, message(number) % {"number": number})
            if not entered.refused:
                return redirect(request.get_full_path())
            refused = entered.refused
            left_over = {"text": "\n".join(line for line, _reason in refused)}
            form = form_class(
                {**request.POST.dict(), **left_over}, user=request.user, article=article
            )
    return render(request, template, {"form": form, "refused": refused, "article": article})
