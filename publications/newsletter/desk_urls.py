from django.urls import path

from publications.newsletter import desk_views

app_name = "newsletter_desk"
urlpatterns = [
    path("", desk_views.overview, name="overview"),
    path("<slug:frequency>/<slug:language>/", desk_views.preview, name="preview"),
]
