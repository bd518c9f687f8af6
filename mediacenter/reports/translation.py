from modeltranslation.translator import TranslationOptions, register

from .models import Figure, TaskAhead


@register(Figure)
class FigureTranslation(TranslationOptions):
    fields = ("source", "note", "difference")


@register(TaskAhead)
class TaskAheadTranslation(TranslationOptions):
    fields = ("text", "outcome")
