"""A form of a page by what it shows: its fields are read off the page, filled in and sent."""

from html.parser import HTMLParser

NOT_SENT = {"submit", "button", "image", "reset", "file"}
TICKED = {"checkbox", "radio"}


class ShownForm(HTMLParser):
    """What a browser would send of a form, as the page shows it.

    `sent` holds a list of values for each name, `shown` the names that a person sees, `action`
    the address that it goes to. Fields that stand elsewhere and belong to it (`form=`) are its own.
    """

    def __init__(self, page, form_id):
        super().__init__()
        self.form_id, self.inside = form_id, False
        self.sent, self.shown, self.action, self.buttons = {}, set(), "", {}
        self.select = self.text = None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "form":
            self.inside = attributes.get("id") == self.form_id
            if self.inside:
                self.action = attributes.get("action") or ""
        if tag == "option" and self.select:
            self.select[2].append(("selected" in attributes, attributes.get("value", "")))
        name = attributes.get("name")
        owner = attributes.get("form", self.form_id if self.inside else None)
        if not name or "disabled" in attributes or owner != self.form_id:
            return
        if tag == "input":
            self.take_input(name, attributes)
        elif tag == "button":
            self.buttons[name] = attributes.get("value", "")
        elif tag == "select":
            self.select = name, "multiple" in attributes, []
        elif tag == "textarea":
            self.text = name, []

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)

    def take_input(self, name, attributes):
        kind = attributes.get("type", "text")
        if kind in NOT_SENT:
            if kind == "submit":
                self.buttons[name] = attributes.get("value", "")
            elif kind == "file":
                self.shown.add(name)
            return
        if kind != "hidden":
            self.shown.add(name)
        if kind not in TICKED or "checked" in attributes:
            self.sent.setdefault(name, []).append(attributes.get("value", "on" * (kind in TICKED)))

    def handle_data(self, data):
        if self.text:
            self.text[1].append(data)

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False
        elif tag == "textarea" and self.text:
            name, parts = self.text
            # a browser drops the line end that follows the opening tag
            self.take(name, ["".join(parts).removeprefix("\n")])
            self.text = None
        elif tag == "select" and self.select:
            name, many, options = self.select
            chosen = [value for is_selected, value in options if is_selected]
            if not chosen and not many:
                chosen = [value for _is_selected, value in options[:1]]
            self.take(name, chosen)
            self.select = None

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
