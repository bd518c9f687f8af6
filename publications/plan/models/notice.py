"""What people are told of by e-mail: noted when it happens, sent together."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class NoticeEvent(models.TextChoices):
    """In the order of a mail: the most pressing first."""

    OVERDUE = "overdue", _("The deadline has passed")
    DUE_SOON = "due_soon", _("Due soon")
    WAITING = "waiting", _("Waits for review")
    JOINT = "joint", _("Named jointly with others: confirm or refuse")
    RETURNED = "returned", _("Returned for revision")
    WITHDRAWN = "withdrawn", _("Taken off the site, in work again")
    GIVEN = "given", _("New for you")
    MOVED = "moved", _("With another deadline")
    STOPPED = "stopped", _("Postponed or cancelled")
    RESUMED = "resumed", _("Goes on")
    APPROVED = "approved", pgettext_lazy("notice event", "Approved")
    SCHEDULED = "scheduled", _("To be published")
    RELEASED = "released", pgettext_lazy("notice event", "Published")


REMINDERS = [NoticeEvent.DUE_SOON, NoticeEvent.OVERDUE]


class Notice(models.Model):
    """Something to know of an assignment, of a text that one wrote, of a joint publication.

    `mail` tells of it, by itself or gathered into another one; it waits while that is not ready.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    event = models.CharField(max_length=10, choices=NoticeEvent)
    assignment = models.ForeignKey(
        "publications.Assignment", models.CASCADE, null=True, related_name="notices"
    )
    text = models.ForeignKey(
        "publications.ArticleText", models.CASCADE, null=True, related_name="notices"
    )
    joint = models.ForeignKey(
        "publications.JointRequest", models.CASCADE, null=True, related_name="notices"
    )
    due_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    mail = models.ForeignKey("outbox.Mail", models.CASCADE, related_name="notices")

    class Meta:
        verbose_name = pgettext_lazy("record", "notice")
        verbose_name_plural = pgettext_lazy("record", "notices")
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "user", "event", "due_at"],
                condition=Q(event__in=REMINDERS),
                name="reminded_once_a_deadline",
                violation_error_message=_("This person has been reminded of the deadline already."),
            ),
            models.CheckConstraint(
                condition=Q(assignment__isnull=False, text__isnull=True, joint__isnull=True)
                | Q(assignment__isnull=True, text__isnull=False, joint__isnull=True)
                | Q(assignment__isnull=True, text__isnull=True, joint__isnull=False),
                name="notice_of_one_matter",
                violation_error_message=_("A notice is about one matter alone."),
            ),
        ]

    def __str__(self):
        return f"{self.get_event_display()}: {self.assignment or self.text or self.joint}"
