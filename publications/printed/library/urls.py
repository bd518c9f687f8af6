from django.urls import path

from publications.printed.library import views

app_name = "library"
urlpatterns = [
    path("", views.library, name="list"),
    path("<slug:slug>/", views.document, name="document"),
    path("<slug:slug>/file/", views.file, name="file"),
]
