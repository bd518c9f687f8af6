from django.urls import path

from . import views

app_name = "register"
urlpatterns = [
    path("", views.verify, name="verify"),
    path("<str:code>/", views.entry, name="entry"),
]
