"""The pages of the newsroom in the cabinet."""

from django.urls import include, path

urlpatterns = [
    path("plan/", include("publications.plan.urls")),
]
