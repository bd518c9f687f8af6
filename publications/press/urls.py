from django.urls import path

from . import views

app_name = "press"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("links/", views.links, name="links"),
    path("<int:pk>/scan/", views.scan, name="scan"),
]
