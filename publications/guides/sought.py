"""What the search finds of guides to rights, in each language as its page shows them."""

from django.utils.translation import override, pgettext_lazy

from mediacenter.services.search.kinds import Kind, Shown, Written, declare
from mediacenter.toolkit.language import LANGUAGES, spelled
from publications.guides.models import Guide, GuideLaw
from unions.sought import places_of


def written_guides(keys):
    guides = list(
        Guide.objects.published()
        .filter(pk__in=keys)
        .select_related("organization")
        .prefetch_related("laws")
    )
    places = places_of({one.organization_id: one.organization.path for one in guides})
    for one in guides:
        for language in LANGUAGES:
            words = one.in_language(one.written_in(language))
            laws = (
                spelled(law, part, language) for law in one.laws.all() for part in ("name", "says")
            )
            yield Written(
                record=one.pk,
                language=language,
                title=words["question"],
                text=" ".join((words["answer"], *words["steps"])),
                also=" ".join(laws),
                **places[one.organization_id],
            )


def shown_guides(keys, language):
    guides = Guide.objects.published().filter(pk__in=keys)
    with override(language):
        return {
            one.pk: Shown(
                one.in_language(one.written_in(language))["question"],
                one.get_absolute_url(),
                one.get_topic_display(),
            )
            for one in guides.order_by()
        }


def declare_sought():
    declare(
        Kind(
            "guide",
            pgettext_lazy("kind of what is found", "Know your rights"),
            Guide,
            written_guides,
            shown_guides,
            watches=(GuideLaw,),
        )
    )
