from django.urls import path

from . import views
from .cabinet import cabinet

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("cabinet/", cabinet, name="cabinet"),
]
