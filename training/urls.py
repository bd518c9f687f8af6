from django.urls import path

from . import views

app_name = "training"
urlpatterns = [
    path("", views.seminars, name="seminars"),
    path("programmes/<slug:slug>/", views.programme, name="programme"),
    path("<slug:slug>/", views.seminar, name="seminar"),
]
