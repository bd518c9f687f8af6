from django.urls import path

from . import visits

app_name = "outreach"
urlpatterns = [path("visits/", visits.table, name="visits")]
