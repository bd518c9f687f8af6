from modeltranslation.translator import TranslationOptions, register

from .models import MemorableDate, Occasion


@register(MemorableDate)
class NameTranslation(TranslationOptions):
    fields = ("name",)


@register(Occasion)
class OccasionTranslation(TranslationOptions):
    fields = ("title", "place")
