"""Quick entry of social posts in the cabinet."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from publications import actions
from publications.doors import asks_for
from publications.pasting import article_asked_for

from .forms import PostsForm


@asks_for("publications.add_socialpost")
def links(request):
    """Enter posts; where a line is refused, the others are kept only if the person says so."""
    article = article_asked_for(request)
    form = PostsForm(request.POST or None, user=request.user, article=article)
    read = None
    if request.method == "POST" and form.is_valid():
        try:
            read = actions.enter_posts(
                by=request.user,
                leave_out_refused="leave_out_refused" in request.POST,
                **form.cleaned_data,
            )
        except ValidationError as refusal:
            form.add_error("text", refusal)
    if read and read.are_saved:
        number = len(read.posts)
        said = ngettext("%(number)s post is entered.", "%(number)s posts are entered.", number)
        messages.success(request, said % {"number": number})
        return redirect(request.get_full_path())
    context = {"form": form, "read": read, "article": article}
    return render(request, "publications/social/links.html", context)
