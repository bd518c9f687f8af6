"""Tables to fill in, in the cabinet."""

from django.urls import path

from . import contacts, followers

app_name = "tables"
urlpatterns = [
    path("followers/", followers.table, name="followers"),
    path("contacts/", contacts.table, name="contacts"),
]
