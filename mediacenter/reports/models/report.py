import uuid

from django.conf import settings
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.storing import private_storage


class SnapshotQuerySet(models.QuerySet):
    def published(self):
        """What everybody may read: of each organization and year the newest."""
        public = ReportFile.objects.filter(published_at__isnull=False).values("snapshot")
        newer = Snapshot.objects.filter(
            pk__in=public,
            pk__gt=models.OuterRef("pk"),
            organization=models.OuterRef("organization"),
            year=models.OuterRef("year"),
        )
        return self.filter(~models.Exists(newer), pk__in=public)


class Snapshot(models.Model):
    """The frozen facts of one organization and year, in all languages. Never changed."""

    organization = models.ForeignKey(
        "unions.Organization",
        models.CASCADE,
        related_name="snapshots",
        verbose_name=pgettext_lazy("field", "organization"),
    )
    year = models.PositiveSmallIntegerField(pgettext_lazy("field", "year"))
    facts = models.JSONField(pgettext_lazy("field", "facts"))
    facts_sha = models.CharField("SHA-256", max_length=64)
    taken_at = models.DateTimeField(pgettext_lazy("field", "taken at"), auto_now_add=True)

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("record", "snapshot")
        verbose_name_plural = pgettext_lazy("record", "snapshots")
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "year", "facts_sha"],
                name="snapshot_once_a_state",
                violation_error_message=_("This state of the figures is kept already."),
            )
        ]
        indexes = [
            models.Index(fields=["-taken_at"], name="snapshot_newest_first"),
            models.Index(fields=["year"], name="snapshot_year"),
        ]

    def __str__(self):
        return f"{self.year} {self.facts_sha[:12]}"


class OutputForm(models.TextChoices):
    """What else is made of the facts of a printed report."""

    DOCX = "docx", pgettext_lazy("form of a report", "Word file")
    XLSX = "xlsx", pgettext_lazy("form of a report", "Excel workbook")
    JSON = "json", pgettext_lazy("form of a report", "data, JSON")
    SHORT = "short", pgettext_lazy("form of a report", "short form, PDF")
    CONSOLIDATED = "consolidated", pgettext_lazy("form of a report", "consolidated report, PDF")


class ReportFileQuerySet(models.QuerySet):
    def published(self):
        """What everybody may read."""
        return self.filter(published_at__isnull=False).select_related("snapshot__organization")

    def drafts(self):
        """What was built on demand, without a signature."""
        return self.filter(signature=None)

    def of_year(self, organization, year):
        """Each file of one organization and year, by language, the newest first."""
        found = self.filter(snapshot__organization=organization, snapshot__year=year)
        return found.without_contents().order_by("language", "-built_at")

    def without_contents(self):
        """Without what they say, which is large."""
        return self.defer("snapshot__facts", "published_document", "signed_document")

    def with_forms(self):
        """With `has_branches`: whether the facts hold those of organizations below."""
        stated = models.Q(snapshot__facts__branches__rows__0__isnull=False)
        return self.annotate(has_branches=models.ExpressionWrapper(stated, models.BooleanField()))

    def for_lists(self):
        """Newest year first, then by the tree; without their contents."""
        order = ("-snapshot__year", "snapshot__organization__path", "language")
        return self.without_contents().order_by(*order)

    def newest_within(self, organization, year):
        """The newest file of each organization of a subtree and language, in the order of both."""
        found = self.filter(
            snapshot__year=year, snapshot__organization__path__startswith=organization.path
        )
        order = ("snapshot__organization__path", "language")
        return (
            found.select_related("snapshot__organization")
            .without_contents()
            .order_by(*order, "-built_at")
            .distinct(*order)
        )

    def newest_of(self, organization, **snapshot):
        """The newest file of each year and language, newest year first."""
        lookups = {f"snapshot__{name}": value for name, value in snapshot.items()}
        return (
            self.filter(snapshot__organization=organization, **lookups)
            .select_related("snapshot__organization")
            .without_contents()
            .order_by("-snapshot__year", "language", "-built_at")
            .distinct("snapshot__year", "language")
        )


