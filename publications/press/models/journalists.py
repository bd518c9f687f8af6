"""The media register: journalists, contacts with them, accreditation, events for the press."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.alphabetical import Alphabetical, AlphabeticalQuerySet
from mediacenter.toolkit.authorship import done_by
from mediacenter.toolkit.dates import Dated
from mediacenter.toolkit.language import in_each
from mediacenter.toolkit.words import words_index


class Journalist(Alphabetical):
    """Somebody of the media, a blogger, a press officer of a partner. Contacts are not public."""

    name = models.CharField(pgettext_lazy("of a person", "name"), max_length=150)
    organization = models.ForeignKey(
        "unions.Organization",
        models.CASCADE,
        related_name="journalists",
        verbose_name=_("kept by"),
    )
    outlet = models.ForeignKey(
        "publications.Outlet",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="journalists",
        verbose_name=pgettext_lazy("field", "outlet"),
    )
    beat = models.CharField(_("writes about"), max_length=200, blank=True)
    phone = models.CharField(pgettext_lazy("field", "phone"), max_length=50, blank=True)
    email = models.EmailField(pgettext_lazy("field", "e-mail"), blank=True)
    language = models.CharField(
        _("language of invitations"), max_length=2, choices=settings.LANGUAGES, default="kk"
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="journalist",
        verbose_name=_("signs in as"),
    )

    objects = AlphabeticalQuerySet.as_manager()

    class Meta(Alphabetical.Meta):
        verbose_name = pgettext_lazy("record", "journalist")
        verbose_name_plural = pgettext_lazy("record", "journalists")
        indexes = [
            *Alphabetical.Meta.indexes,
            words_index(*in_each("name"), "beat", name="journalist_words"),
        ]

    def __str__(self):
        return self.name


class ContactWay(models.TextChoices):
    CALL = "call", pgettext_lazy("contact way", "call")
    MAIL = "mail", pgettext_lazy("contact way", "e-mail")
    MEETING = "meeting", pgettext_lazy("contact way", "meeting")
    MESSAGE = "message", pgettext_lazy("contact way", "message")


class MediaContact(models.Model):
    """A contact with a journalist: when, how, about what."""

    journalist = models.ForeignKey(
        Journalist,
        models.CASCADE,
        related_name="contacts",
        verbose_name=pgettext_lazy("field", "journalist"),
    )
    happened_on = models.DateField(pgettext_lazy("field", "when"), default=timezone.localdate)
    way = models.CharField(
        pgettext_lazy("field", "way of contact"), max_length=10, choices=ContactWay
    )
    note = models.CharField(_("about what"), max_length=500)
    made_by = done_by(_("entered by"), editable=False)

    class Meta:
        verbose_name = pgettext_lazy("record", "contact")
        verbose_name_plural = _("history of contacts")
        ordering = ["-happened_on", "-pk"]

    def __str__(self):
        return self.note[:60]


class PressEventKind(models.TextChoices):
    CONFERENCE = "conference", _("press conference")
    BRIEFING = "briefing", pgettext_lazy("press event kind", "briefing")
    INTERVIEW = "interview", pgettext_lazy("press event kind", "interview")


class PressEvent(Dated):
    """A press conference, briefing or interview that an organization gives."""

    organization = models.ForeignKey(
        "unions.Organization",
        models.CASCADE,
        related_name="press_events",
        verbose_name=pgettext_lazy("field", "organization"),
    )
    kind = models.CharField(pgettext_lazy("field", "kind"), max_length=12, choices=PressEventKind)
    topic = models.CharField(pgettext_lazy("field", "topic"), max_length=300)
    starts_at_time = models.TimeField(pgettext_lazy("field", "time"), null=True, blank=True)
    place = models.CharField(pgettext_lazy("field", "place"), max_length=250, blank=True)
    speakers = models.ManyToManyField(
        "unions.Person",
        blank=True,
        related_name="press_events",
        verbose_name=pgettext_lazy("field", "speakers"),
    )
    invited = models.ManyToManyField(
        Journalist,
        through="publications.PressInvitation",
        blank=True,
        related_name="press_events",
        verbose_name=pgettext_lazy("field", "invited"),
    )
    attended = models.PositiveSmallIntegerField(
        _("journalists who came"),
        null=True,
        blank=True,
        help_text=_("All of them, with those whom nobody invited by name."),
    )

    class Meta(Dated.Meta):
        verbose_name = _("event for the press")
        verbose_name_plural = _("events for the press")
        indexes = [
            words_index(*in_each("topic"), name="pressevent_words"),
        ]

    def __str__(self):
        return self.topic


class PressInvitation(models.Model):
    """A journalist asked to an event: once by e-mail, if there is one; then whether they came."""

    event = models.ForeignKey(
        PressEvent,
        models.CASCADE,
        related_name="invitations",
        verbose_name=pgettext_lazy("field", "event"),
    )
    journalist = models.ForeignKey(
        Journalist,
        models.CASCADE,
        related_name="invitations",
        verbose_name=pgettext_lazy("field", "journalist"),
    )
    asked_at = models.DateTimeField(_("queued for sending"), null=True, editable=False)
    came = models.BooleanField(pgettext_lazy("field", "attended"), default=False)
    mails = GenericRelation("outbox.Mail", "about_key", "about_type")

    class Meta:
        verbose_name = pgettext_lazy("record", "invitation")
        verbose_name_plural = pgettext_lazy("record", "invitations")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "journalist"],
                name="press_invitation_once",
                violation_error_message=_("This journalist is on the list already."),
            )
        ]

    def __str__(self):
        return f"{self.journalist}"

    @property
    def sent_at(self):
        """The moment when its mail went out; None before that."""
        return next((mail.sent_at for mail in self.mails.all()), None)
