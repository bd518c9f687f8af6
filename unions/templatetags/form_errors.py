"""Where the errors of a form of the admin stand: its first tab with one, and the way to each."""

from django import template
from django.utils.text import slugify

register = template.Library()


def has_errors(inline):
    return any(inline.formset.errors) or bool(inline.formset.non_form_errors())


@register.simple_tag
def count_refused_in_general(adminform, inlines):
    """Give each inline `refused_in_general`: how many refused fields the general tab holds.

    Unfold counts what the whole form was refused for as well, and twice; that stands above all
    tabs, and one of the others may be where it is mended. Its row of tabs is given inlines alone.
    """
    refused = sum(bool(field.errors) for field in adminform.form) if adminform else 0
    for inline in inlines or ():
        if not getattr(inline.opts, "tab", False):
            refused += sum(map(bool, inline.formset.errors))
    for inline in inlines or ():
        inline.refused_in_general = refused
    return ""


@register.filter
def first_with_errors(inlines):
    """The name of the first tab that holds an error, or "".

    `inlines` are those with tabs of their own; some of them stand before the general one.
    """
    leading = [inline for inline in inlines if getattr(inline.opts, "leads", False)]
    following = [inline for inline in inlines if inline not in leading]
    tabs = [
        *((tab_name(inline), has_errors(inline)) for inline in leading),
        ("general", bool(inlines[0].refused_in_general)),
        *((tab_name(inline), has_errors(inline)) for inline in following),
    ]
    return next((name for name, is_refused in tabs if is_refused), "")


def tab_name(inline):
    return slugify(inline.formset.prefix)


@register.filter
def first_refused(fieldsets):
    """The fieldset to open of those that stand in tabs: the first with an error, or the first."""
    return next((fieldset for fieldset in fieldsets if holds_error(fieldset)), fieldsets[0])


def holds_error(fieldset):
    return any(not field.is_readonly and field.errors() for line in fieldset for field in line)


@register.simple_tag
def field_errors(adminform, inlines):
    """[{"label", "words", "id"}]: each field that was refused, in the order of the page."""
    forms = [adminform.form] if adminform else []
    forms += [form for inline in inlines or () for form in inline.formset.forms]
    return [
        {"label": field.label, "words": " ".join(field.errors), "id": field.id_for_label}
        for form in forms
        for field in form
        if field.errors and not field.is_hidden
    ]
