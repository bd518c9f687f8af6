from django.urls import path

from . import views
from .account import account, change_address, end_other_sessions, end_session, take_address
from .cabinet import cabinet
from .home import home
from .organization import organization
from .reading_modes import read_as, reading

app_name = "portal"
urlpatterns = [
    path("", home, name="home"),
    path("cabinet/", cabinet, name="cabinet"),
    path("cabinet/account/", account, name="account"),
    path("cabinet/account/sessions/end/", end_other_sessions, name="end_other_sessions"),
    path("cabinet/account/sessions/<int:key>/end/", end_session, name="end_session"),
    path("cabinet/account/address/", change_address, name="change_address"),
    path("cabinet/account/address/<str:token>/", take_address, name="take_address"),
    path("about/", views.about, name="about"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("api/", views.open_data, name="open_data"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("reading/", reading, name="reading"),
    path("reading/<slug:mode>/<slug:value>/", read_as, name="read_as"),
    path("organizations/<slug:slug>/", organization, name="organization"),
]
