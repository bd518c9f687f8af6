"""The way of a yearly report from its figures to the signature, as its people see it."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, SuspiciousOperation, ValidationError
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mediacenter.toolkit.language import LANGUAGES
from mediacenter.toolkit.permissions import asks_for
from mediacenter.toolkit.request_values import redirect_back, year_in
from unions.models import Organization

from .actions.answering_doubts import answer_doubts
from .actions.commenting import comment_on_figure, comments_of
from .actions.freezing import facts_of, sha
from .actions.reminding import remind_of_report
from .actions.reviewing import (
    accept_report,
    begin_correction,
    extend_deadline,
    return_report,
    submit_report,
)
from .actions.signing import answers_of, publish_signed, sign_report
from .changes import changed_figures, say_figure
from .doubts import TASKS, doubts_of
from .indicators import REGISTRY
from .models import IndicatorWording, ReportState
from .progress import report_of, stages_of, standings
from .views import address_to_enter, check_year, readable_figure, readable_organization
from .wording import wording_of
from .year_forms import ExtensionForm, ReturnForm, SignForm, show_refusal
from .year_transitions import RETURN, SIGN, SUBMIT

BRANCHES_A_PAGE = 50
YEARS = 5  # that the page of the wording leads to


STEPS = {
    "submit": (submit_report, lambda: _("The report is submitted.")),
    "accept": (accept_report, lambda: _("The report is accepted.")),
    "correct": (begin_correction, lambda: _("The report can be corrected now.")),
    "publish": (publish_signed, lambda: _("Everybody may read the report now.")),
}


@require_POST
def step(request, slug, year):
    """`step` is one of STEPS, which ask nothing more."""
    found = readable_organization(request.user, slug)
    check_year(year)
    if request.POST.get("step") not in STEPS:
        raise SuspiciousOperation
    take, told = STEPS[request.POST["step"]]
    try:
        take(organization=found, year=year, by=request.user)
    except ValidationError as refusal:
        tell(request, refusal)
    else:
        messages.success(request, told())
    return redirect("reports:year", slug, year)


def tell(request, refusal):
    for sentence in refusal.messages:
        messages.error(request, sentence)


def reached(request, slug, year, permission):
    """(organization, report) for who has a permission on the report; 403 for anybody else."""
    found = readable_organization(request.user, slug)
    check_year(year)
    report = report_of(found, year)
    if not request.user.has_perm(permission, report):
        raise PermissionDenied
    return found, report


@never_cache
def give_back(request, slug, year):
    """The form in which a reviewer ticks what is to be changed."""
    found, report = reached(request, slug, year, RETURN.permission)
    if request.method != "POST" and not RETURN.is_open_to(request.user, report):
        messages.error(request, _("The report is at another step by now."))
        return redirect("reports:year", slug, year)
    facts = facts_of(organization=found, year=year)
    language = get_language()
    form = ReturnForm(
        request.POST or None,
        figures=words_of(facts, year),
        texts={section: said.get(language, "") for section, said in facts["narrative"].items()},
        comments=comments_of(report),
        wording=wording_of(year),
    )
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data
        try:
            return_report(
                organization=found,
                year=year,
                items=form.items(),
                reason=words["reason"],
                answer_by=words["answer_by"],
                by=request.user,
            )
        except ValidationError as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("The report is returned."))
            return redirect("reports:year", slug, year)
    return render(
        request,
        "reports/return.html",
        {"organization": found, "year": year, "report": report, "form": form},
    )


@require_POST
def comment(request, slug, year, code):
    """Say something on a figure."""
    found, _indicator = readable_figure(request, slug, year, code)
    try:
        comment_on_figure(
            organization=found,
            year=year,
            code=code,
            text=request.POST.get("text", ""),
            by=request.user,
        )
    except ValidationError as refusal:
        tell(request, refusal)
    else:
        messages.success(request, _("The comment is written. The other side is told by mail."))
    return redirect(f"{reverse('reports:figure', args=[slug, year, code])}#comments")


def words_of(facts, year):
    """{code: the figure of the year in words} of what is stated."""
    return {
        code: say_figure(REGISTRY[code], figures[str(year)])
        for code, figures in facts["figures"].items()
        if str(year) in figures
    }


@never_cache
def doubts(request, slug, year):
    """What is doubtful in the year, to be mended, explained or accepted, and then the signature."""
    found, report = reached(request, slug, year, SUBMIT.permission)
    sent = answers_in(request.POST)
    if request.method == "POST" and stores(request, found, year, sent):
        return redirect("reports:doubts", slug, year)
    form = SignForm(initial={"signed_on": timezone.localdate()})
    return before_signing(request, found, report, form, sent)


def before_signing(request, found, report, form, sent=None):
    """The page of doubts; `sent`: {doubt: explanation by language} of answers not stored yet."""
    facts = facts_of(organization=found, year=report.year)
    sent = sent or {}
    answers = answers_of(report) if report.pk else {}
    named = named_answers(report)
    told = [
        {
            "doubt": doubt,
            "number": number,
            "answer": answers.get(doubt.key),
            "by": named.get(doubt.key),
            "explanations": [
                (code, name, {**answers, **sent}.get(doubt.key, {}).get(code, ""))
                for code, name in settings.LANGUAGES
            ],
            "is_accepted": doubt.key in sent and not any(sent[doubt.key].values()),
            "is_explained": any(sent.get(doubt.key, {}).values()),
            "mend": address_to_mend(request.user, found, report.year, doubt),
        }
        for number, doubt in enumerate(doubts_of(facts), start=1)
    ]
    return render(
        request,
        "reports/doubts.html",
        {
            "organization": found,
            "year": report.year,
            "report": report,
            "stages": stages_of(report),
            "doubts": told,
            "open": sum(1 for one in told if one["answer"] is None),
            "form": form,
            "seen": sha(facts),
            "may_sign": SIGN.is_open_to(request.user, report),
            "may_answer": report.status not in (ReportState.SIGNED, ReportState.PUBLISHED),
        },
    )


def named_answers(report):
    """{doubt: who answered it}."""
    if not report.pk:
        return {}
    found = report.doubt_answers.select_related("answered_by__person")
    return {answer.doubt: answer.answered_by for answer in found}


def address_to_mend(user, organization, year, doubt):
    """Where a figure is stated or a task followed up; None for what is mended elsewhere."""
    if doubt.key.startswith(f"{TASKS}:"):
        return reverse("reports:former_tasks", args=[organization.slug, year])
    if doubt.code is None or not doubt.key.startswith("silent:"):
        return None
    return address_to_enter(organization, year, doubt.code)


def answers_in(sent):
    """The explanations and acceptances among what was sent; what stands open stays open."""
    answers = {}
    for number, key in enumerate(sent.getlist("doubt"), start=1):
        words = {code: sent.get(f"explanation-{number}-{code}", "") for code in LANGUAGES}
        if any(text.strip() for text in words.values()) or f"accept-{number}" in sent:
            answers[key] = words
    return answers


def stores(request, organization, year, answers):
    """Whether the answers are stored; what refuses them is told."""
    try:
        answer_doubts(organization=organization, year=year, answers=answers, by=request.user)
    except ValidationError as refusal:
        tell(request, refusal)
        return False
    messages.success(request, pgettext("message", "Saved."))
    return True


@require_POST
def sign(request, slug, year):
    """Sign what lay before the chair on the page of doubts."""
    found, report = reached(request, slug, year, SIGN.permission)
    form = SignForm(request.POST)
    if form.is_valid():
        words = form.cleaned_data
        try:
            sign_report(
                organization=found,
                year=year,
                number=words["number"],
                signed_on=words["signed_on"],
                seen=words["seen"],
                by=request.user,
            )
        except ValidationError as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("The report is signed. Its files are being printed."))
            return redirect("reports:year", slug, year)
    return before_signing(request, found, report, form)


@never_cache
def changes(request, slug, year):
    """What has changed since the report was returned, submitted and signed."""
    found = readable_organization(request.user, slug)
    check_year(year)
    report = report_of(found, year)
    now = facts_of(organization=found, year=year)
    signature = report.current_signature() if report.pk else None
    compared = []
    if report.returned_facts and report.submitted_facts:
        heading = _("From the return to the new submission")
        compared.append((heading, report.returned_facts.facts, report.submitted_facts.facts))
    if report.submitted_facts:
        compared.append((_("Since the submission"), report.submitted_facts.facts, now))
    if signature:
        compared.append((_("Since the signature"), signature.snapshot.facts, now))
    return render(
        request,
        "reports/changes.html",
        {
            "organization": found,
            "year": year,
            "report": report,
            "comparisons": [
                {"heading": heading, "changes": changed_figures(before, after, year)}
                for heading, before, after in compared
            ],
        },
    )


@never_cache
def branches(request, slug, year):
    """The reports of the organizations right below: state, completeness, who is late."""
    found = readable_organization(request.user, slug)
    check_year(year)
    below = Organization.objects.get_children(found).open().alphabetical()
    page = Paginator(below, BRANCHES_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "reports/branches.html",
        {
            "organization": found,
            "year": year,
            "page": page,
            "standings": standings(found, list(page), year),
        },
    )


@require_POST
def extend(request, slug, year):
    """Let an organization submit until another day."""
    found, _report = reached(request, slug, year, RETURN.permission)
    form = ExtensionForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Enter a day."))
        return redirect("reports:year", slug, year)
    try:
        extend_deadline(
            organization=found, year=year, until=form.cleaned_data["until"], by=request.user
        )
    except ValidationError as refusal:
        tell(request, refusal)
    else:
        messages.success(request, pgettext("message", "Saved."))
    return redirect("reports:year", slug, year)


@require_POST
def remind(request, slug, year):
    """Remind those who answer for a report; leads back to the list that the button stands in."""
    found, report = reached(request, slug, year, RETURN.permission)
    try:
        remind_of_report(organization=found, year=year, by=request.user)
    except ValidationError as refusal:
        tell(request, refusal)
    else:
        messages.success(request, _("They are reminded: %(report)s.") % {"report": report})
    return redirect_back(request, reverse("reports:year", args=[slug, year]))


@asks_for("reports.view_indicatorwording")
@never_cache
def wording(request):
    """The blocks and the indicators as the reports of ?year= call them, in their order."""
    year = year_in(request.GET.get("year", "")) or timezone.localdate().year
    check_year(year)
    worded = wording_of(year)
    may_word = request.user.has_perm("reports.add_indicatorwording")
    own = dict(IndicatorWording.objects.filter(year=year).values_list("code", "pk"))

    def line(code):
        return {
            "name": worded.name(code),
            "is_worded": worded.is_worded(code),
            "address": may_word and address_to_word(worded, code, year, own.get(code)),
        }

    return render(
        request,
        "reports/wording.html",
        {
            "year": year,
            "years": range(timezone.localdate().year, timezone.localdate().year - YEARS, -1),
            "blocks": [
                {**line(letter), "letter": letter, "indicators": [line(i.code) for i in indicators]}
                for letter, indicators in worded.blocks()
            ],
        },
    )


def address_to_word(worded, code, year, key):
    """The form of its wording of that very year, by its key, else that of a new one, filled in with
    what holds by then."""
    if key is not None:
        return reverse("admin:reports_indicatorwording_change", args=[key])
    names = worded.names.get(code, {}).items()
    filled = {"code": code, "year": year, **{f"name_{language}": name for language, name in names}}
    if code in worded.places:
        filled["position"] = worded.places[code]
    filled = urlencode(filled)
    return f"{reverse('admin:reports_indicatorwording_add')}?{filled}"