class ReportFile(models.Model):
    """A printed report. The same facts, language and edition give one file, once.

    `key` is the SHA-256 of these three; `file_sha` that of the bytes. `published_document`: a
    numbered Document (services/printing/document.py).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    snapshot = models.ForeignKey(
        Snapshot,
        models.CASCADE,
        related_name="files",
        verbose_name=pgettext_lazy("record", "snapshot"),
    )
    language = models.CharField(
        pgettext_lazy("field", "language"), max_length=2, choices=settings.LANGUAGES
    )
    key = models.CharField(_("key of the file"), max_length=64, unique=True)
    file = models.FileField(
        pgettext_lazy("field", "file"), storage=private_storage, upload_to="reports/"
    )
    file_sha = models.CharField("SHA-256", max_length=64)
    size = models.PositiveIntegerField(_("size, bytes"))
    made_with = models.JSONField(_("made with"), default=dict)
    built_at = models.DateTimeField(pgettext_lazy("field", "built"), auto_now_add=True)
    published_at = models.DateTimeField(
        pgettext_lazy("field", "published"), null=True, editable=False
    )
    # what everybody reads: composed when it was published, as later code would compose it otherwise
    published_document = models.JSONField(null=True, editable=False)

    # of a file that was printed for a signature, with the document that was signed
    signature = models.ForeignKey(
        "reports.Signature", models.CASCADE, null=True, editable=False, related_name="files"
    )
    signed_document = models.JSONField(null=True, editable=False)

    objects = ReportFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("report file")
        verbose_name_plural = _("report files")
        indexes = [
            models.Index(fields=["-built_at"], name="reportfile_newest_first"),
            models.Index(
                fields=["published_at"],
                condition=models.Q(published_at__isnull=False),
                name="reportfile_published",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["signature", "language"],
                name="signed_file_of_a_language",
                violation_error_message=_("The signed report is printed in this language already."),
            )
        ]

    def __str__(self):
        return f"{self.get_language_display()} {self.file_sha[:12]}"

    @property
    def forms(self):
        """The other forms in which it can be had."""
        if not hasattr(self, "has_branches"):
            facts = ReportFile.objects.filter(pk=self.pk).with_forms()
            self.has_branches = facts.values_list("has_branches", flat=True).get()
        consolidated = OutputForm.CONSOLIDATED
        return [form for form in OutputForm if form != consolidated or self.has_branches]

    @property
    def download_name(self):
        """What the file is called on a reader's disk, and in the register."""
        organization = slugify(self.snapshot.organization.slug)
        return f"{organization}-{self.snapshot.year}-{self.language}.pdf"


class ReportOutput(models.Model):
    """A report in another form, of the same facts and in the language of its ReportFile.

    Made when somebody first asks for it and kept from then on.
    """

    report_file = models.ForeignKey(ReportFile, models.CASCADE, related_name="outputs")
    form = models.CharField(max_length=12, choices=OutputForm)
    file = models.FileField(storage=private_storage, upload_to="report-outputs/")
    file_sha = models.CharField("SHA-256", max_length=64)
    size = models.PositiveIntegerField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("report in another form")
        verbose_name_plural = _("reports in other forms")
        constraints = [
            models.UniqueConstraint(
                fields=["report_file", "form"],
                name="output_of_a_form",
                violation_error_message=_("The report is there in this form already."),
            )
        ]

    def __str__(self):
        return f"{self.get_form_display()} {self.file_sha[:12]}"

    @property
    def download_name(self):
        stem = self.report_file.download_name.removesuffix(".pdf")
        if self.form in (OutputForm.SHORT, OutputForm.CONSOLIDATED):
            return f"{stem}-{self.form}.pdf"
        return f"{stem}.{self.form}"
