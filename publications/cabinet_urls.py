"""The pages of the newsroom in the cabinet."""

from django.urls import include, path

urlpatterns = [
    path("coverage/", include("publications.press.urls")),
    path("crises/", include("publications.crises.urls")),
    path("plan/", include("publications.plan.urls")),
]
