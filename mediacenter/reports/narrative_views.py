"""The page on which a press officer writes the texts of a report, section by section."""

from hashlib import sha256

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from mediacenter.toolkit.permissions import demand
from mediacenter.toolkit.plain_text import lines
from unions.models import Organization

from .actions.freezing import facts_of
from .actions.narrative import changed_meanwhile, texts_of, write_narrative
from .composing import suggest
from .locks import lock_of
from .models import ReportSection
from .models.narrative import LONGEST
from .views import check_year

ALL = "all"  # of the suggestions, where nothing is written


class NarrativeForm(forms.Form):
    """A field for each section.

    `stored`, `suggested` and `earlier`, those of the year before, are {section: text}. `seen` tells
    which texts the sender saw: who would write over those of somebody else is asked first.
    """

    def __init__(self, *args, stored, suggested, earlier, language, **kwargs):
        super().__init__(*args, **kwargs)
        self.stored, self.suggested, self.earlier = stored, suggested, earlier
        for section in ReportSection:
            self.fields[section.value] = forms.CharField(
                label=section.label,
                max_length=LONGEST,
                required=False,
                initial=stored.get(section.value) or earlier.get(section.value, ""),
                widget=forms.Textarea(attrs={"rows": 5, "lang": language}),
            )
            # else a browser cuts what is pasted, and says nothing
            del self.fields[section.value].widget.attrs["maxlength"]

    def sections(self):
        """Each field, with what stands beside it."""
        for name in ReportSection.values:
            yield {
                "name": name,
                "field": self[name],
                "stored": self.stored.get(name, ""),
                "suggested": self.suggested.get(name, ""),
                "is_carried_over": not self.is_bound
                and name not in self.stored
                and name in self.earlier,
            }

    @property
    def digest(self):
        return sha256(repr(sorted(self.stored.items())).encode()).hexdigest()

    def clean(self):
        given = super().clean()
        if self.data.get("seen", self.digest) != self.digest:
            raise changed_meanwhile()
        return given

    def texts(self, take):
        """The texts as sent, with the suggestion for the section to `take`, or ALL of them.

        What is written stays: the suggestion follows it.
        """
        texts = {name: self.cleaned_data[name] for name in ReportSection.values}
        for name, suggestion in self.suggested.items():
            if take == ALL and not texts[name].strip():
                texts[name] = suggestion
            elif take == name and suggestion not in lines(texts[name]):
                texts[name] = f"{texts[name]}\n{suggestion}".strip()
        return texts


@login_required
@never_cache
def write(request, slug, year):
    organization = get_object_or_404(Organization.objects.select_related("region"), slug=slug)
    demand(request.user, "reports.write_narrative", organization)
    check_year(year)
    language = request.GET.get("language", get_language())
    if language not in dict(settings.LANGUAGES):
        return HttpResponseBadRequest()
    form = NarrativeForm(
        request.POST if request.method == "POST" else None,
        stored=texts_of(organization, year, language),
        suggested=suggest(facts_of(organization=organization, year=year), language),
        earlier=texts_of(organization, year - 1, language),
        language=language,
    )
    then = request.POST.get("then", language)  # who goes on in another language loses nothing
    if then not in dict(settings.LANGUAGES):
        return HttpResponseBadRequest()
    address = f"{reverse('reports:narrative', args=[slug, year])}?language={then}"
    if then != language and not form.has_changed():
        return redirect(address)
    if form.is_bound and form.is_valid():
        take = request.POST.get("take")
        try:
            write_narrative(
                organization=organization,
                year=year,
                language=language,
                texts=form.texts(take),
                seen=form.stored,
                by=request.user,
            )
        except ValidationError as refusal:
            form.stored = texts_of(organization, year, language)
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The texts are saved."))
            return redirect(f"{address}#{form[take].auto_id}" if take in form.fields else address)
    return render(
        request,
        "reports/narrative.html",
        {
            "organization": organization,
            "year": year,
            "language": language,
            "languages": settings.LANGUAGES,
            "form": form,
            "locked": lock_of(organization, year).why(),
        },
    )
