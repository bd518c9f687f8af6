from django.urls import path

from . import views

app_name = "register"
urlpatterns = [
    path("", views.verify, name="verify"),
    path("chain/", views.chain, name="chain"),
    path("chain.txt", views.chain_as_text, name="chain_as_text"),
    path("chain.json", views.chain_as_json, name="chain_as_json"),
    path("<str:code>/", views.entry, name="entry"),
]
