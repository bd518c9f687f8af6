from django.urls import path

from publications.press import views

app_name = "press"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("links/", views.links, name="links"),
    path("joint/", views.joint, name="joint"),
    path("joint/<int:pk>/", views.answer_joint, name="answer_joint"),
    path("<int:pk>/scan/", views.scan, name="scan"),
]
