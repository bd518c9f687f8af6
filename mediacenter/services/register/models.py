from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.language import in_each
from mediacenter.toolkit.words import words_index

from .kinds import KINDS


class State(models.TextChoices):
    VALID = "valid", pgettext_lazy("state of a document", "valid")
    SUPERSEDED = "superseded", pgettext_lazy("state of a document", "superseded")
    REVOKED = "revoked", pgettext_lazy("state of a document", "revoked")


class EntryQuerySet(models.QuerySet):
    def of(self, kind, *records):
        """The entries of records of a kind, by their keys, in the order of the register."""
        return self.filter(kind=kind, record__in=records).order_by("number")

    def valid(self):
        return self.filter(state=State.VALID)


class Entry(models.Model):
    """Something that the portal has issued. The database refuses to change more than its state.

    `record`: the key of the record under its kind. `files`: [{"name", "sha256", "size": bytes}].
    `digest`: SHA-256 over all that stays and over `previous_digest`, that of the entry before.
    """

    number = models.PositiveBigIntegerField(
        pgettext_lazy("of a document", "number"), primary_key=True
    )
    code = models.CharField(pgettext_lazy("of a document", "code"), max_length=14, unique=True)
    kind = models.CharField(_("kind of document"), max_length=30)
    record = models.CharField(_("key of the record"), max_length=64)
    title = models.CharField(pgettext_lazy("field", "title"), max_length=300)
    issuer = models.CharField(pgettext_lazy("of a document", "issued by"), max_length=300)
    issued_at = models.DateTimeField(pgettext_lazy("of a document", "issued"))
    files = models.JSONField(pgettext_lazy("field", "files"))
    previous_digest = models.CharField(_("SHA-256 of the entry before"), max_length=64, unique=True)
    digest = models.CharField("SHA-256", max_length=64)

    state = models.CharField(
        pgettext_lazy("field", "state"), max_length=10, choices=State, default=State.VALID
    )
    state_since = models.DateTimeField(_("in this state since"))
    superseded_by = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        related_name="supersedes",
        verbose_name=_("superseded by"),
    )
    reason = models.CharField(_("reason of the revocation"), max_length=300, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the register")
        verbose_name_plural = pgettext_lazy("record", "register of documents")
        indexes = [
            models.Index(fields=["kind", "record"], name="register_record"),
            words_index("code", *in_each("title", "issuer"), name="register_words"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "record"],
                condition=Q(state=State.VALID),
                name="register_one_valid",
                violation_error_message=_("A valid document of this record is entered already."),
            ),
            models.CheckConstraint(
                condition=Q(state=State.SUPERSEDED) ^ Q(superseded_by=None),
                name="register_superseded_by_another",
                violation_error_message=_("What is superseded names what supersedes it."),
            ),
        ]

    def __str__(self):
        return self.code

    def get_absolute_url(self):
        return reverse("register:entry", args=[self.code])

    @property
    def kind_name(self):
        return KINDS[self.kind].name if self.kind in KINDS else self.kind

    @property
    def address(self):
        """Where everybody reads what was issued, or None."""
        return KINDS[self.kind].address(self.record) if self.kind in KINDS else None

    def told(self):
        """What its room tells of it (kinds.Told); None where there is no more to tell."""
        return KINDS[self.kind].tells(self.record) if self.kind in KINDS else None


class ReservedCode(models.Model):
    """The code of something that is not issued yet, and has to carry it."""

    kind = models.CharField(max_length=30)
    record = models.CharField(max_length=64)
    code = models.CharField(max_length=14, unique=True)

    class Meta:
        verbose_name = _("reserved code")
        verbose_name_plural = _("reserved codes")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "record"],
                name="register_reserved_once",
                violation_error_message=_("A code is reserved for this record already."),
            )
        ]

    def __str__(self):
        return self.code
