"""The states of an article's languages in the list of articles: a column for each, and a filter."""

from django.contrib import admin
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import pgettext_lazy
from unfold.decorators import display

from publications.articles.models import ArticleText, TextState

from .text_tab import COLOURS
from .texts import LANGUAGES


def day_of(text, state):
    """The day of publication, past or to come, or ""."""
    if state not in (TextState.PUBLISHED, TextState.SCHEDULED):
        return ""
    return date_format(localtime(text.published_at), "SHORT_DATE_FORMAT")


def state_column(language):
    @display(description=LANGUAGES[language], label=COLOURS)
    def state(self, article):
        for text in article.texts.all():
            if text.language == language:
                state = TextState.OUTDATED if text.is_outdated else text.state
                return state.value, f"{state.label} {day_of(text, state)}".rstrip()
        return TextState.EMPTY.value, TextState.EMPTY.label

    return state


class LanguageStateFilter(admin.SimpleListFilter):
    title = pgettext_lazy("heading", "state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [choice for choice in TextState.choices if choice[0] != TextState.EMPTY]

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        texts = ArticleText.objects.in_state(self.value())
        return queryset.filter(pk__in=texts.values("article"))
