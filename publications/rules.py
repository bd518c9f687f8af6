"""Who may do what with what is said: press officers write, editors publish."""

import rules

from unions.access import grant, grant_dictionary, grant_part
from unions.models import Role

from .models import Status

EDITORS = [Role.EDITOR, Role.ADMINISTRATOR]
WRITERS = [Role.PRESS_OFFICER, *EDITORS]
READERS = [*WRITERS, Role.CHAIR]

grant("publications.article", view=READERS, add=WRITERS)
grant("publications.picture", view=READERS, add=WRITERS)
grant("publications.rubric", add=WRITERS)
grant_dictionary("publications.outlet", add=WRITERS, keep=EDITORS)
grant_dictionary("publications.tag", keep=EDITORS)
grant("publications.coverage", add=WRITERS, names=["shared_with"])
grant("publications.mediapartnership", add=WRITERS)
grant("publications.socialpost", add=WRITERS)
grant("publications.printedmatter", add=WRITERS)
grant("publications.subscription", add=WRITERS)
# What these hold is public at once.
grant("publications.librarydocument", add=EDITORS)
grant("publications.newspaperissue", organization="outlet__publisher", add=EDITORS)
# Phones of journalists are for those who write to them, and for nobody else.
grant("publications.journalist", view=WRITERS, add=WRITERS)
grant(
    "publications.mediacontact", organization="journalist__organization", view=WRITERS, add=WRITERS
)
# An accreditation opens what stands under embargo.
grant(
    "publications.accreditation",
    organization="journalist__organization",
    view=WRITERS,
    add=EDITORS,
)
grant("publications.pressevent", view=READERS, add=WRITERS)
grant("publications.crisiscard", view=READERS, add=READERS, delete=[Role.ADMINISTRATOR])
grant("publications.occasion", view=READERS, add=WRITERS)
grant("publications.planitem", organization="occasion__organization", view=READERS, add=WRITERS)
grant(
    "publications.assignment",
    organization="plan_item__occasion__organization",
    view=READERS,
    add=WRITERS,
)
grant("publications.memorabledate", add=WRITERS)
grant("publications.daynote", view=READERS, add=WRITERS)
grant_part("publications.crisisanswer", of="card")


def holds(*roles):
    """Whether one of the roles reaches the text's organization; without a text: somewhere."""

    @rules.predicate(name=f"holds:{'|'.join(roles)}")
    def is_held(user, text=None):
        if not user.is_authenticated:
            return False
        if text is None:
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

# --- The media plan: whoever plans hands out the work, whoever does it says how far it is ---


@rules.predicate
def approves_here(user, item):
    return item is not None and user.has_role_at(item.occasion.organization, *EDITORS)


@rules.predicate
def is_assignee(user, assignment):
    return assignment is not None and assignment.assignee_id == user.pk


@rules.predicate
def is_free(user, assignment):
    return assignment is not None and assignment.assignee_id is None


@rules.predicate
def plans_here(user, assignment):
    organization = assignment and assignment.plan_item.occasion.organization
    return organization is not None and user.has_role_at(organization, *WRITERS)


@rules.predicate
def edits_plan_here(user, assignment):
    organization = assignment and assignment.plan_item.occasion.organization
    return organization is not None and user.has_role_at(organization, *EDITORS)


rules.add_perm("publications.approve_planitem", approves_here)
rules.add_perm("publications.take_assignment", is_assignee | (is_free & plans_here))
rules.add_perm("publications.work_on_assignment", is_assignee | edits_plan_here)
rules.add_perm("publications.approve_assignment", edits_plan_here)
