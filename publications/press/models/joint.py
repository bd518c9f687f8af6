"""Joint publications: another organization is named by who enters a piece, and has its say."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.authorship import done_by
from unions.access import in_subtrees


class JointState(models.TextChoices):
    ASKED = "asked", _("waits for an answer")
    CONFIRMED = "confirmed", pgettext_lazy("joint publication", "confirmed")
    REFUSED = "refused", pgettext_lazy("joint publication", "refused")


class JointRequestQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state=JointState.ASKED)

    def answerable_by(self, user, *roles):
        """For the organizations that one of the roles of the user reaches."""
        if user.is_superuser:
            return self
        paths = user.paths_of(*roles)
        return self.filter(in_subtrees(paths, "organization__path")) if paths else self.none()

    def for_reading(self):
        return self.select_related(
            "coverage__organization", "coverage__outlet", "organization", "asked_by__person"
        ).order_by("asked_at", "pk")


class JointRequest(models.Model):
    """An organization was named in a piece that another entered: until it confirms, the piece
    counts for it nowhere. What it has confirmed stands in `Coverage.shared_with`.
    """

    coverage = models.ForeignKey(
        "publications.Coverage", models.CASCADE, related_name="joint_requests"
    )
    organization = models.ForeignKey(
        "unions.Organization", models.CASCADE, related_name="joint_requests"
    )
    state = models.CharField(max_length=10, choices=JointState, default=JointState.ASKED)
    asked_by = done_by()
    asked_at = models.DateTimeField()

    objects = JointRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for a joint publication")
        verbose_name_plural = _("requests for joint publications")
        constraints = [
            models.UniqueConstraint(
                fields=["coverage", "organization"],
                name="joint_request_once",
                violation_error_message=_("This organization has been asked already."),
            )
        ]

    def __str__(self):
        return f"{self.organization}: {self.coverage}"
