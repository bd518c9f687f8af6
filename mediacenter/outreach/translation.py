from modeltranslation.translator import TranslationOptions, register

from .models import BoardSubject, Campaign, CommitteeHearing, Contest, Visit


@register(BoardSubject)
class BoardSubjectTranslation(TranslationOptions):
    fields = ("name",)


@register(Campaign)
class CampaignTranslation(TranslationOptions):
    fields = ("title", "about")


@register(Visit)
class VisitTranslation(TranslationOptions):
    fields = ("place", "topic", "participants")


@register(Contest)
class ContestTranslation(TranslationOptions):
    fields = ("title", "conditions", "prize")


@register(CommitteeHearing)
class CommitteeHearingTranslation(TranslationOptions):
    fields = ("body", "question", "outcome")
