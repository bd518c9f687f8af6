"""The form by which anybody writes to an organization."""

from django import forms
from django.core import signing
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from mediacenter.services.publicforms.forms import PublicForm
from mediacenter.services.publicforms.views import public_form
from unions.models import Organization

from .letters import take_letter
from .models import AppealLetter

SENT = "outreach.letter.sent"


class LetterForm(PublicForm, forms.ModelForm):
    consent = forms.BooleanField(
        label=_(
            "I agree that my name, my contacts and my message are kept to answer me. Only those who"
            " answer see them."
        )
    )

    class Meta:
        model = AppealLetter
        fields = ("name", "email", "phone", "words")
        help_texts = {"email": _("E-mail or phone: one of them is enough.")}
        widgets = {
            "name": forms.TextInput({"autocomplete": "name"}),
            "email": forms.EmailInput({"autocomplete": "email"}),
            "phone": forms.TextInput({"autocomplete": "tel", "type": "tel"}),
            "words": forms.Textarea({"rows": 8}),
        }

    def __init__(self, *, organization, **kwargs):
        super().__init__(subject=organization.pk, **kwargs)
        self.instance.language = get_language()


@public_form
def write(request, slug):
    organization = get_object_or_404(Organization.objects.open(), slug=slug)
    form = LetterForm(request=request, organization=organization)

    def take():
        appeal = take_letter(letter=form.save(commit=False), organization=organization)
        return redirect("letters:sent", slug, signing.dumps(appeal.pk, salt=SENT))

    return form.take(take) or render(
        request,
        "outreach/letter.html",
        {"part": "unions", "form": form, "organization": organization},
    )


@never_cache
def sent(request, slug, token):
    organization = get_object_or_404(Organization, slug=slug)
    try:
        number = signing.loads(token, salt=SENT)
    except signing.BadSignature as error:
        raise Http404 from error
    return render(
        request,
        "outreach/letter_sent.html",
        {"part": "unions", "organization": organization, "number": number},
    )
