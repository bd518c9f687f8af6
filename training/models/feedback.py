import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .seminar import Seminar
from .sign_up import Registration

FROM, TO = 1, 5


class FeedbackGiven(models.Model):
    """That a participant has answered: neither what nor when."""

    registration = models.OneToOneField(
        Registration, models.CASCADE, primary_key=True, related_name="feedback_given"
    )

    class Meta:
        verbose_name = _("answered questionnaire")
        verbose_name_plural = _("answered questionnaires")

    def __str__(self):
        return f"{_('feedback given')} {self.pk}"


def scale(verbose_name):
    return models.PositiveSmallIntegerField(
        verbose_name, validators=[MinValueValidator(FROM), MaxValueValidator(TO)]
    )


class FeedbackAnswer(models.Model):
    """What somebody answered who took part: nothing leads back to whom, nor to when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    seminar = models.ForeignKey(Seminar, models.CASCADE, related_name="feedback")
    practical_value = scale(_("practical value"))
    lecturers = scale(pgettext_lazy("question", "lecturers"))
    arrangements = scale(_("how it was organized"))
    suggestions = models.TextField(
        pgettext_lazy("field", "suggestions"), max_length=2000, blank=True
    )

    class Meta:
        verbose_name = _("answer to a questionnaire")
        verbose_name_plural = _("answers to questionnaires")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(**{f"{name}__range": (FROM, TO)}),
                name=f"feedback_{name}_in_scale",
                violation_error_message=_("Choose a mark from 1 to 5."),
            )
            for name in ("practical_value", "lecturers", "arrangements")
        ]

    def __str__(self):
        return f"{_('answer to the feedback form')} {self.pk}"


class QuoteQuerySet(models.QuerySet):
    def approved(self):
        """What the public reads."""
        return self.filter(approved_at__isnull=False)


class ParticipantQuote(models.Model):
    """What a participant agrees to have published, signed as they wish, once it is approved.

    It stands apart from the other answers: a signature tells nothing of the marks.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    seminar = models.ForeignKey(Seminar, models.CASCADE, related_name="quotes")
    words = models.TextField(_("words to publish"), max_length=600)
    signature = models.CharField(
        pgettext_lazy("of a quote", "signature"),
        max_length=120,
        blank=True,
        help_text=_("For example: a teacher, Almaty. Left blank, the quote has no signature."),
    )
    language = models.CharField(
        pgettext_lazy("field", "language"), max_length=2, choices=settings.LANGUAGES
    )
    approved_at = models.DateTimeField(pgettext_lazy("field", "shown"), null=True)

    objects = QuoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("quote of a participant")
        verbose_name_plural = _("quotes of participants")
        ordering = ["pk"]

    def __str__(self):
        return f"{_('quote of a participant')} {self.pk}"
