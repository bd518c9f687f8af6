from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node, MP_NodeManager, MP_NodeQuerySet

from mediacenter.toolkit.alphabetical import LANGUAGES, Alphabetical, AlphabeticalQuerySet
from mediacenter.toolkit.dates import in_order, say_date
from mediacenter.toolkit.language import in_each
from mediacenter.toolkit.phones import PhoneField
from mediacenter.toolkit.words import words_index


class OrganizationKind(models.TextChoices):
    FEDERATION = "federation", pgettext_lazy("organization kind", "federation")
    INDUSTRY_UNION = "industry_union", _("industry union")
    TERRITORIAL = "territorial", _("territorial association")
    REGIONAL = "regional", _("regional organization")
    CITY = "city", _("city organization")
    DISTRICT = "district", _("district organization")
    LOCAL = "local", _("local trade union")
    PRIMARY = "primary", _("primary organization")


class OrganizationQuerySet(AlphabeticalQuerySet, MP_NodeQuerySet):
    def within(self, organization):
        """The organization and everything below it."""
        return self.filter(path__startswith=organization.path)

    def open(self):
        return self.filter(closed_on__isnull=True)


class OrganizationManager(MP_NodeManager.from_queryset(OrganizationQuerySet)):
    def get_queryset(self):
        return OrganizationQuerySet(self.model, using=self._db).order_by("path")


class Organization(Alphabetical, MP_Node):
    """A node of the one tree, from the federation down to a primary organization.

    The second hierarchy, by territory, is `territorial_association`.
    """

    # Byte order, so that a prefix search uses the index and equals the order of the tree.
    path = models.CharField(max_length=255, unique=True, db_collation="C")
    slug = models.SlugField(pgettext_lazy("field", "address"), max_length=120, unique=True)
    kind = models.CharField(
        pgettext_lazy("field", "kind"), max_length=20, choices=OrganizationKind, db_index=True
    )
    name = models.CharField(pgettext_lazy("field", "name"), max_length=300)
    short_name = models.CharField(_("short name"), max_length=150, blank=True)
    region = models.ForeignKey(
        "unions.Region",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="organizations",
        verbose_name=pgettext_lazy("field", "region"),
    )
    territorial_association = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="affiliated",
        limit_choices_to={"kind": OrganizationKind.TERRITORIAL},
        verbose_name=_("territorial association"),
    )
    annex_number = models.PositiveSmallIntegerField(
        _("number in the annex of the yearly report"), null=True, blank=True
    )
    address = models.CharField(_("postal address"), max_length=300, blank=True)
    phone = PhoneField(pgettext_lazy("field", "phone"), max_length=50, blank=True)
    email = models.EmailField(pgettext_lazy("field", "e-mail"), blank=True)
    hours = models.CharField(
        _("office hours"),
        max_length=200,
        blank=True,
        help_text=_("Days and hours, with the lunch break: Mon–Fri 9:00–18:00, lunch 13:00–14:00."),
    )
    founded_on = models.DateField(_("founded on"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    is_synthetic = models.BooleanField(_("made up for measuring"), default=False, editable=False)

    objects = OrganizationManager()

    class Meta(Alphabetical.Meta):
        verbose_name = pgettext_lazy("record", "organization")
        verbose_name_plural = pgettext_lazy("record", "organizations")
        indexes = [
            *Alphabetical.Meta.indexes,
            models.Index(fields=["depth", "path"], name="organization_level"),
            words_index(*in_each("name", "short_name"), "slug", name="organization_words"),
        ]
        constraints = [in_order("founded_on", "closed_on", name="organization_span")]

    def __str__(self):
        """The short name, else the name, in the active language, else in one that has any."""
        spellings = (
            getattr(self, f"{column}_{language}")
            for language in (get_language() or "kk", *LANGUAGES)
            for column in ("short_name", "name")
        )
        return next(filter(None, spellings), self.slug)

    def save(self, *args, update_fields=None, **kwargs):
        """Leave the place in the tree alone: it may have moved since the record was read."""
        if update_fields is None and not self._state.adding:
            fields = {field.name for field in self._meta.concrete_fields if not field.primary_key}
            update_fields = fields - {"path", "depth", "numchild"}
        super().save(*args, update_fields=update_fields, **kwargs)

    def clean(self):
        super().clean()
        if self.founded_on and self.closed_on and self.closed_on < self.founded_on:
            raise ValidationError({"founded_on": _("It was closed before this day.")})

    def get_absolute_url(self):
        return reverse("portal:organization", args=[self.slug])

    def name_on(self, date):
        """The dated name that was in force on `date` (an OrganizationName), or None."""
        return self.names.in_force_on(date).first()


class OrganizationNameQuerySet(models.QuerySet):
    def in_force_on(self, date):
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=date),
            Q(valid_until__isnull=True) | Q(valid_until__gte=date),
        )

    def former(self):
        return self.filter(valid_until__isnull=False).order_by("-valid_until")


class OrganizationName(models.Model):
    """What an organization was called from one day to another; None: without a known bound."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="names")
    name = models.CharField(pgettext_lazy("field", "name"), max_length=300)
    short_name = models.CharField(_("short name"), max_length=150, blank=True)
    valid_from = models.DateField(pgettext_lazy("field", "starts"), null=True, blank=True)
    valid_until = models.DateField(pgettext_lazy("field", "ends"), null=True, blank=True)

    objects = OrganizationNameQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("record", "name")
        verbose_name_plural = pgettext_lazy("record", "names")
        constraints = [
            models.UniqueConstraint(
                fields=["organization"],
                condition=Q(valid_until__isnull=True),
                name="organization_has_one_current_name",
                violation_error_message=_("The organization has one name in force at a time."),
            ),
            in_order("valid_from", "valid_until", name="organization_name_span"),
        ]

    def __str__(self):
        return self.name


class EventKind(models.TextChoices):
    FOUNDED = "founded", pgettext_lazy("event kind", "founded")
    RENAMED = "renamed", pgettext_lazy("event kind", "renamed")
    MOVED = "moved", _("moved in the tree")
    MERGED = "merged", _("merged into another")
    CLOSED = "closed", pgettext_lazy("event kind", "closed")
    REOPENED = "reopened", _("opened again")


class OrganizationEvent(models.Model):
    """A dated change in an organization's life, with the decision it rests on."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="events")
    kind = models.CharField(_("what happened"), max_length=10, choices=EventKind)
    happened_on = models.DateField(pgettext_lazy("field", "date"), default=timezone.localdate)
    decision = models.CharField(_("decision, number and date"), max_length=200, blank=True)
    other = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("other organization"),
        help_text=_("The successor, or the parent before a move."),
    )
    # by keys what a closing has ended and reopening takes up again: see actions/closing.py
    ended = models.JSONField(default=dict, editable=False)

    class Meta:
        verbose_name = _("event in the organization’s history")
        verbose_name_plural = _("events in the organization’s history")
        ordering = ["happened_on", "pk"]

    def __str__(self):
        return f"{self.get_kind_display()} {say_date(self.happened_on)}"
