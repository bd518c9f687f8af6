from django.urls import path

from publications.printed.newspapers import views

app_name = "newspapers"
urlpatterns = [
    path("", views.newspapers, name="list"),
    path("<int:pk>/", views.newspaper, name="newspaper"),
    path("issues/<int:pk>/file/", views.file, name="file"),
]
