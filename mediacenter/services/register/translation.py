from modeltranslation.translator import TranslationOptions, register

from .models import Entry


@register(Entry)
class EntryTranslation(TranslationOptions):
    fields = ("title", "issuer", "reason")
