from django.urls import path

from publications.printed.subscriptions import views

app_name = "subscriptions"
urlpatterns = [path("", views.table, name="table")]
