from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import npgettext, pgettext_lazy

from mediacenter.toolkit.dates import Dated, DatedQuerySet
from mediacenter.toolkit.language import in_each
from mediacenter.toolkit.quantity import Quantity
from mediacenter.toolkit.words import words_index


class SeminarQuerySet(DatedQuerySet):
    def published(self):
        return self.filter(is_published=True)

    def newest_first(self):
        return self.order_by(models.F("starts_on").desc(nulls_last=True), "-pk")

    def upcoming(self):
        return self.filter(ends_on__gte=timezone.localdate()).order_by("starts_on", "pk")

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
        path = organization.path
        return self.filter(
            models.Q(organizer__path__startswith=path)
            | models.Exists(
                Seminar.audience.through.objects.filter(
                    seminar=models.OuterRef("pk"), organization__path__startswith=path
                )
            )
        )


class Seminar(Dated):
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

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("training:seminar", args=[self.slug])

    @property
    def is_ahead(self):
        return bool(self.starts_on and self.starts_on > timezone.localdate())


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
