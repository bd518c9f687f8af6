from modeltranslation.translator import TranslationOptions, register

from .models import Guide, GuideLaw


@register(Guide)
class GuideTranslation(TranslationOptions):
    fields = ("question", "answer", "steps")


@register(GuideLaw)
class GuideLawTranslation(TranslationOptions):
    fields = ("name", "says")
