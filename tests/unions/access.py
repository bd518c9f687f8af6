"""Who may do what with the organizations, their people and channels."""

from mediacenter.services.journal.models import JournalEntry
from tests.access.rows import ALL, LETTERS, OPEN, WRITERS, AtRoot, Common, Own, Page, of, slug
from tests.days import in_days
from tests.publications.plan.factories import DayNoteFactory
from tests.unions.factories import AppointmentFactory, ChannelFactory, RegionFactory, UserFactory
from unions.actions import delete_record
from unions.models import ActivityProgramme, Congress


def person(organization):
    return AppointmentFactory(organization=organization).person


def user(organization):
    return UserFactory(role=LETTERS["C"], organization=organization)


def congress(organization):
    return Congress.objects.create(organization=organization, ordinal="XV")


def activity_programme(organization):
    return ActivityProgramme.objects.create(
        organization=organization, title_kk="Бағдарлама", first_year=2024, last_year=2029
    )


def entry(organization):
    return JournalEntry.objects.create(code="channel.added", subject=organization)


def in_bin(organization):
    note = DayNoteFactory(organization=organization)
    return delete_record(record=note)


def deputy(organization):
    """Who acts as chair from tomorrow on: today somebody may act already."""
    days = dict.fromkeys(("starts_on", "ends_on"), in_days(1))
    post = AppointmentFactory(organization=organization, role=LETTERS["D"], **days)
    return [post.pk]


MODELS = {
    "unions.region": Common(sees=ALL, adds="", keeps="A", record=lambda one: RegionFactory()),
    "unions.organization": Own(ALL, "A", "A", "", record=lambda one: one),
    "unions.person": Own(ALL, "PETA", "PETA", "A", person),
    "unions.appointment": Own(ALL, "A", "A", "A", of(AppointmentFactory)),
    "unions.user": Own("A", "A", "A", "", user),
    "unions.channel": Own(ALL, "PEA", "PEA", "PEA", of(ChannelFactory)),
    "unions.congress": Own(ALL, "A", "A", "A", congress),
    "unions.activityprogramme": Own(ALL, "A", "A", "A", activity_programme),
    "unions.binentry": Own(WRITERS, "", "", "A", in_bin, lists=ALL),
    "journal.journalentry": AtRoot("A", entry),
}
FURTHER = {
    "unions_binentry_bring_back": WRITERS,
    "unions_organization_add_below": "adds",
    "unions_organization_rename": "changes",
    "unions_organization_move": "changes",
    "unions_organization_merge": "changes",
    "unions_organization_close": "changes",
    "unions_organization_reopen": "changes",
    "unions_appointment_end": "changes",
    "unions_user_mail_link": "changes",
    "unions_user_reset_factor": "changes",
    "unions_channel_settle": "changes",
    "unions_channel_doubt": "changes",
    "unions_channel_close": "changes",
    "unions_channel_reopen": "changes",
    "unions_channel_bring_in": "adds",
    "unions_channel_count_all": "changes",
    "unions_organization_enter_contacts": WRITERS,
}
SITE = {
    "unions:directory": Page(OPEN),
    "unions:find": Page(OPEN, query="?workplace=5"),
    "unions:regions": Page(OPEN),
    "unions:region": Page(OPEN, lambda ours: [RegionFactory().iso]),
    "unions:branches": Page(OPEN, slug),
    "deputies:deputies": Page("CA", query="?organization=ours"),
    "deputies:recall": Page("CA", deputy, posted={}, answer=302),
    "tables:followers": Page(WRITERS, query="?organization=ours"),
    "tables:contacts": Page(WRITERS, query="?organization=ours"),
}
