from modeltranslation.translator import TranslationOptions, register

from .models import Figure, IndicatorWording, TaskAhead


@register(Figure)
class FigureTranslation(TranslationOptions):
    fields = ("source", "note", "difference")


@register(TaskAhead)
class TaskAheadTranslation(TranslationOptions):
    fields = ("text", "outcome")


@register(IndicatorWording)
class IndicatorWordingTranslation(TranslationOptions):
    fields = ("name",)
