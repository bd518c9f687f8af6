from functools import cached_property

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mediacenter.toolkit.words import words_index

from .appointment import Appointment
from .organization import Organization


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    """Whoever signs in, by e-mail. What they may do follows from the person's appointments.

    Who keeps the account does not: whoever appoints somebody gains nothing over an account that
    was there before.
    """

    email = models.EmailField(pgettext_lazy("field", "e-mail"))
    person = models.OneToOneField(
        "unions.Person",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="user",
        verbose_name=pgettext_lazy("field", "person"),
    )
    kept_by = models.ForeignKey(
        "unions.Organization",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kept by"),
        help_text=_("Its administrators keep this account; left empty, those at the root do."),
    )
    language = models.CharField(
        _("language of the admin and of mails"),
        max_length=2,
        choices=settings.LANGUAGES,
        default="kk",
    )
    is_active = models.BooleanField(_("may sign in"), default=True)
    pinned = ArrayField(
        models.CharField(max_length=100),
        verbose_name=_("at the top of the sidebar"),
        default=list,
        blank=True,
        editable=False,
    )
    date_joined = models.DateTimeField(
        pgettext_lazy("field", "since"), default=timezone.now, editable=False
    )

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = UserManager()

    class Meta:
        verbose_name = pgettext_lazy("record", "user")
        verbose_name_plural = pgettext_lazy("record", "users")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_unique",
                violation_error_message=_("Somebody signs in with this e-mail already."),
            )
        ]
        indexes = [
            words_index("email", name="user_words"),
        ]

    def __str__(self):
        return str(self.person) if self.person_id else self.email

    @cached_property
    def posts_held(self):
        """Current appointments with a role: a list of (role, path of the organization)."""
        if not self.is_active or not self.person_id:
            return []
        return list(
            Appointment.objects.current()
            .filter(person_id=self.person_id)
            .exclude(role="")
            .values_list("role", "organization__path")
        )

    @property
    def is_staff(self):
        return self.is_active and (self.is_superuser or bool(self.posts_held))

    def paths_of(self, *roles):
        """Paths of the organizations where the user holds one of the roles."""
        return [path for role, path in self.posts_held if role in roles]

    def has_role_at(self, organization, *roles):
        """Whether one of the roles reaches `organization`."""
        if self.is_superuser and self.is_active:
            return True
        return any(organization.path.startswith(path) for path in self.paths_of(*roles))

    def reach(self, *roles):
        """Organizations that one of the roles reaches: a QuerySet."""
        if self.is_superuser and self.is_active:
            return Organization.objects.all()
        paths = self.paths_of(*roles)
        if not paths:
            return Organization.objects.none()
        within = Q()
        for path in paths:
            within |= Q(path__startswith=path)
        return Organization.objects.filter(within)
