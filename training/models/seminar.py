import datetime as dt

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import npgettext, pgettext_lazy

from mediacenter.services.calendars.models import Announced
from mediacenter.toolkit.dates import Dated, DatedQuerySet, Precision, in_order
from mediacenter.toolkit.language import in_each
from mediacenter.toolkit.quantity import Quantity
from mediacenter.toolkit.words import words_index


class Mode(models.TextChoices):
    IN_PERSON = "in_person", pgettext_lazy("mode of a seminar", "in person")
    ONLINE = "online", pgettext_lazy("mode of a seminar", "online")
    MIXED = "mixed", _("in person and online")


class SeminarQuerySet(DatedQuerySet):
    def published(self):
        return self.filter(is_published=True)

    def held(self):
        """What was not cancelled."""
        return self.filter(cancelled_at=None)

    def of_known_days(self):
        """What stands in calendars."""
        return self.filter(starts_on__isnull=False, precision=Precision.DAY)

    def in_region(self, region):
        return self.filter(region=region)

    def newest_first(self):
        return self.order_by(models.F("starts_on").desc(nulls_last=True), "-pk")

    def upcoming(self):
        ahead = self.held().filter(ends_on__gte=timezone.localdate())
        return ahead.order_by("starts_on", "pk")

    def past(self):
        """What is over, and what nobody has dated."""
        over = models.Q(ends_on__lt=timezone.localdate()) | models.Q(starts_on__isnull=True)
        return self.filter(over).newest_first()

    def uncounted(self):
        """Whose number of participants nobody has entered."""
        counted = SeminarFigure.objects.filter(
            seminar=models.OuterRef("pk"), counted=Counted.PARTICIPANTS
        )
        return self.filter(~models.Exists(counted))

    def for_lists(self):
        """With all that a list shows of each seminar, in two queries whatever their number."""
        return self.select_related("organizer", "programme").prefetch_related("figures")

    def within(self, organization):
        """Seminars that the organization or one below it organizes or takes part in."""
        return self.concerning("path__startswith", organization.path)

    def of_organizations_at(self, paths):
        """Seminars that the organizations of these paths organize or take part in."""
        return self.concerning("path__in", paths)

    def concerning(self, lookup, value):
        return self.filter(
            models.Q(**{f"organizer__{lookup}": value})
            | models.Exists(
                Seminar.audience.through.objects.filter(
                    seminar=models.OuterRef("pk"), **{f"organization__{lookup}": value}
                )
            )
        )


