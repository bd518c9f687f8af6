from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.alphabetical import Alphabetical, AlphabeticalQuerySet
from mediacenter.toolkit.dates import Dated
from mediacenter.toolkit.language import in_each
from mediacenter.toolkit.quantity import Quantity
from mediacenter.toolkit.words import words_index
from unions.models import OrganizationKind


class BoardSubject(Alphabetical):
    """What a notice board tells of: plans, changes in labour law and the like."""

    name = models.CharField(pgettext_lazy("field", "name"), max_length=150)

    objects = AlphabeticalQuerySet.as_manager()

    class Meta(Alphabetical.Meta):
        verbose_name = _("subject of notice boards")
        verbose_name_plural = _("subjects of notice boards")
        indexes = [
            *Alphabetical.Meta.indexes,
            words_index(*in_each("name"), name="boardsubject_words"),
        ]

    def __str__(self):
        return self.name


class NoticeBoardRegister(Quantity, Dated):
    """The notice boards that stand in one kind of organizations below `organization`.

    `number` None: that they stand there is known, how many is not.
    """

    organization = models.ForeignKey(
        "unions.Organization",
        models.CASCADE,
        related_name="notice_boards",
        verbose_name=pgettext_lazy("field", "organization"),
    )
    where = models.CharField(
        _("where they are installed"),
        max_length=20,
        choices=OrganizationKind,
        default=OrganizationKind.PRIMARY,
    )
    subjects = models.ManyToManyField(
        BoardSubject,
        blank=True,
        related_name="registers",
        verbose_name=pgettext_lazy("field", "subjects"),
    )

    class Meta(Dated.Meta):
        verbose_name = _("notice boards")
        verbose_name_plural = _("notice boards")

    def __str__(self):
        return f"{self.get_where_display()}: {self.quantity}"
