from django.urls import path

from . import views
from .account import account
from .cabinet import cabinet
from .home import home
from .organization import organization

app_name = "portal"
urlpatterns = [
    path("", home, name="home"),
    path("cabinet/", cabinet, name="cabinet"),
    path("cabinet/account/", account, name="account"),
    path("about/", views.about, name="about"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("organizations/<slug:slug>/", organization, name="organization"),
]
