from django.urls import path

from . import membership_views

app_name = "membership"
urlpatterns = [
    path("join/", membership_views.join, name="join"),
    path("join/<str:code>/", membership_views.application, name="application"),
    path("join/<str:code>/application.pdf", membership_views.paper, name="paper"),
    path("organizations/<slug:slug>/join/", membership_views.apply, name="apply"),
]
