"""What happens to a text while it is being written: versions, unsaved work, presence."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.authorship import done_by
from mediacenter.toolkit.dates import in_order


class RevisionQuerySet(models.QuerySet):
    def standing_at(self, moment):
        """What the public read at a moment: at most one version of each text."""
        return self.filter(public_from__lte=moment).exclude(public_until__lte=moment)


class Revision(models.Model):
    """A text as it was saved, whole; written by the use case, never changed.

    `fields` holds title, slug, lead, body and the parts of its kind. `public_from` and
    `public_until` say when exactly this version stood on the site, if ever.
    """

    text = models.ForeignKey("publications.ArticleText", models.CASCADE, related_name="revisions")
    version = models.PositiveIntegerField(pgettext_lazy("field", "version"))
    fields = models.JSONField(pgettext_lazy("field", "text"))
    saved_by = done_by(pgettext_lazy("field", "who"))
    saved_at = models.DateTimeField(pgettext_lazy("field", "when"), auto_now_add=True)
    public_from = models.DateTimeField(null=True)
    public_until = models.DateTimeField(null=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("record", "version")
        verbose_name_plural = pgettext_lazy("record", "versions")
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["text", "version"],
                name="revision_once_a_version",
                violation_error_message=_("This version has been kept already."),
            ),
            in_order("public_from", "public_until", name="revision_public_span"),
        ]

    def __str__(self):
        return f"{self.version}"


class UnsavedWorkQuerySet(models.QuerySet):
    def lying(self, **of):
        """Words that wait for their writer, the newest first."""
        return self.filter(**of).exclude(fields={}).order_by("-kept_at", "-pk")


class UnsavedWork(models.Model):
    """What somebody has typed and not saved yet, one row an edit session and language.

    An edit session is one opening of the form of an article, in one window. `sequence` orders what
    it sends, whatever the order in which that arrives. Its saving is the LAST: it leaves a row
    without words, for what is still on its way and older.
    """

    LAST = 2**31 - 1
    LASTS = timedelta(days=30)
    MOST_SESSIONS = 10  # of one article and language, by one person

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    edit_session = models.UUIDField()
    sequence = models.PositiveIntegerField(default=0)
    article = models.ForeignKey(
        "publications.Article", models.CASCADE, null=True, related_name="unsaved_work"
    )
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    base_version = models.PositiveIntegerField(default=0)
    fields = models.JSONField()
    kept_at = models.DateTimeField(auto_now=True, db_index=True)

    objects = UnsavedWorkQuerySet.as_manager()

    class Meta:
        verbose_name = _("unsaved work")
        verbose_name_plural = _("unsaved work")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "edit_session", "language"],
                name="unsaved_work_once_a_session",
                violation_error_message=_("There is unsaved work of this form already."),
            )
        ]

    def __str__(self):
        return f"{self.user} {self.get_language_display()}"


class PresenceQuerySet(models.QuerySet):
    def fresh(self):
        return self.filter(seen_at__gt=timezone.now() - Presence.LASTS)


class Presence(models.Model):
    """Somebody has an article open; a sign of life keeps the row fresh."""

    LASTS = timedelta(seconds=45)  # three signs of life may be lost

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    article = models.ForeignKey("publications.Article", models.CASCADE, related_name="presences")
    seen_at = models.DateTimeField(db_index=True)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("record", "presence")
        verbose_name_plural = pgettext_lazy("record", "presences")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "article"],
                name="presence_once",
                violation_error_message=_("This person is noted at the article already."),
            )
        ]

    def __str__(self):
        return f"{self.user}"


class Correction(models.Model):
    """What was put right in a public text, shown to the reader with its date."""

    text = models.ForeignKey("publications.ArticleText", models.CASCADE, related_name="corrections")
    note = models.CharField(_("what was corrected"), max_length=500)
    made_at = models.DateTimeField(pgettext_lazy("field", "when"), auto_now_add=True)
    made_by = done_by(_("entered by"), editable=False)

    class Meta:
        verbose_name = pgettext_lazy("record", "correction")
        verbose_name_plural = pgettext_lazy("record", "corrections")
        ordering = ["-made_at"]

    def __str__(self):
        return self.note


class FormerAddress(models.Model):
    """An address that a public text once had; it leads to the present one."""

    text = models.ForeignKey(
        "publications.ArticleText", models.CASCADE, related_name="former_addresses"
    )
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    slug = models.SlugField(max_length=160)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        constraints = [
            models.UniqueConstraint(
                fields=["language", "slug"],
                name="former_address_once",
                violation_error_message=_("This address is taken."),
            )
        ]

    def __str__(self):
        return self.slug
