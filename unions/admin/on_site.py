from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.views import shortcut
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404


@admin.site.admin_view
def view_on_site(request, content_type_id, object_id):
    """Lead to the public page of a record within the reach.

    Django's own view leads to that of any record, and its address tells the title of a draft.
    """
    model = get_object_or_404(ContentType, pk=content_type_id).model_class()
    if not admin.site.is_registered(model):
        raise PermissionDenied
    if admin.site.get_model_admin(model).get_object(request, object_id) is None:
        raise Http404
    return shortcut(request, content_type_id, object_id)
