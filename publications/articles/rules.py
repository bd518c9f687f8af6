"""Who may do what with articles: press officers write, editors publish."""

import rules

from unions.access import grant, grant_dictionary, grant_part
from unions.roles import EDITORS, READERS, WRITERS

from .models import Status

grant("publications.article", view=READERS, add=WRITERS)
grant("publications.rubric", add=WRITERS)
grant_dictionary("publications.tag", keep=EDITORS)
# An accreditation opens what stands under embargo.
grant(
    "publications.accreditation",
    organization="journalist__organization",
    view=WRITERS,
    add=EDITORS,
)


def holds(*roles):
    """Whether one of the roles reaches the text's organization.

    Without a text, or with one that belongs to no article yet: somewhere.
    """

    @rules.predicate(name=f"holds:{'|'.join(roles)}")
    def is_held(user, text=None):
        if not user.is_authenticated:
            return False
        if text is None or text.article_id is None:
            return user.is_superuser or bool(user.paths_of(*roles))
        return user.has_role_at(text.article.organization, *roles)

    return is_held


@rules.predicate
def is_draft(user, text):
    return text is None or text.status == Status.DRAFT


@rules.predicate
def is_public_in_some_language(user, article):
    return article is not None and any(
        text.status == Status.PUBLISHED for text in article.texts.all()
    )


@rules.predicate
def edits_article(user, article):
    return article is not None and user.has_role_at(article.organization, *EDITORS)


is_writer, is_editor = holds(*WRITERS), holds(*EDITORS)

# What has been handed in is the editor's; the writer takes it back before going on.
rules.add_perm("publications.change_text", is_editor | (is_writer & is_draft))
rules.add_perm("publications.remark_on_text", is_writer)
rules.add_perm("publications.submit_text", is_writer)
rules.add_perm("publications.approve_text", is_editor)
rules.add_perm("publications.return_text", is_editor)
rules.add_perm("publications.take_back_text", is_writer & ~is_editor)
rules.add_perm("publications.publish_text", is_editor)
rules.add_perm("publications.withdraw_text", is_editor)
# As it is changed, once the public reads it no more.
rules.add_perm("publications.delete_text", is_editor | (is_writer & is_draft))
grant_part("publications.articletext", of="article")


# Rubric, cover and organization stand on the public page of every language: no way past review.
rules.add_perm("publications.arrange_article", edits_article | ~is_public_in_some_language)
# What the public reads is withdrawn first, with an entry in the journal.
rules.set_perm(
    "publications.delete_article",
    rules.permissions.permissions["publications.delete_article"] & ~is_public_in_some_language,
)
