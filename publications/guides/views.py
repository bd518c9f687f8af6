"""Know your rights: guides for everybody, by topic, each with its law."""

from django import forms
from django.conf import settings
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import translate_url
from django.utils.translation import get_language

from mediacenter.services.publicforms.forms import PublicForm
from mediacenter.services.publicforms.views import public_form
from publications.guides.actions import give_opinion
from publications.guides.models import Guide, GuideTopic

MOST = 500  # guides on the page that lists them
MOST_OF_TOPIC = 6


class OpinionForm(PublicForm, forms.Form):
    """Sent by one of two buttons."""

    is_helpful = forms.TypedChoiceField(
        choices=[("yes", "yes"), ("no", "no")], coerce=lambda sent: sent == "yes"
    )


def guides(request):
    """All of them by topic, in the order of the topics; what a topic lacks is left out."""
    by_topic = {topic: [] for topic in GuideTopic.values}
    for one in Guide.objects.published().order_by("pk")[:MOST]:
        by_topic.setdefault(one.topic, []).append(one)
    topics = [
        (found[0].get_topic_display(), code, found) for code, found in by_topic.items() if found
    ]
    return render(request, "publications/guides/list.html", {"topics": topics})


@public_form
def guide(request, slug):
    found = get_object_or_404(Guide.objects.published().select_related("organization"), slug=slug)
    language = get_language()
    form = OpinionForm(request=request, subject=found.pk)

    def take():
        give_opinion(guide=found, language=language, is_helpful=form.cleaned_data["is_helpful"])
        return redirect(f"{found.get_absolute_url()}?thanks=1#helpful")

    written_in = found.written_in(language)
    others = Guide.objects.published().filter(topic=found.topic).exclude(pk=found.pk)
    return form.take(take) or render(
        request,
        "publications/guides/guide.html",
        {
            "guide": found,
            "written_in": written_in,
            "is_borrowed": written_in != language,
            "words": found.in_language(written_in),
            "laws": found.laws.all(),
            "others": others.order_by("pk")[:MOST_OF_TOPIC],
            "versions": {
                code: translate_url(request.path, code) if found.is_written_in(code) else None
                for code, _name in settings.LANGUAGES
            },
            "form": form,
            "is_thanked": request.GET.get("thanks") == "1",
        },
    )
