"""Quick entry of social posts in the cabinet."""

from django.utils.translation import ngettext

from mediacenter.toolkit.permissions import asks_for
from publications.press.pasting import take_links
from publications.social.actions.posts import enter_posts
from publications.social.forms import PostsForm


@asks_for("publications.add_socialpost")
def links(request):
    return take_links(
        request, PostsForm, enter_posts, posts_entered, "publications/social/links.html"
    )


def posts_entered(number):
    return ngettext("%(number)s post is entered.", "%(number)s posts are entered.", number)
