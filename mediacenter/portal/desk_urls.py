from django.urls import path

from . import desk

app_name = "desk"
urlpatterns = [
    path("find/", desk.find, name="find"),
    path("pins/", desk.change_pins, name="pins"),
]
