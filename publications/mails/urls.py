from django.urls import path

from publications.mails import views

app_name = "mails"
urlpatterns = [
    path("", views.set_aside, name="set_aside"),
    path("again/", views.again, name="again"),
    path("give-up/", views.give_up, name="give_up"),
]
