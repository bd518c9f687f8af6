"""The cabinet: what somebody who has signed in came for, by the posts that they hold."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from mediacenter.portal.work_queues import queues_of
from mediacenter.reports.models import ReportFile
from mediacenter.reports.rules import READERS
from publications.articles.models import Accreditation, ArticleText, Status
from publications.plan.models import Assignment
from publications.plan.today import work_of
from publications.press.models import CrisisCard, JointRequest
from unions.models import Appointment, Organization, Role
from unions.roles import WRITERS

SHOWN = 5


@login_required
@never_cache
def cabinet(request):
    user = request.user
    last_year = timezone.localdate().year - 1
    plans = user.has_perm("publications.view_occasion")
    return render(
        request,
        "portal/cabinet.html",
        {
            "appointments": posts_of(user),
            "report_organizations": user.reach(*READERS).filter(path__in=user.paths_of(*READERS)),
            "last_year": last_year,
            "newest_files": newest_files(user),
            "writes": user.has_perm("publications.add_article"),
            "plans": plans,
            "work": work_of(user) if plans else {},
            "queues": queues_of(user),
            "deadlines": deadlines_of(user),
            "enters_coverage": user.has_perm("publications.add_coverage"),
            "joint_waiting": JointRequest.objects.waiting().answerable_by(user, *WRITERS).count(),
            "keeps_mail": user.has_perm("outbox.keep_mail"),
            "sees_crises": user.has_perm("publications.view_crisiscard"),
            "open_crises": CrisisCard.objects.open().visible_to(user)[:SHOWN],
            "is_journalist": Accreditation.objects.of(user).exists(),
            "ready": waiting(texts_in(Status.READY, user.reach(Role.EDITOR))),
            "drafts": newest(texts_in(Status.DRAFT, user.reach(Role.PRESS_OFFICER))),
        },
    )


def posts_of(user):
    if not user.person_id:
        return Appointment.objects.none()
    return (
        Appointment.objects.current()
        .filter(person_id=user.person_id)
        .exclude(role="")
        .select_related("organization")
    )


def newest_files(user):
    held = Organization.objects.filter(path__in=user.paths_of(*READERS))
    return (
        ReportFile.objects.filter(snapshot__organization__in=held)
        .select_related("snapshot__organization")
        .order_by("-built_at")[:SHOWN]
    )


def deadlines_of(user):
    """The nearest of the user's own open assignments."""
    return (
        Assignment.objects.open()
        .filter(assignee=user)
        .select_related("plan_item")
        .order_by("due_at", "pk")[:SHOWN]
    )


def texts_in(status, organizations):
    return ArticleText.objects.filter(
        status=status, article__organization__in=organizations
    ).select_related("article__organization", "handed_in_by__person")


def waiting(texts):
    """Who has waited longest comes first."""
    return texts.order_by("handed_in_at", "pk")[:SHOWN]


def newest(texts):
    return texts.order_by("-changed_at")[:SHOWN]
