"""What "Save and add another" carries into the next form.

Somebody who enters a stack of cuttings writes the date, the newspaper and the organization once.
"""

from urllib.parse import parse_qsl, urlencode, urlsplit

from django.http import HttpResponseRedirect
from django.utils.formats import localize_input


class RepeatsInNext:
    """For an admin: `repeats` names the fields that mostly stay the same from record to record."""

    repeats = ()

    def response_add(self, request, obj, post_url_continue=None):
        response = super().response_add(request, obj, post_url_continue)
        return self.with_repeated(request, obj, response)

    def response_change(self, request, obj):
        return self.with_repeated(request, obj, super().response_change(request, obj))

    def with_repeated(self, request, obj, response):
        if "_addanother" not in request.POST or not isinstance(response, HttpResponseRedirect):
            return response
        address = urlsplit(response.url)
        kept = {name: value for name, value in parse_qsl(address.query) if name not in self.repeats}
        filled = urlencode({**kept, **self.repeated(request, obj)})
        return HttpResponseRedirect(address._replace(query=filled).geturl())

    def repeated(self, request, obj):
        """{field: what stands in it}, as the form of a new record reads it from its address."""
        form = self.get_form(request)(instance=obj)
        found = {}
        for name in self.repeats:
            value = form[name].value() if name in form.fields else None
            if isinstance(value, list):
                value = ",".join(map(str, value))
            if value not in (None, ""):
                # a date stands there as it is typed, a key as it is
                found[name] = value if isinstance(value, (str, int)) else localize_input(value)
        return found
