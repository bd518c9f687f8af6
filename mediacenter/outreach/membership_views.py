"""Join the union: what it gives, the application, its code, its form on paper."""

import logging
import secrets
from functools import wraps

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from mediacenter.services.printing.pdf import PrintFailed
from mediacenter.services.publicforms.forms import PublicForm
from mediacenter.services.publicforms.limits import HOUR, Limit, is_within
from mediacenter.services.publicforms.views import public_form
from mediacenter.services.register.attempts import count_try, has_tried_too_many
from mediacenter.services.register.codes import LONGEST_TYPED, read_code
from unions.models import Organization, OrganizationKind

from .actions.membership import take_application
from .membership_paper import printed
from .models import MembershipApplication
from .models.membership import ANSWERED_WITHIN

log = logging.getLogger("mediacenter.outreach")

PRINTS = (Limit(10, HOUR),)
UNKNOWN = _("No application has this code. Look at it once more.")
TOO_MANY = _("Too many codes that do not exist were tried from your network. Try it later.")
TOO_MANY_PRINTS = _("The form was printed too often from your network. Try it later.")
NOT_PRINTED = _("The form could not be printed. Try it later.")


class ApplicationForm(PublicForm, forms.ModelForm):
    consent = forms.BooleanField(
        label=_(
            "I agree that what I wrote here is kept to answer my application. Only those who answer"
            " see it."
        )
    )

    class Meta:
        model = MembershipApplication
        fields = ("name", "workplace", "post", "email", "phone")
        help_texts = {"email": _("E-mail or phone: one of them is enough.")}
        widgets = {
            "name": forms.TextInput({"autocomplete": "name"}),
            "workplace": forms.TextInput({"autocomplete": "organization"}),
            "post": forms.TextInput({"autocomplete": "organization-title"}),
            "email": forms.EmailInput({"autocomplete": "email"}),
            "phone": forms.TextInput({"autocomplete": "tel", "type": "tel"}),
        }

    def __init__(self, *, organization, **kwargs):
        super().__init__(subject=organization.pk, **kwargs)
        self.instance.organization = organization
        self.instance.language = get_language()


def join(request):
    """What membership gives, the industry unions, and the way to an application by its code."""
    typed = request.GET.get("code", "").strip()[: LONGEST_TYPED + 1]
    if code := read_code(typed):
        return redirect("membership:application", code)
    return join_page(request, typed=typed, trouble=UNKNOWN if typed else "")


def join_page(request, *, typed="", trouble="", status=200):
    unions = Organization.objects.open().filter(kind=OrganizationKind.INDUSTRY_UNION)
    return render(
        request,
        "outreach/join.html",
        {
            "typed": typed,
            "trouble": trouble,
            "unions": unions.alphabetical(),
            "days": ANSWERED_WITHIN.days,
        },
        status=status,
    )


@public_form
def apply(request, slug):
    organization = get_object_or_404(Organization.objects.open(), slug=slug)
    form = ApplicationForm(request=request, organization=organization)

    def take():
        application = form.save(commit=False)
        return redirect(take_application(application=application, organization=organization))

    return form.take(take) or render(
        request,
        "outreach/apply.html",
        {"form": form, "organization": organization, "days": ANSWERED_WITHIN.days},
    )


def by_code(view):
    """For a view of the application of a code; who tries codes is asked to wait."""

    @never_cache
    @wraps(view)
    def guarded(request, code):
        if has_tried_too_many(request):
            return join_page(request, typed=code, trouble=TOO_MANY, status=429)
        found = application_of(code)
        if found is None:
            count_try(request)
            return join_page(request, typed=code, trouble=UNKNOWN, status=404)
        return view(request, found)

    return guarded


def application_of(code):
    known = read_code(code)
    records = MembershipApplication.objects.select_related("organization")
    return records.filter(code=known).first() if known else None


@by_code
def application(request, found):
    return page_of(request, found)


@by_code
def paper(request, found):
    """The application as a PDF to sign; it is set anew each time, so only so often."""
    nonce = secrets.token_urlsafe(16)
    if not is_within(PRINTS, request=request, purpose="membership.paper", nonce=nonce):
        return page_of(request, found, trouble=TOO_MANY_PRINTS, status=429)
    try:
        pdf = printed(found)
    except PrintFailed:
        log.exception("application %s could not be printed", found.pk)
        return page_of(request, found, trouble=NOT_PRINTED, status=503)
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{found.code}.pdf"'},
    )


def page_of(request, found, *, trouble="", status=200):
    return render(
        request,
        "outreach/application.html",
        {"application": found, "organization": found.organization, "trouble": trouble},
        status=status,
    )
