from django.urls import path

from publications.social.sharing import views

app_name = "sharing"
urlpatterns = [path("<int:pk>/", views.kit, name="kit")]
