from django.urls import path

from . import keeper_views

app_name = "mails"
urlpatterns = [
    path("", keeper_views.set_aside, name="set_aside"),
    path("again/", keeper_views.again, name="again"),
    path("give-up/", keeper_views.give_up, name="give_up"),
]