class Seminar(Announced, Dated):
    """A training event: what it teaches, where and when, who organizes it and for whom."""

    programme = models.ForeignKey(
        "training.Programme",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="seminars",
        verbose_name=pgettext_lazy("field", "programme"),
    )
    slug = models.SlugField(pgettext_lazy("field", "address"), max_length=160, unique=True)
    title = models.CharField(pgettext_lazy("field", "title"), max_length=250)
    topic = models.CharField(pgettext_lazy("field", "topic"), max_length=300, blank=True)
    about = models.TextField(_("what it is about"), blank=True)
    organizer = models.ForeignKey(
        "unions.Organization",
        models.PROTECT,
        related_name="seminars",
        verbose_name=pgettext_lazy("field", "organizer"),
    )
    organizer_unit = models.CharField(
        _("organizing unit or partner"),
        max_length=250,
        blank=True,
        help_text=_("A training centre, say, or an outside organizer."),
    )
    audience = models.ManyToManyField(
        "unions.Organization",
        blank=True,
        related_name="seminars_attended",
        verbose_name=_("organizations that took part"),
    )
    module = models.ForeignKey(
        "training.Module",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="seminars",
        verbose_name=pgettext_lazy("field", "module"),
    )
    cohort = models.ForeignKey(
        "training.Cohort",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="seminars",
        verbose_name=pgettext_lazy("field", "group"),
    )
    goals = models.TextField(
        pgettext_lazy("field", "goals"), blank=True, help_text=_("One on each line.")
    )
    starts_at_time = models.TimeField(_("begins at"), null=True, blank=True)
    ends_at_time = models.TimeField(_("ends at"), null=True, blank=True)
    mode = models.CharField(
        _("how it is held"), max_length=10, choices=Mode, default=Mode.IN_PERSON
    )
    link = models.URLField(
        _("link to take part online"),
        max_length=500,
        blank=True,
        help_text=_("It is told to who takes part, and stands on no page."),
    )
    languages = ArrayField(
        models.CharField(max_length=2, choices=settings.LANGUAGES),
        verbose_name=pgettext_lazy("field", "languages"),
        default=list,
        blank=True,
    )
    places = models.PositiveSmallIntegerField(
        pgettext_lazy("field", "places"),
        null=True,
        blank=True,
        help_text=_("Left blank, nobody signs up by the portal."),
    )
    places_per_organization = models.PositiveSmallIntegerField(
        _("places for one organization"), null=True, blank=True
    )
    sign_up_opens_at = models.DateTimeField(_("sign-up opens"), null=True, blank=True)
    sign_up_closes_at = models.DateTimeField(_("sign-up closes"), null=True, blank=True)
    needs_approval = models.BooleanField(_("the organizer approves each sign-up"), default=False)
    offer_hours = models.PositiveSmallIntegerField(
        _("hours to answer an offer"),
        default=48,
        help_text=_("How long a place that has become free is kept for who waits."),
    )
    certificate_share = models.PositiveSmallIntegerField(
        _("share of the hours for a certificate, %"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(100)],
        help_text=_(
            "0: whoever was there at all has earned one. Left blank, the rule of its programme "
            "holds."
        ),
    )
    cancelled_at = models.DateTimeField(
        pgettext_lazy("field", "cancelled"), null=True, editable=False
    )
    cancelled_because = models.CharField(
        _("why it is cancelled"), max_length=300, blank=True, editable=False
    )
    audience_note = models.CharField(_("for whom"), max_length=300, blank=True)
    place = models.CharField(pgettext_lazy("field", "place"), max_length=250, blank=True)
    region = models.ForeignKey(
        "unions.Region",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="seminars",
        verbose_name=pgettext_lazy("field", "region"),
    )
    is_published = models.BooleanField(_("shown to the public"), default=True)

    objects = SeminarQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = pgettext_lazy("record", "seminar")
        verbose_name_plural = pgettext_lazy("record", "seminars")
        indexes = [
            words_index(*in_each("title", "topic"), name="seminar_words"),
        ]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ends_at_time__gt=models.F("starts_at_time")),
                name="seminar_hours_in_order",
                violation_error_message=_("The end is before the beginning."),
            ),
            models.CheckConstraint(
                condition=Q(ends_at_time=None) | Q(starts_at_time__isnull=False),
                name="seminar_begins_before_it_ends",
                violation_error_message=_("Enter when it begins."),
            ),
            in_order("sign_up_opens_at", "sign_up_closes_at", name="seminar_sign_up_span"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("training:seminar", args=[self.slug])

    @property
    def is_ahead(self):
        return bool(self.starts_on and self.starts_on > timezone.localdate())

    @property
    def begins_at(self):
        """The moment at which it begins, or midnight of its first day; None: not known."""
        if self.starts_on is None or self.precision != Precision.DAY:
            return None
        return _moment(self.starts_on, self.starts_at_time or dt.time())

    @property
    def ends_at(self):
        """The moment at which it ends, where its hours are told; else None."""
        if self.begins_at is None or self.ends_at_time is None:
            return None
        return _moment(self.ends_on, self.ends_at_time)

    @property
    def sign_up_deadline(self):
        """Until when people sign up and cancel by themselves; None where its days are unknown."""
        return self.sign_up_closes_at or self.begins_at

    @property
    def hours_in_words(self):
        """10:00–17:00; "" where nobody has told them."""
        told = filter(None, (self.starts_at_time, self.ends_at_time))
        return "–".join(f"{one:%H:%M}" for one in told)

    @property
    def languages_in_words(self):
        names = dict(settings.LANGUAGES)
        return ", ".join(str(names.get(code, code)) for code in self.languages)

    @property
    def listed_goals(self):
        return list(filter(None, map(str.strip, self.goals.splitlines())))

    @property
    def takes_sign_ups(self):
        """Whether its places are given by the portal at all."""
        return self.places is not None and self.begins_at is not None


def _moment(day, time):
    return timezone.make_aware(dt.datetime.combine(day, time))


class Session(models.Model):
    """A point of a seminar's programme."""

    seminar = models.ForeignKey(Seminar, models.CASCADE, related_name="sessions")
    number = models.PositiveSmallIntegerField(pgettext_lazy("field", "No."), default=1)
    title = models.CharField(pgettext_lazy("field", "title"), max_length=300)
    starts_at = models.DateTimeField(pgettext_lazy("field", "begins"), null=True, blank=True)
    hours = models.DecimalField(
        _("academic hours"), max_digits=4, decimal_places=1, null=True, blank=True
    )

    class Meta:
        verbose_name = pgettext_lazy("record", "session")
        verbose_name_plural = pgettext_lazy("record", "sessions")
        ordering = ["number", "pk"]

    def __str__(self):
        return self.title


class Lecture(models.Model):
    """Who taught or spoke at a seminar, as what, on what."""

    seminar = models.ForeignKey(Seminar, models.CASCADE, related_name="lectures")
    session = models.ForeignKey(
        Session,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="lectures",
        verbose_name=pgettext_lazy("field", "session"),
    )
    person = models.ForeignKey(
        "unions.Person",
        models.PROTECT,
        related_name="lectures",
        verbose_name=pgettext_lazy("field", "lecturer"),
    )
    capacity = models.CharField(_("in what capacity"), max_length=250, blank=True)
    topic = models.CharField(pgettext_lazy("field", "topic"), max_length=300, blank=True)
    number = models.PositiveSmallIntegerField(pgettext_lazy("field", "No."), default=1)

    class Meta:
        verbose_name = pgettext_lazy("record", "lecture")
        verbose_name_plural = pgettext_lazy("record", "lectures")
        ordering = ["number", "pk"]

    def __str__(self):
        return f"{self.person}"


class Counted(models.TextChoices):
    PARTICIPANTS = "participants", pgettext_lazy("counted", "participants")
    COUNTRIES = "countries", pgettext_lazy("counted", "countries")
    INTERNATIONAL = "international", _("international organizations")


class SeminarFigure(Quantity):
    """How many took part, by what is counted, with its qualifier."""

    seminar = models.ForeignKey(Seminar, models.CASCADE, related_name="figures")
    counted = models.CharField(
        _("what is counted"), max_length=15, choices=Counted, default=Counted.PARTICIPANTS
    )

    class Meta:
        verbose_name = _("number of participants")
        verbose_name_plural = _("numbers of participants")
        constraints = [
            models.UniqueConstraint(
                fields=["seminar", "counted"],
                name="seminar_figure_once",
                violation_error_message=_("This figure of the seminar is entered already."),
            )
        ]

    def __str__(self):
        return f"{self.get_counted_display()}: {self.quantity}"

    @property
    def counted_in_words(self):
        """What stands below the number, in the active language: 10 "countries"."""
        if self.number is None:
            return self.get_counted_display()
        match self.counted:
            case Counted.PARTICIPANTS:
                return npgettext("counted", "participant", "participants", self.number)
            case Counted.COUNTRIES:
                return npgettext("counted", "country", "countries", self.number)
            case Counted.INTERNATIONAL:
                return npgettext(
                    "counted",
                    "international organization",
                    "international organizations",
                    self.number,
                )


class Material(models.Model):
    """What a seminar gives to read or to watch: a link under a title."""

    seminar = models.ForeignKey(Seminar, models.CASCADE, related_name="materials")
    number = models.PositiveSmallIntegerField(pgettext_lazy("field", "No."), default=1)
    title = models.CharField(pgettext_lazy("field", "title"), max_length=300)
    link = models.URLField(pgettext_lazy("field", "link"), max_length=500)

    class Meta:
        verbose_name = pgettext_lazy("record", "material")
        verbose_name_plural = pgettext_lazy("record", "materials")
        ordering = ["number", "pk"]

    def __str__(self):
        return self.title
