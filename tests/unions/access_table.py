"""The matrix of roles, as it was agreed on: what the tests of access hold the portal to.

P press officer, E editor, C chair, T training organizer, O appeals officer, A administrator.
Each holds the role at one organization; it reaches that organization and all below it.
"""

from dataclasses import dataclass

from unions.models import Role

LETTERS = {
    "P": Role.PRESS_OFFICER,
    "E": Role.EDITOR,
    "C": Role.CHAIR,
    "T": Role.TRAINING_ORGANIZER,
    "O": Role.APPEALS_OFFICER,
    "A": Role.ADMINISTRATOR,
}
ALL = "PECTOA"


@dataclass(frozen=True)
class Own:
    """Records of organizations: within the reach as stated, beyond it nothing."""

    sees: str
    adds: str
    changes: str
    deletes: str

    def allows(self, letter, *, at_root):
        return {verb: letter in getattr(self, verb) for verb in VERBS}


@dataclass(frozen=True)
class Common:
    """Records that all organizations use: `keeps` stands for a role at the root of the tree."""

    sees: str
    adds: str
    keeps: str

    def allows(self, letter, *, at_root):
        kept = at_root and letter in self.keeps
        adds = kept or letter in self.adds
        return {
            "sees": kept or letter in self.sees,
            "adds": adds,
            "changes": kept,
            "deletes": kept,
        }


@dataclass(frozen=True)
class AtRoot:
    """Records of the whole federation, read at the root."""

    sees: str

    def allows(self, letter, *, at_root):
        seen = at_root and letter in self.sees
        return {"sees": seen, "adds": False, "changes": False, "deletes": False}


VERBS = ("sees", "adds", "changes", "deletes")
BREAK_GLASS = AtRoot("")  # for a superuser only

ADMIN = {
    "unions.region": Common(sees=ALL, adds="", keeps="A"),
    "unions.organization": Own(ALL, "A", "A", ""),
    "unions.person": Own(ALL, "PETA", "PETA", "A"),
    "unions.appointment": Own(ALL, "A", "A", "A"),
    "unions.user": Own("A", "A", "A", ""),
    "unions.channel": Own(ALL, "PEA", "PEA", "PEA"),
    "unions.congress": Own(ALL, "A", "A", "A"),
    "unions.activityprogramme": Own(ALL, "A", "A", "A"),
    "unions.journalentry": AtRoot("A"),
    "publications.article": Own("PECA", "PEA", "PEA", "PEA"),
    "publications.picture": Own("PECA", "PEA", "PEA", "PEA"),
    "publications.rubric": Own(ALL, "PEA", "PEA", "PEA"),
    "publications.outlet": Common(sees=ALL, adds="PEA", keeps="EA"),
    "publications.coverage": Own(ALL, "PEA", "PEA", "PEA"),
    "publications.mediapartnership": Own(ALL, "PEA", "PEA", "PEA"),
    "publications.socialpost": Own(ALL, "PEA", "PEA", "PEA"),
    "publications.printedmatter": Own(ALL, "PEA", "PEA", "PEA"),
    "publications.subscription": Own(ALL, "PEA", "PEA", "PEA"),
    "publications.tag": Common(sees=ALL, adds="", keeps="EA"),
    "publications.librarydocument": Own(ALL, "EA", "EA", "EA"),
    "publications.newspaperissue": Own(ALL, "EA", "EA", "EA"),
    "publications.journalist": Own("PEA", "PEA", "PEA", "PEA"),
    "publications.pressevent": Own("PECA", "PEA", "PEA", "PEA"),
    "publications.crisiscard": Own("PECA", "PECA", "PECA", "A"),
    "publications.occasion": Own("PECA", "PEA", "PEA", "PEA"),
    "publications.planitem": Own("PECA", "PEA", "PEA", "PEA"),
    "publications.memorabledate": Own(ALL, "PEA", "PEA", "PEA"),
    "training.programme": Own(ALL, "TEA", "TEA", "TEA"),
    "training.seminar": Own(ALL, "TEA", "TEA", "TEA"),
    "outreach.campaign": Own(ALL, "PEA", "PEA", "PEA"),
    "outreach.visit": Own(ALL, "PEA", "PEA", "PEA"),
    "outreach.contest": Own(ALL, "PEA", "PEA", "PEA"),
    "outreach.noticeboardregister": Own(ALL, "PEA", "PEA", "PEA"),
    "outreach.committeehearing": Own(ALL, "PEA", "PEA", "PEA"),
    "outreach.boardsubject": Common(sees=ALL, adds="PEA", keeps="EA"),
    "outreach.appeal": Own("COA", "OA", "OA", "OA"),
    "outreach.feedbackchannel": Own(ALL, "POA", "POA", "POA"),
    "reports.figure": Own("PECA", "PCA", "PCA", "PCA"),
    "reports.taskahead": Own("PECA", "PCA", "PCA", "PCA"),
    "reports.snapshot": Own("PECA", "", "", ""),
    "reports.reportjob": Own("PECA", "", "", ""),
    "reports.reportfile": Own("PECA", "", "", ""),
    "auth.group": BREAK_GLASS,
    "account.emailaddress": BREAK_GLASS,
    "mfa.authenticator": BREAK_GLASS,
}

