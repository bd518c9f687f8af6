"""Notices: who is to know what by e-mail. Nobody is told of what they have done themselves."""

from django.db import transaction
from django.utils import timezone

from mediacenter.services.outbox.actions import owe_all
from publications.plan.models import Assignment, Notice, NoticeEvent
from publications.press.joint_hooks import joint_answered, joint_asked
from unions.models import Appointment, Organization, Role, User


@transaction.atomic
def note(notices, *, now, ignore_conflicts=False):
    """Store notices, each with the mail that is to tell its person."""
    notices = list(notices)
    mails = owe_all("plan.notices", users={notice.user_id for notice in notices}, now=now)
    for notice in notices:
        notice.mail, notice.made_at = mails[notice.user_id], now
    Notice.objects.bulk_create(notices, ignore_conflicts=ignore_conflicts)


def tell_assignee(event, assignment, *, by):
    """Note an event for whoever makes the material."""
    tell_assignees(event, Assignment.objects.filter(pk=assignment.pk), by=by)


def tell_assignees(event, assignments, *, by):
    concerned = assignments.exclude(assignee=None).exclude(assignee=by)
    note(
        (
            Notice(user_id=user, event=event, assignment_id=key, due_at=due_at)
            for key, user, due_at in concerned.values_list("pk", "assignee", "due_at")
        ),
        now=timezone.now(),
    )


def tell_writers(event, text, *, by):
    """Note an event for everybody who has written on a text."""
    writers = text.revisions.exclude(saved_by=None).exclude(saved_by=by)
    tell(event, text, set(writers.order_by().values_list("saved_by", flat=True).distinct()))


def tell_editors(event, text, *, by):
    """Note an event for the editors of the organization, or of the nearest above that has any."""
    found = nearest(text.article.organization, Role.EDITOR, by=by)
    tell(event, text, found)


@joint_asked.register
def tell_of_joint(request, *, by):
    """Note for whoever writes for the organization that it was named in a piece."""
    found = nearest(request.organization, Role.PRESS_OFFICER, Role.EDITOR, by=by)
    forget_joint(request)
    note(
        (Notice(user_id=user, event=NoticeEvent.JOINT, joint=request) for user in sorted(found)),
        now=timezone.now(),
    )


@joint_answered.register
def forget_joint(request):
    """Drop what is not sent yet of a request that was answered, or is made anew."""
    request.notices.filter(mail__ready_at=None).delete()


def nearest(organization, *roles, by):
    """Who holds one of the roles there, or else at the nearest above: a set of users' keys."""
    path = organization.path
    for length in range(len(path), 0, -Organization.steplen):
        posts = Appointment.objects.current().filter(
            role__in=roles, organization__path=path[:length]
        )
        holders = User.objects.filter(is_active=True, person__in=posts.values("person"))
        found = set(holders.exclude(pk=by and by.pk).values_list("pk", flat=True))
        if found:
            return found
    return set()


def tell(event, text, users):
    note(
        (Notice(user_id=user, event=event, text=text) for user in sorted(users)),
        now=timezone.now(),
    )


def forget_waiting(text):
    """Drop what is not sent yet of a text's waiting: it waits no longer."""
    text.notices.filter(event=NoticeEvent.WAITING, mail__ready_at=None).delete()
