"""What a page tells machines: schema.org data, which no browser runs."""

import json
from urllib.parse import urljoin

from django import template
from django.conf import settings
from django.utils.safestring import mark_safe

from publications.templatetags.pictures import widest_jpeg

register = template.Library()

# Inside a <script>, nothing may end it or open a comment.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.filter
def absolute(address):
    """Turn the address of a page or file of this portal into one for other sites."""
    return urljoin(settings.PUBLIC_URL, address)


@register.simple_tag
def news_article(text):
    """Describe a text as a NewsArticle."""
    article, address = text.article, absolute(text.get_absolute_url())
    described = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": text.title,
        "description": text.lead,
        "inLanguage": text.language,
        "url": address,
        "mainEntityOfPage": address,
        "datePublished": text.published_at.isoformat(),
        "dateModified": max(text.changed_at, text.published_at).isoformat(),
        "author": {"@type": "Organization", "name": article.organization.name},
    }
    if image := widest_jpeg(article.cover):
        described["image"] = absolute(image.address)
    return in_script(described)


@register.simple_tag
def faq_page(guide, language, words):
    """Describe a guide as a FAQPage of one question; `words`: those of its page's language."""
    answer = "\n".join([words["answer"], *words["steps"]])
    return in_script(
        {
            "@context": "https://schema.org",
            "@type": "FAQPage",
            "inLanguage": language,
            "url": absolute(guide.get_absolute_url()),
            "mainEntity": [
                {
                    "@type": "Question",
                    "name": words["question"],
                    "acceptedAnswer": {"@type": "Answer", "text": answer},
                }
            ],
        }
    )


def in_script(described):
    written = json.dumps(described, ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{written}</script>')  # noqa: S308
