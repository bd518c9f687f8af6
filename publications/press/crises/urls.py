from django.urls import path

from publications.press.crises import views

app_name = "crises"
urlpatterns = [
    path("", views.cards, name="cards"),
    path("<int:pk>/", views.card, name="card"),
    path("<int:pk>/step/", views.step, name="step"),
]
