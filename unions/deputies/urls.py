"""Who acts as chair, in the cabinet."""

from django.urls import path

from . import views

app_name = "deputies"
urlpatterns = [
    path("", views.deputies, name="deputies"),
    path("<int:key>/recall/", views.recall, name="recall"),
]
