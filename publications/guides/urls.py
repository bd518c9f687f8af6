from django.urls import path

from publications.guides import views

app_name = "guides"
urlpatterns = [
    path("", views.guides, name="list"),
    path("<slug:slug>/", views.guide, name="guide"),
]
