from django.urls import path

from . import views

app_name = "unions"
urlpatterns = [
    path("", views.directory, name="directory"),
    path("find/", views.find, name="find"),
    path("regions/", views.regions, name="regions"),
    path("regions/<slug:iso>/", views.region, name="region"),
    path("<slug:slug>/branches/", views.branches, name="branches"),
]
