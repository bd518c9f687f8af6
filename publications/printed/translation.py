from modeltranslation.translator import TranslationOptions, register

from .models import LibraryDocument, PrintedMatter


@register(PrintedMatter)
class PrintedMatterTranslation(TranslationOptions):
    fields = ("title",)


@register(LibraryDocument)
class LibraryDocumentTranslation(TranslationOptions):
    fields = ("name", "about")
