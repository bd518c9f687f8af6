"""The media plan: from an information occasion to a released and measured material."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mediacenter.toolkit.dates import Dated, DatedQuerySet


class MemorableDate(models.Model):
    """A day that returns each year and proposes an occasion: fixed, or the nth weekday of a month.

    `day` is a day of the month; with `weekday` (0 Monday) it is `nth` of that weekday, 5 the last.
    """

    name = models.CharField(_("name"), max_length=200)
    organization = models.ForeignKey(
        "unions.Organization",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="memorable_dates",
        verbose_name=_("of the organization"),
        help_text=_("Empty: of everybody."),
    )
    month = models.PositiveSmallIntegerField(_("month"))
    day = models.PositiveSmallIntegerField(_("day"), null=True, blank=True)
    weekday = models.PositiveSmallIntegerField(_("weekday"), null=True, blank=True)
    nth = models.PositiveSmallIntegerField(_("which of the month"), null=True, blank=True)
    rubric = models.ForeignKey(
        "publications.Rubric", models.SET_NULL, null=True, blank=True, verbose_name=_("rubric")
    )

    class Meta:
        verbose_name = _("memorable date")
        verbose_name_plural = _("memorable dates")
        constraints = [
            models.CheckConstraint(
                condition=Q(day__isnull=False, weekday__isnull=True, nth__isnull=True)
                | Q(day__isnull=True, weekday__isnull=False, nth__isnull=False),
                name="memorable_date_by_day_or_weekday",
            )
        ]

    def __str__(self):
        return self.name


class Certainty(models.TextChoices):
    CONFIRMED = "confirmed", _("confirmed")
    LIKELY = "likely", _("likely")
    POSSIBLE = "possible", _("possible")


class OccasionStatus(models.TextChoices):
    OPEN = "open", _("open")
    POSTPONED = "postponed", _("postponed, date open")
    CANCELLED = "cancelled", _("cancelled")


class OccasionQuerySet(DatedQuerySet):
    def within(self, organization):
        return self.filter(organization__path__startswith=organization.path)


class Occasion(Dated):
    """An information occasion: what happens, when, where, whose, how sure."""

    organization = models.ForeignKey(
        "unions.Organization",
        models.CASCADE,
        related_name="occasions",
        verbose_name=_("whose"),
    )
    title = models.CharField(_("what happens"), max_length=250)
    about = models.TextField(_("more"), blank=True)
    place = models.CharField(_("where"), max_length=250, blank=True)
    starts_at_time = models.TimeField(_("at"), null=True, blank=True)
    certainty = models.CharField(
        _("how sure"), max_length=10, choices=Certainty, default=Certainty.CONFIRMED
    )
    status = models.CharField(
        _("state"),
        max_length=10,
        choices=OccasionStatus,
        default=OccasionStatus.OPEN,
        editable=False,
    )
    reason = models.CharField(_("reason of the change"), max_length=300, blank=True, editable=False)
    rubric = models.ForeignKey(
        "publications.Rubric",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="occasions",
        verbose_name=_("rubric"),
    )
    memorable_date = models.ForeignKey(
        MemorableDate,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="occasions",
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    objects = OccasionQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("information occasion")
        verbose_name_plural = _("information occasions")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["memorable_date", "starts_on", "organization"],
                name="memorable_date_proposed_once",
            ),
        ]
        indexes = [models.Index(fields=["organization", "starts_on"])]

    def __str__(self):
        return self.title


class PlanStatus(models.TextChoices):
    """From an idea to a measured material; the order is that of the board."""

    IDEA = "idea", _("idea")
    PLANNED = "planned", _("planned")
    IN_WORK = "in_work", _("in work")
    APPROVED = "approved", _("approved")
    RELEASED = "released", _("released")
    MEASURED = "measured", _("measured")
    POSTPONED = "postponed", _("postponed")
    CANCELLED = "cancelled", _("cancelled")


class PlanItem(models.Model):
    """What is to be said on an occasion; assignments say who makes which material of it."""

    occasion = models.ForeignKey(
        Occasion, models.CASCADE, related_name="plan_items", verbose_name=_("occasion")
    )
    title = models.CharField(_("what is to be said"), max_length=250)
    status = models.CharField(
        _("state"), max_length=10, choices=PlanStatus, default=PlanStatus.IDEA, editable=False
    )
    release_on = models.DateField(_("release on"), null=True, blank=True, db_index=True)
    measured = models.CharField(_("what came of it"), max_length=300, blank=True)
    article = models.ForeignKey(
        "publications.Article",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="plan_items",
        verbose_name=_("article"),
    )

    class Meta:
        verbose_name = _("plan item")
        verbose_name_plural = _("plan items")
        indexes = [models.Index(fields=["status", "release_on"])]

    def __str__(self):
        return self.title


class MaterialFormat(models.TextChoices):
    TEXT = "text", _("text")
    PRESS_RELEASE = "press_release", _("press release")
    PHOTO = "photo", _("photo report")
    VIDEO = "video", _("video")
    POST = "post", _("social post")
    INTERVIEW = "interview", _("interview")
    PRINT = "print", _("printed matter")


class AssignmentStatus(models.TextChoices):
    OFFERED = "offered", _("to be taken")
    TAKEN = "taken", _("in work")
    HANDED_IN = "handed_in", _("handed in")
    DONE = "done", _("done")
    POSTPONED = "postponed", _("postponed")
    CANCELLED = "cancelled", _("cancelled")


class Assignment(models.Model):
    """Who makes which material, in which language and format, for which channel, by when."""

    plan_item = models.ForeignKey(
        PlanItem, models.CASCADE, related_name="assignments", verbose_name=_("plan item")
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="assignments",
        verbose_name=_("who"),
    )
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    format = models.CharField(
        _("format"), max_length=15, choices=MaterialFormat, default=MaterialFormat.TEXT
    )
    channel = models.ForeignKey(
        "unions.Channel",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="assignments",
        verbose_name=_("for the channel"),
    )
    outlet = models.ForeignKey(
        "publications.Outlet",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="assignments",
        verbose_name=_("for the outlet"),
    )
    due_at = models.DateTimeField(_("by"), db_index=True)
    status = models.CharField(
        _("state"),
        max_length=10,
        choices=AssignmentStatus,
        default=AssignmentStatus.OFFERED,
        editable=False,
    )
    text = models.ForeignKey(
        "publications.ArticleText",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="assignments",
        verbose_name=_("fulfilled by the text"),
    )
    done_at = models.DateTimeField(_("done"), null=True, editable=False)
    reminded_before_at = models.DateTimeField(null=True, editable=False)
    reminded_after_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        indexes = [models.Index(fields=["assignee", "status", "due_at"])]

    def __str__(self):
        return f"{self.plan_item} ({self.language}, {self.get_format_display()})"


def new_secret():
    return secrets.token_urlsafe(24)


class CalendarAddress(models.Model):
    """The secret part of a person's calendar address; renewing it closes the old one."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_address"
    )
    secret = models.CharField(max_length=64, unique=True, default=new_secret)
    renewed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")

    def __str__(self):
        return f"{self.user}"
