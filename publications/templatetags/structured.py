"""What the pages of publications tell machines."""

from django import template
from django.templatetags.static import static
from django.utils.translation import gettext

from mediacenter.toolkit.structured import absolute, in_script
from publications.templatetags.pictures import widest_jpeg

register = template.Library()

LONGEST_HEADLINE = 110  # signs, of which search engines show no more


@register.simple_tag(takes_context=True)
def news_article(context, text):
    """Describe a text as a NewsArticle; without a cover, its picture is the one to share."""
    article, address = text.article, absolute(text.get_absolute_url())
    cover = widest_jpeg(article.cover)
    organization = article.organization
    return in_script(
        "NewsArticle",
        headline=text.title[:LONGEST_HEADLINE],
        description=text.lead,
        inLanguage=text.language,
        url=address,
        mainEntityOfPage=address,
        datePublished=text.published_at.isoformat(),
        dateModified=max(text.changed_at, text.published_at).isoformat(),
        articleSection=article.rubric.name if article.rubric else "",
        author={
            "@type": "Organization",
            "name": organization.name,
            "url": absolute(organization.get_absolute_url()),
        },
        publisher={
            "@type": "Organization",
            "name": gettext("Media centre"),
            "url": absolute("/"),
            "logo": {"@type": "ImageObject", "url": absolute(static("icons/512.png"))},
        },
        image=absolute(cover.address) if cover else context["picture"]["address"],
    )


@register.simple_tag
def faq_page(guide, language, words):
    """Describe a guide as a FAQPage of one question; `words`: those of its page's language."""
    answer = "\n".join([words["answer"], *words["steps"]])
    return in_script(
        "FAQPage",
        inLanguage=language,
        url=absolute(guide.get_absolute_url()),
        mainEntity=[
            {
                "@type": "Question",
                "name": words["question"],
                "acceptedAnswer": {"@type": "Answer", "text": answer},
            }
        ],
    )