# Further pages of the admin, by the verb that they need.
PAGES = {
    "unions_organization_below": "adds",
    "unions_organization_rename": "changes",
    "unions_organization_move": "changes",
    "unions_organization_merge": "changes",
    "unions_organization_close": "changes",
    "unions_appointment_end": "changes",
    "unions_channel_settle": "changes",
    "unions_channel_doubt": "changes",
    "unions_channel_close": "changes",
    "unions_channel_bring_in": "adds",
    "publications_article_import_new": "adds",
    "publications_article_import_word": "changes",
    "publications_article_open_share_kit": "sees",
    "publications_picture_upload_many": "adds",
    "publications_coverage_enter_links": "adds",
    "publications_coverage_open_scan": "sees",
    "publications_socialpost_enter_posts": "adds",
    "publications_printedmatter_open_file": "sees",
    "publications_subscription_enter_table": "adds",
    "publications_pressevent_invite": "changes",
    "publications_crisiscard_open_page": "sees",
    **{
        f"publications_{register}_{page}": verb
        for register in ("coverage", "socialpost", "printedmatter", "subscription")
        for page, verb in [("export", "sees"), ("import", "adds"), ("process_import", "adds")]
    },
}

# What every role may open in the admin, and nobody without one.
SITEWIDE = {
    "index",
    "app_list",
    "search",
    "autocomplete",
    "view_on_site",
    "password_change",
    "password_change_done",
}
# For everybody.
DOORS = {"login", "logout", "jsi18n"}

OPEN, SIGNED_IN, READERS, WRITERS = "open", "signed in", "PECA", "PEA"
ACCREDITED = "accredited"  # for journalists; for everybody else there is no such page

# Everything outside the admin; roles are held at the organization that the page is about.
SITE = {
    "portal:home": OPEN,
    "portal:about": OPEN,
    "portal:accessibility": OPEN,
    "portal:organization": OPEN,
    "portal:cabinet": SIGNED_IN,
    "unions:directory": OPEN,
    "unions:regions": OPEN,
    "unions:region": OPEN,
    "unions:branches": OPEN,
    "publications:news": OPEN,
    "publications:feed": OPEN,
    "publications:rubric": OPEN,
    "publications:rubric_feed": OPEN,
    "publications:organization_news": OPEN,
    "publications:organization_feed": OPEN,
    "publications:article": OPEN,
    "publications:tag": OPEN,
    "publications:audience": OPEN,
    "publications:coverage": OPEN,
    "publications:preview": OPEN,  # by its signed link
    "publications:under_embargo": ACCREDITED,
    "library:list": OPEN,
    "library:document": OPEN,
    "library:file": OPEN,
    "newspapers:list": OPEN,
    "newspapers:newspaper": OPEN,
    "newspapers:file": OPEN,
    "newsroom:upload_picture": WRITERS,
    "newsroom:keep_unsaved": WRITERS,
    "newsroom:discard_unsaved": SIGNED_IN,  # one's own
    "newsroom:presence": WRITERS,
    "newsroom:text_history": READERS,
    "newsroom:restore": WRITERS,
    "newsroom:remark": WRITERS,
    "newsroom:settle": WRITERS,
    "plan:month": READERS,
    "plan:week": READERS,
    "plan:board": READERS,
    "plan:list": READERS,
    "plan:fact": READERS,
    "plan:address": READERS,  # one's own
    "plan:feed": OPEN,  # by its secret
    "plan:occasion": READERS,
    "plan:add_occasion": WRITERS,
    "plan:change_occasion": WRITERS,
    "plan:step_occasion": WRITERS,
    "plan:add_item": WRITERS,
    "plan:change_item": WRITERS,
    "plan:step_item": WRITERS,
    "plan:add_assignment": WRITERS,
    "plan:change_assignment": WRITERS,
    "plan:step_assignment": WRITERS,
    "press:links": WRITERS,
    "press:scan": ALL,
    "social:links": WRITERS,
    "sharing:kit": READERS,
    "subscriptions:table": WRITERS,
    "crises:cards": READERS,
    "crises:card": READERS,
    "crises:step": READERS,
    "training:seminars": OPEN,
    "training:programme": OPEN,
    "training:seminar": OPEN,
    "reports:index": SIGNED_IN,
    "reports:organization": READERS,
    "reports:year": READERS,
    "reports:figure": READERS,
    "reports:figure_sheet": READERS,
    "reports:build": READERS,
    "reports:job": READERS,
    "reports:progress": READERS,
    "reports:download": READERS,
    "sitemap": OPEN,
    "sitemap_part": OPEN,
    "media": OPEN,
    "set_language": OPEN,
    "javascript-catalog": OPEN,
}
# The library of signing in shows everybody their own account; nothing there is another's.
OWN_ACCOUNT = ("account_", "mfa_")
