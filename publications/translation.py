from modeltranslation.translator import TranslationOptions, register

from .models import Coverage, Outlet, Picture, PrintedMatter, Rubric


@register(Rubric)
@register(Outlet)
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
