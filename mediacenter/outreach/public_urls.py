from django.urls import path

from . import letter_views

app_name = "letters"
urlpatterns = [
    path("", letter_views.write, name="write"),
    path("sent/<str:token>/", letter_views.sent, name="sent"),
]
