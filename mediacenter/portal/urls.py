from django.urls import path

from . import views
from .account import account, change_address, take_address
from .cabinet import cabinet
from .home import home
from .organization import organization

app_name = "portal"
urlpatterns = [
    path("", home, name="home"),
    path("cabinet/", cabinet, name="cabinet"),
    path("cabinet/account/", account, name="account"),
    path("cabinet/account/address/", change_address, name="change_address"),
    path("cabinet/account/address/<str:token>/", take_address, name="take_address"),
    path("about/", views.about, name="about"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("organizations/<slug:slug>/", organization, name="organization"),
]
