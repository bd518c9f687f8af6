"""What a browser would send from a page, told by its HTML: a form is tested by what it shows."""

from lxml import html

UNSENT = {"submit", "button", "image", "reset", "file", "checkbox", "radio"}


def fields_of(response, name=None):
    """{name: value} of the page's last form that is posted, or of the one that holds a field."""
    form = form_of(response, name)
    blank = {
        field.name: ""
        for field in form.inputs
        if field.tag == "input" and field.type not in UNSENT and field.name
    }
    return {**blank, **dict(form.form_values())}


def form_of(response, name=None):
    forms = [form for form in page_of(response).forms if form.method == "POST"]
    if name is not None:
        forms = [form for form in forms if name in form.fields]
    return forms[-1]


def page_of(response):
    return html.fromstring(response.content.decode())
