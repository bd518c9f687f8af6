from modeltranslation.translator import TranslationOptions, register

from .models import Cohort, Lecture, Material, Module, Programme, Seminar, Session


@register(Programme)
class ProgrammeTranslation(TranslationOptions):
    fields = ("name", "about", "outside_organizer")


@register(Seminar)
class SeminarTranslation(TranslationOptions):
    fields = ("title", "topic", "about", "organizer_unit", "audience_note", "place", "goals")


@register(Session)
class SessionTranslation(TranslationOptions):
    fields = ("title",)


@register(Lecture)
class LectureTranslation(TranslationOptions):
    fields = ("capacity", "topic")


@register(Module)
class ModuleTranslation(TranslationOptions):
    fields = ("name",)


@register(Cohort)
class CohortTranslation(TranslationOptions):
    fields = ("name", "place")


@register(Material)
class MaterialTranslation(TranslationOptions):
    fields = ("title",)
