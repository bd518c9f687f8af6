"""A form of a page by what it shows: its fields are read off the page, filled in and sent."""

from lxml import html

FIELDS = ("input", "button", "select", "textarea")
NOT_SENT = {"submit", "button", "image", "reset", "file"}
TICKED = {"checkbox", "radio"}


class ShownForm:
    """What a browser would send of a form, as the page shows it.

    `sent` holds a list of values for each name, `shown` the names that a person sees, `action`
    the address that it goes to. Fields that stand elsewhere and belong to it (`form=`) are its own.
    """

    def __init__(self, page, form_id):
        self.sent, self.shown, self.action, self.buttons = {}, set(), "", {}
        page = html.document_fromstring(page)
        inside = set()
        for form in page.iter("form"):
            if form.get("id") == form_id:
                self.action = form.get("action") or ""
                inside |= set(form.iter(*FIELDS))
        for field in page.iter(*FIELDS):
            owner = field.get("form", form_id if field in inside else None)
            if owner == form_id and field.get("name") and "disabled" not in field.attrib:
                getattr(self, f"take_{field.tag}")(field.get("name"), field)

    def take_button(self, name, field):
        self.buttons[name] = field.get("value", "")

    def take_input(self, name, field):
        kind = field.get("type", "text")
        if kind in NOT_SENT:
            if kind == "submit":
                self.buttons[name] = field.get("value", "")
            elif kind == "file":
                self.shown.add(name)
            return
        if kind != "hidden":
            self.shown.add(name)
        if kind not in TICKED or "checked" in field.attrib:
            self.sent.setdefault(name, []).append(field.get("value", "on" * (kind in TICKED)))

    def take_textarea(self, name, field):
        # a browser drops the line end that follows the opening tag
        self.take(name, [field.text_content().removeprefix("\n")])

    def take_select(self, name, field):
        options = list(field.iter("option"))
        chosen = [option for option in options if "selected" in option.attrib]
        if not chosen and "multiple" not in field.attrib:
            chosen = options[:1]
        self.take(name, [option.get("value", "") for option in chosen])

    def take(self, name, values):
        self.shown.add(name)
        self.sent.setdefault(name, []).extend(values)


def shown_form(response, form_id):
    """The form with this id on the page of a response."""
    return ShownForm(response.content.decode(), form_id)


def admin_form(response):
    """The form of a record in the admin, as its page shows it."""
    model = response.context["opts"].model_name
    return shown_form(response, f"{model}_form")


def send(client, response, **changes):
    """Change what the admin's form shows and send it, by a button of it perhaps.

    What it does not show is refused.
    """
    form = admin_form(response)
    unseen = changes.keys() - form.shown - form.buttons.keys()
    assert not unseen, f"the form does not show {sorted(unseen)}"
    address = form.action or response.wsgi_request.get_full_path()
    return client.post(address, {**form.sent, **changes})


def troubles(response):
    """What the admin's form complains of, with its inlines."""
    if response.context is None or "adminform" not in response.context:
        return []
    found = dict(response.context["adminform"].form.errors)
    for tab in response.context["inline_admin_formsets"]:
        for form in tab.formset.forms:
            found |= {f"{form.prefix}-{name}": reasons for name, reasons in form.errors.items()}
        if reasons := tab.formset.non_form_errors():
            found[tab.formset.prefix] = reasons
    return found
