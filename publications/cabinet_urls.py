"""The pages of the newsroom in the cabinet."""

from django.urls import include, path

urlpatterns = [
    path("coverage/", include("publications.press.urls")),
    path("crises/", include("publications.press.crises.urls")),
    path("newsletter/", include("publications.newsletter.desk_urls")),
    path("plan/", include("publications.plan.urls")),
    path("posts/", include("publications.social.urls")),
    path("share/", include("publications.social.sharing.urls")),
    path("subscriptions/", include("publications.printed.subscriptions.urls")),
]
