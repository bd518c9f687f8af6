from django.urls import path

from . import views

urlpatterns = [
    path("league/", views.league, name="league"),
    path("missing/", views.missing, name="missing"),
    path("pivot/", views.pivot, name="pivot"),
    path("pivot.xlsx", views.pivot_workbook, name="pivot_workbook"),
    path("growth/", views.growth, name="growth"),
    path("regions/", views.regions, name="regions"),
]
