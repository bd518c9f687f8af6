from modeltranslation.translator import TranslationOptions, register

from .models import (
    ActivityProgramme,
    Appointment,
    BinEntry,
    Organization,
    OrganizationName,
    Person,
    Region,
)


@register(Region)
class RegionTranslation(TranslationOptions):
    fields = ("name", "centre")


@register(Organization)
class OrganizationTranslation(TranslationOptions):
    fields = ("name", "short_name", "address", "hours")


@register(OrganizationName)
class OrganizationNameTranslation(TranslationOptions):
    fields = ("name", "short_name")


@register(Person)
class PersonTranslation(TranslationOptions):
    fields = ("name", "about")


@register(Appointment)
class AppointmentTranslation(TranslationOptions):
    fields = ("post",)


@register(ActivityProgramme)
class ActivityProgrammeTranslation(TranslationOptions):
    fields = ("title",)


@register(BinEntry)
class BinEntryTranslation(TranslationOptions):
    fields = ("title",)
