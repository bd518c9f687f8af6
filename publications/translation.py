from modeltranslation.translator import TranslationOptions, register

from .models import (
    Coverage,
    CrisisAnswer,
    CrisisCard,
    Journalist,
    LibraryDocument,
    MemorableDate,
    Occasion,
    Outlet,
    Picture,
    PressEvent,
    PrintedMatter,
    Rubric,
    Tag,
)


@register(Rubric)
@register(Outlet)
@register(Tag)
@register(MemorableDate)
@register(Journalist)
class NameTranslation(TranslationOptions):
    fields = ("name",)


@register(Picture)
class PictureTranslation(TranslationOptions):
    fields = ("alt", "caption")


@register(Coverage)
class CoverageTranslation(TranslationOptions):
    fields = ("topic", "speakers_post")


@register(PrintedMatter)
class PrintedMatterTranslation(TranslationOptions):
    fields = ("title",)


@register(LibraryDocument)
class LibraryDocumentTranslation(TranslationOptions):
    fields = ("name", "about")


@register(Occasion)
class OccasionTranslation(TranslationOptions):
    fields = ("title", "place")


@register(PressEvent)
class PressEventTranslation(TranslationOptions):
    fields = ("topic", "place")


@register(CrisisCard)
class CrisisCardTranslation(TranslationOptions):
    fields = ("statement",)


@register(CrisisAnswer)
class CrisisAnswerTranslation(TranslationOptions):
    fields = ("question", "answer")
