"""The media plan: from an information occasion to a released and measured material."""

from django.conf import settings
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.services.calendars.models import Announced
from mediacenter.toolkit.authorship import done_by
from mediacenter.toolkit.bounded import Among
from mediacenter.toolkit.dates import SPAN, Dated, DatedQuerySet
from mediacenter.toolkit.language import in_each
from mediacenter.toolkit.words import words_index
from publications.articles.models import ArticleKind
from unions.access import GRANTS, is_root

from .memorable import MemorableDate


class Certainty(models.TextChoices):
    CONFIRMED = "confirmed", pgettext_lazy("certainty", "confirmed")
    LIKELY = "likely", pgettext_lazy("certainty", "likely")
    POSSIBLE = "possible", pgettext_lazy("certainty", "possible")


class OccasionStatus(models.TextChoices):
    OPEN = "open", pgettext_lazy("occasion status", "open")
    POSTPONED = "postponed", _("postponed, date open")
    CANCELLED = "cancelled", pgettext_lazy("occasion status", "cancelled")


class Planned(models.QuerySet):
    """Visible to whom a role gives it, and to whoever makes a material of it."""

    def visible_to(self, user):
        if user.is_superuser and user.is_active:
            return self
        grant, mine = GRANTS[self.model], self.work_of(user)
        if any(map(is_root, user.paths_of(*grant.roles["view"]))):
            return self.filter(grant.within_reach(user) | Q(Among("pk", mine)))
        # both together would read everything there is; each finds its few by an index
        reached = self.model.objects.filter(grant.within_reach(user)).order_by().values("pk")
        return self.filter(Among("pk", reached.union(mine)))

    def of(self, user):
        """What the user has to do with."""
        return self.filter(Among("pk", self.work_of(user)))


class OccasionQuerySet(Planned, DatedQuerySet):
    def within(self, organization):
        return self.filter(organization__path__startswith=organization.path)

    def work_of(self, user):
        """The keys of those that the user has entered or makes a material of."""
        entered = Occasion.objects.filter(created_by=user).order_by().values("pk")
        made = Assignment.objects.filter(assignee=user).order_by()
        return entered.union(made.values("plan_item__occasion"))


class InterruptedAt(models.TextChoices):
    """Where something was postponed or cancelled, from which it passed down."""

    OCCASION = "occasion", pgettext_lazy("plan level", "occasion")
    PLAN_ITEM = "plan_item", _("plan item")
    ASSIGNMENT = "assignment", pgettext_lazy("plan level", "assignment")


class Interruptible(models.Model):
    """Remembers the state that a postponement or cancellation interrupted, until it resumes."""

    status_before = models.CharField(max_length=10, blank=True, editable=False)
    interrupted_by = models.CharField(
        max_length=10, choices=InterruptedAt, blank=True, default="", editable=False
    )

    class Meta:
        abstract = True


class Occasion(Announced, Dated):
    """An information occasion: what happens, when, where, whose, how sure."""

    organization = models.ForeignKey(
        "unions.Organization",
        models.CASCADE,
        related_name="occasions",
        verbose_name=pgettext_lazy("field", "organization"),
    )
    title = models.CharField(_("what happens"), max_length=250)
    about = models.TextField(pgettext_lazy("field", "details"), blank=True)
    place = models.CharField(pgettext_lazy("field", "place"), max_length=250, blank=True)
    starts_at_time = models.TimeField(pgettext_lazy("field", "start time"), null=True, blank=True)
    certainty = models.CharField(
        pgettext_lazy("occasion", "certainty"),
        max_length=10,
        choices=Certainty,
        default=Certainty.CONFIRMED,
    )
    status = models.CharField(
        pgettext_lazy("field", "state"),
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
        verbose_name=pgettext_lazy("field", "rubric"),
    )
    memorable_date = models.ForeignKey(
        MemorableDate,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="occasions",
    )
    proposed_for = models.DateField(null=True, editable=False)
    created_by = done_by(editable=False)

    objects = OccasionQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("information occasion")
        verbose_name_plural = _("information occasions")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["memorable_date", "proposed_for", "organization"],
                name="memorable_date_proposed_once",
                violation_error_message=_(
                    "This memorable date is in the plan of that year already."
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["organization", "starts_on"]),
            GistIndex(SPAN, name="occasion_span", condition=Q(starts_on__isnull=False)),
            words_index(*in_each("title"), name="occasion_words"),
        ]

    def __str__(self):
        return self.title


class PlanStatus(models.TextChoices):
    """From an idea to a measured material; the order is that of the board."""

    IDEA = "idea", pgettext_lazy("plan status", "idea")
    PLANNED = "planned", pgettext_lazy("plan status", "planned")
    IN_WORK = "in_work", _("in work")
    APPROVED = "approved", pgettext_lazy("plan status", "approved")
    RELEASED = "released", pgettext_lazy("plan status", "released")
    MEASURED = "measured", pgettext_lazy("plan status", "measured")
    POSTPONED = "postponed", pgettext_lazy("plan status", "postponed")
    CANCELLED = "cancelled", pgettext_lazy("plan status", "cancelled")


OPEN_ITEMS = [PlanStatus.IDEA, PlanStatus.PLANNED, PlanStatus.IN_WORK, PlanStatus.APPROVED]
WAY_OF_ITEMS = [*OPEN_ITEMS, PlanStatus.RELEASED, PlanStatus.MEASURED]
STANDING_STILL = [PlanStatus.POSTPONED, PlanStatus.CANCELLED]


