"""Notices: who is to know what by e-mail. Nobody is told of what they have done themselves."""

from django.utils import timezone

from publications.plan.models import Assignment, Notice, NoticeEvent
from publications.press.joint_hooks import joint_answered, joint_asked
from unions.models import Appointment, Organization, Role, User


def tell_assignee(event, assignment, *, by):
    """Note an event for whoever makes the material."""
    tell_assignees(event, Assignment.objects.filter(pk=assignment.pk), by=by)


def tell_assignees(event, assignments, *, by):
    now = timezone.now()
    concerned = assignments.exclude(assignee=None).exclude(assignee=by)
    Notice.objects.bulk_create(
        Notice(user_id=user, event=event, assignment_id=key, due_at=due_at, made_at=now)
        for key, user, due_at in concerned.values_list("pk", "assignee", "due_at")
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
    now = timezone.now()
    forget_joint(request)
    Notice.objects.bulk_create(
        Notice(user_id=user, event=NoticeEvent.JOINT, joint=request, made_at=now)
        for user in sorted(found)
    )


@joint_answered.register
def forget_joint(request):
    """Drop what is not sent yet of a request that was answered, or is made anew."""
    request.notices.filter(mail=None).delete()


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
    now = timezone.now()
    Notice.objects.bulk_create(
        Notice(user_id=user, event=event, text=text, made_at=now) for user in sorted(users)
    )


def forget_waiting(text):
    """Drop what is not sent yet of a text's waiting: it waits no longer."""
    text.notices.filter(event=NoticeEvent.WAITING, mail=None).delete()
