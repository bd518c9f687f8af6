from django.core import signing
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.storing import private_storage

from .sign_up import Registration

SIGNED = signing.Signer(salt="training.certificate")


class CertificateState(models.TextChoices):
    PREPARED = "prepared", pgettext_lazy("certificate", "being made")
    ISSUED = "issued", pgettext_lazy("certificate", "issued")
    REPLACED = "replaced", pgettext_lazy("certificate", "replaced")
    REVOKED = "revoked", pgettext_lazy("certificate", "revoked")


class CertificateQuerySet(models.QuerySet):
    def issued(self):
        """Those that hold."""
        return self.filter(state=CertificateState.ISSUED)

    def by_secret(self, token):
        """The certificate that holds whose secret address has this token."""
        try:
            return self.issued().filter(pk=int(SIGNED.unsign(token)))
        except (signing.BadSignature, ValueError):
            return self.none()


class Certificate(models.Model):
    """That somebody has learned something, under a number of the issuing organization's own series.

    `facts` are what is printed besides name and hours, each {language: text}: organization, title,
    programme, dates, place, post, signer; "" where nobody told it. All of it is frozen as the
    certificate is prepared, so that whoever prints it again prints the same. `replaces`: the one
    in whose place it comes.
    """

    registration = models.ForeignKey(Registration, models.PROTECT, related_name="certificates")
    issuer = models.ForeignKey(
        "unions.Organization",
        models.PROTECT,
        related_name="certificates",
        verbose_name=pgettext_lazy("of a document", "issued by"),
    )
    number = models.PositiveIntegerField(pgettext_lazy("of a document", "number"))
    state = models.CharField(
        pgettext_lazy("field", "state"),
        max_length=10,
        choices=CertificateState,
        default=CertificateState.PREPARED,
    )
    name = models.CharField(_("full name"), max_length=200)
    hours = models.DecimalField(_("academic hours"), max_digits=6, decimal_places=1)
    facts = models.JSONField(_("what is printed"))
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="replaced_by")
    reason = models.CharField(_("reason of the revocation"), max_length=300, blank=True)
    prepared_at = models.DateTimeField(
        pgettext_lazy("certificate", "prepared"), default=timezone.now
    )
    issued_at = models.DateTimeField(pgettext_lazy("of a document", "issued"), null=True)
    file = models.FileField(
        pgettext_lazy("field", "file"),
        storage=private_storage,
        upload_to="certificates/",
        blank=True,
    )
    file_sha = models.CharField("SHA-256", max_length=64, blank=True)
    size = models.PositiveIntegerField(_("size, bytes"), default=0)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("record", "certificate")
        verbose_name_plural = pgettext_lazy("record", "certificates")
        ordering = ["issuer", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "number"],
                name="certificate_number_once",
                violation_error_message=_("This number is given already."),
            ),
            models.UniqueConstraint(
                fields=["registration"],
                condition=Q(state=CertificateState.ISSUED),
                name="certificate_one_issued",
                violation_error_message=_("A certificate is issued already."),
            ),
            models.UniqueConstraint(
                fields=["registration"],
                condition=Q(state=CertificateState.PREPARED),
                name="certificate_one_prepared",
                violation_error_message=_("A certificate is being made already."),
            ),
        ]

    def __str__(self):
        return f"№ {self.number}"

    def fact(self, name, language):
        """What `facts` tell under a name, in a language; "" for nothing, or what cannot be read."""
        words = self.facts.get(name) if isinstance(self.facts, dict) else None
        return str(words.get(language) or "") if isinstance(words, dict) else ""

    @property
    def secret_address(self):
        """Where the file is got: mailed to its holder, and shown to who signed them up."""
        return reverse("training:certificate_file", args=[SIGNED.sign(str(self.pk))])
