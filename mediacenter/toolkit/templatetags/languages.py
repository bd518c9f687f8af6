"""Which language a text is in, and how to come to the same thing in another one."""

from django import template
from django.conf import settings
from django.urls import translate_url
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.translation import get_language

from mediacenter.toolkit.language_detection import passages

register = template.Library()


@register.simple_tag(takes_context=True)
def language_links(context):
    """Return the languages: a list of {code, name, url, is_current, is_missing, is_default}.

    A view that knows the addresses of the language versions gives them as `versions`, a dict of
    code to address, or to None where a version is missing: the link then leads to the page that
    says so. For every other view the address is that of the same view.
    """
    path = context["request"].path
    versions = context.get("versions", {})
    default = next((code for code, _ in settings.LANGUAGES if versions.get(code, path)), None)
    return [
        {
            "code": code,
            "name": name,
            "url": versions.get(code) or _same_page(path, code),
            "is_current": code == get_language(),
            "is_missing": code in versions and versions[code] is None,
            "is_default": code == default,  # for readers of none of these languages
        }
        for code, name in settings.LANGUAGES
    ]


def _same_page(path, code):
    translated = translate_url(path, code)
    known = translated != path or path.startswith(f"/{code}/")
    return translated if known else f"/{code}/"


@register.filter
def translated(record, fields):
    """Show a translated field, marked up where the page's language has to borrow another's.

    `fields` may name several, the preferred one first:
    {{ organization|translated:"short_name,name" }}.
    """
    names = fields.split(",")
    current = get_language()
    others = [code for code, _ in settings.LANGUAGES if code != current]
    for code in (current, *others):
        for name in names:
            if value := getattr(record, f"{name}_{code}"):
                if code == current:
                    return conditional_escape(value)
                return format_html('<span lang="{}">{}</span>', code, value)
    return ""


@register.filter
def borrowed_from(record, field):
    """Return the code of the language that `translated` borrows a field from, or ""."""
    current = get_language()
    if getattr(record, f"{field}_{current}"):
        return ""
    return next((code for code, _ in settings.LANGUAGES if getattr(record, f"{field}_{code}")), "")


@register.filter
def as_written(text, page=""):
    """Show a text that has one language, whichever; what is not in the page's is marked up.

    `page` is the language of what the text stands in, where it is not that of the whole page.
    """
    return format_html_join(
        "",
        "{}",
        (
            (format_html('<span lang="{}">{}</span>', language, part) if language else part,)
            for language, part in passages(text, page or get_language())
        ),
    )
