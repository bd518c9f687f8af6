"""Quick entry of social posts in the cabinet."""

from django.utils.translation import ngettext

from publications import actions
from publications.pasting import take_links
from unions.cabinet_access import asks_for

from .forms import PostsForm


@asks_for("publications.add_socialpost")
def links(request):
    return take_links(
        request, PostsForm, actions.enter_posts, posts_entered, "publications/social/links.html"
    )


def posts_entered(number):
    return ngettext("%(number)s post is entered.", "%(number)s posts are entered.", number)