class PlanItemQuerySet(Planned):
    def within(self, organization):
        return self.filter(occasion__organization__path__startswith=organization.path)

    def work_of(self, user):
        return Assignment.objects.filter(assignee=user).order_by().values("plan_item")

    def standing_in(self, first, last):
        """Those of the days first..last, with the day of each as `on`: the real one once it is."""
        planned = Q(released_on__isnull=True, release_on__range=(first, last))
        return self.filter(planned | Q(released_on__range=(first, last))).annotate(
            on=Coalesce("released_on", "release_on")
        )


class PlanItem(Interruptible):
    """What is to be said on an occasion; assignments say who makes which material of it."""

    occasion = models.ForeignKey(
        Occasion,
        models.CASCADE,
        related_name="plan_items",
        verbose_name=pgettext_lazy("field", "occasion"),
    )
    title = models.CharField(_("what is to be said"), max_length=250)
    status = models.CharField(
        pgettext_lazy("field", "state"),
        max_length=10,
        choices=PlanStatus,
        default=PlanStatus.IDEA,
        editable=False,
    )
    release_on = models.DateField(_("release on"), null=True, blank=True, db_index=True)
    released_on = models.DateField(_("released on"), null=True, editable=False, db_index=True)
    measured = models.CharField(_("the result"), max_length=300, blank=True)

    objects = PlanItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan item")
        verbose_name_plural = _("plan items")
        indexes = [
            models.Index(fields=["status", "release_on", "id"], name="planitem_board"),
            words_index("title", name="planitem_words"),
        ]

    def __str__(self):
        return self.title

    @property
    def stands_on(self):
        """The day on which calendars show it: that of its release, before it the planned one."""
        return self.released_on or self.release_on


class MaterialFormat(models.TextChoices):
    TEXT = "text", pgettext_lazy("material format", "text")
    PRESS_RELEASE = "press_release", _("press release")
    PHOTO = "photo", _("photo report")
    VIDEO = "video", pgettext_lazy("material format", "video")
    POST = "post", _("social post")
    INTERVIEW = "interview", pgettext_lazy("material format", "interview")
    PRINT = "print", _("printed matter")


KIND_OF_FORMAT = {
    MaterialFormat.TEXT: ArticleKind.NEWS,
    MaterialFormat.PRESS_RELEASE: ArticleKind.PRESS_RELEASE,
    MaterialFormat.PHOTO: ArticleKind.PHOTO,
    MaterialFormat.VIDEO: ArticleKind.VIDEO,
    MaterialFormat.INTERVIEW: ArticleKind.INTERVIEW,
}


class AssignmentStatus(models.TextChoices):
    OFFERED = "offered", _("not begun")
    TAKEN = "taken", _("in work")
    HANDED_IN = "handed_in", _("submitted for review")
    APPROVED = "approved", pgettext_lazy("assignment status", "approved")
    DONE = "done", pgettext_lazy("assignment status", "done")
    POSTPONED = "postponed", pgettext_lazy("assignment status", "postponed")
    CANCELLED = "cancelled", pgettext_lazy("assignment status", "cancelled")


OPEN_ASSIGNMENTS = [
    AssignmentStatus.OFFERED,
    AssignmentStatus.TAKEN,
    AssignmentStatus.HANDED_IN,
    AssignmentStatus.APPROVED,
]
WAY_OF_ASSIGNMENTS = [*OPEN_ASSIGNMENTS, AssignmentStatus.DONE]


class AssignmentQuerySet(Planned):
    def within(self, organization):
        return self.filter(plan_item__occasion__organization__path__startswith=organization.path)

    def work_of(self, user):
        return Assignment.objects.filter(assignee=user).order_by().values("pk")

    def open(self):
        return self.filter(status__in=OPEN_ASSIGNMENTS)


class Assignment(Announced, Interruptible):
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
        verbose_name=pgettext_lazy("field", "assignee"),
    )
    language = models.CharField(
        pgettext_lazy("field", "language"), max_length=2, choices=settings.LANGUAGES
    )
    format = models.CharField(
        pgettext_lazy("field", "format"),
        max_length=15,
        choices=MaterialFormat,
        default=MaterialFormat.TEXT,
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
    due_at = models.DateTimeField(pgettext_lazy("field", "due"), db_index=True)
    status = models.CharField(
        pgettext_lazy("field", "state"),
        max_length=10,
        choices=AssignmentStatus,
        default=AssignmentStatus.OFFERED,
        editable=False,
    )
    article = models.ForeignKey(
        "publications.Article",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="assignments",
        verbose_name=pgettext_lazy("field", "article"),
        help_text=_("Its text in the language of the assignment fulfils it."),
    )
    done_at = models.DateTimeField(pgettext_lazy("field", "done"), null=True, editable=False)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("record", "assignment")
        verbose_name_plural = pgettext_lazy("record", "assignments")
        indexes = [models.Index(fields=["assignee", "status", "due_at"])]

    def __str__(self):
        return f"{self.plan_item} ({self.get_language_display()}, {self.get_format_display()})"

    @property
    def is_open(self):
        return self.status in OPEN_ASSIGNMENTS

    @property
    def can_go_on(self):
        """Whether it was cancelled by itself, so that it may be resumed by itself."""
        is_alone = self.interrupted_by == InterruptedAt.ASSIGNMENT
        return is_alone and self.plan_item.status not in STANDING_STILL

    @property
    def is_article(self):
        """Whether a text on the site can fulfil it."""
        return self.format in KIND_OF_FORMAT and self.outlet_id is None
