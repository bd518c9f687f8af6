from django.urls import path

from .uploads import upload_picture

app_name = "newsroom"
urlpatterns = [path("upload-picture/", upload_picture, name="upload_picture")]
