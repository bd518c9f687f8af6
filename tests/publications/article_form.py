"""The admin's form of an article, as a browser fills it in and sends it."""

from django.contrib.messages import get_messages
from django.forms import ModelMultipleChoiceField, MultipleChoiceField
from django.urls import reverse

from tests.undrawn import context_of


def change_url(article):
    return reverse("admin:publications_article_change", args=[article.pk])


def form_of(client, url):
    """What a browser would send back if nothing were changed in the form under `url`."""
    return values_in(context_of(client, url))


def sent_from(response):
    """What a browser would send from the page that it has got."""
    return values_in(response.context)


def values_in(context):
    sent = {}
    forms = [
        context["adminform"].form,
        *([context["edit_session"]] if "edit_session" in context else []),
    ]
    for tab in context["inline_admin_formsets"]:
        forms.append(tab.formset.management_form)
        forms += tab.formset.forms if tab.has_change_permission else []
    for form in forms:
        for bound in form:
            value = bound.value()
            if isinstance(bound.field, (MultipleChoiceField, ModelMultipleChoiceField)):
                sent[bound.html_name] = value or []
            elif isinstance(value, list):
                sent |= {f"{bound.html_name}_{n}": part or "" for n, part in enumerate(value)}
            else:
                sent[bound.html_name] = "" if value is None else value
    return sent


def send(client, url, **changes):
    sent = {**form_of(client, url), **{name.replace("__", "-"): v for name, v in changes.items()}}
    return client.post(url, sent)


def messages(response):
    """What the next page that this person opens says on top."""
    return [str(message) for message in get_messages(response.wsgi_request)]


def errors(response):
    context = response.context
    found = list(context["adminform"].form.errors.values())
    for tab in context["inline_admin_formsets"]:
        found += [problem for form in tab.formset.forms for problem in form.errors.values()]
    return " ".join(str(problem) for problem in found)
