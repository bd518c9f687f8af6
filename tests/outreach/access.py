"""Who may do what with campaigns, visits, contests, notice boards, hearings and appeals."""

from django.core import signing

from mediacenter.outreach.letter_views import SENT
from tests.access.rows import ALL, OPEN, WRITERS, Common, Own, Page, of, slug
from tests.outreach.factories import (
    AppealFactory,
    BoardSubjectFactory,
    CampaignFactory,
    CommitteeHearingFactory,
    ContestFactory,
    FeedbackChannelFactory,
    MembershipApplicationFactory,
    NoticeBoardRegisterFactory,
    VisitFactory,
)


def subject(organization):
    return BoardSubjectFactory()


def code(organization):
    return [MembershipApplicationFactory(organization=organization).code]


MODELS = {
    "outreach.campaign": Own(ALL, "PEA", "PEA", "PEA", of(CampaignFactory)),
    "outreach.visit": Own(ALL, "PEA", "PEA", "PEA", of(VisitFactory)),
    "outreach.contest": Own(ALL, "PEA", "PEA", "PEA", of(ContestFactory)),
    "outreach.noticeboardregister": Own(ALL, "PEA", "PEA", "PEA", of(NoticeBoardRegisterFactory)),
    "outreach.committeehearing": Own(ALL, "PEA", "PEA", "PEA", of(CommitteeHearingFactory)),
    "outreach.boardsubject": Common(sees=ALL, adds="PEA", keeps="EA", record=subject),
    "outreach.appeal": Own("COA", "OA", "OA", "OA", of(AppealFactory)),
    "outreach.membershipapplication": Own("COA", "", "COA", "", of(MembershipApplicationFactory)),
    "outreach.feedbackchannel": Own(ALL, "POA", "POA", "POA", of(FeedbackChannelFactory)),
}
FURTHER = {
    "outreach_visit_enter_table": "adds",
    "outreach_membershipapplication_accept": "changes",
    "outreach_membershipapplication_decline": "changes",
}
SITE = {
    "outreach:visits": Page(WRITERS, query="?organization=ours"),
    "membership:join": Page(OPEN),
    "membership:apply": Page(OPEN, slug),
    "membership:application": Page(OPEN, code),
    "membership:paper": Page(OPEN, code),
    "letters:write": Page(OPEN, slug),
    "letters:sent": Page(OPEN, lambda ours: [ours.slug, signing.dumps(7, salt=SENT)]),
}
