from modeltranslation.translator import TranslationOptions, register

from .models import Rubric, Tag


@register(Rubric)
@register(Tag)
class NameTranslation(TranslationOptions):
    fields = ("name",)
