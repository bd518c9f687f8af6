from modeltranslation.translator import TranslationOptions, register

from .models import Lecture, Programme, Seminar, Session


@register(Programme)
class ProgrammeTranslation(TranslationOptions):
    fields = ("name", "about")


@register(Seminar)
class SeminarTranslation(TranslationOptions):
    fields = ("title", "topic", "about", "organizer_unit", "audience_note", "place")


@register(Session)
class SessionTranslation(TranslationOptions):
    fields = ("title",)


@register(Lecture)
class LectureTranslation(TranslationOptions):
    fields = ("capacity", "topic")
