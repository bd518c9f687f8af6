from modeltranslation.translator import TranslationOptions, register

from .models import Coverage, CrisisAnswer, CrisisCard, Journalist, Outlet, PressEvent


@register(Outlet)
@register(Journalist)
class NameTranslation(TranslationOptions):
    fields = ("name",)


@register(Coverage)
class CoverageTranslation(TranslationOptions):
    fields = ("topic", "speakers_post")


@register(PressEvent)
class PressEventTranslation(TranslationOptions):
    fields = ("topic", "place")


@register(CrisisCard)
class CrisisCardTranslation(TranslationOptions):
    fields = ("statement",)


@register(CrisisAnswer)
class CrisisAnswerTranslation(TranslationOptions):
    fields = ("question", "answer")
