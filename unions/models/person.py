from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.alphabetical import Alphabetical, AlphabeticalQuerySet
from mediacenter.toolkit.language import in_each
from mediacenter.toolkit.words import words_index


class Person(Alphabetical):
    """Somebody who holds a post, speaks, teaches or signs. Contacts are not public.

    `kept_by` changes the record as long as the person has held no post; None: the root.
    """

    name = models.CharField(
        pgettext_lazy("of a person", "name"),
        max_length=150,
        help_text=_("Surname first, as it is signed."),
    )
    about = models.CharField(_("who it is"), max_length=300, blank=True)
    phone = models.CharField(pgettext_lazy("field", "phone"), max_length=50, blank=True)
    email = models.EmailField(pgettext_lazy("field", "e-mail"), blank=True)
    kept_by = models.ForeignKey(
        "unions.Organization",
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("kept by"),
    )

    objects = AlphabeticalQuerySet.as_manager()

    class Meta(Alphabetical.Meta):
        verbose_name = pgettext_lazy("record", "person")
        verbose_name_plural = pgettext_lazy("record", "people")
        indexes = [
            *Alphabetical.Meta.indexes,
            words_index(*in_each("name"), name="person_words"),
        ]

    def __str__(self):
        return self.name
