from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse


def admin_url(model, page, *args):
    opts = model._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{page}", args=args)


def queries_of_list(client, model):
    """How many queries the admin's list of a model takes; it must hold every record."""
    url = admin_url(model, "changelist")
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)
    assert response.context["cl"].result_count == model.objects.count()
    return len(captured)


def assert_list_does_not_grow(client, make):
    """The list takes as many queries for three records as for one. `make` makes a record."""
    model = type(make())
    queries_of_list(client, model)  # what is cached once a process
    at_one = queries_of_list(client, model)
    make()
    make()
    assert queries_of_list(client, model) == at_one
    assert at_one <= 16


def assert_forms_open(client, record):
    """The form of a new record, and of this one, stand there with their fields."""
    for url in (
        admin_url(type(record), "add"),
        admin_url(type(record), "change", record.pk),
    ):
        response = client.get(url)
        assert response.status_code == 200
        assert response.context["adminform"].form.fields
