"""What the page of a seminar tells machines."""

from django import template
from django.utils.timezone import localtime
from django.utils.translation import get_language

from mediacenter.toolkit.structured import absolute, in_script
from training.models.seminar import Mode

register = template.Library()

ATTENDANCE = {
    Mode.IN_PERSON: "OfflineEventAttendanceMode",
    Mode.ONLINE: "OnlineEventAttendanceMode",
    Mode.MIXED: "MixedEventAttendanceMode",
}


@register.simple_tag
def event(seminar):
    """Describe a seminar as an Event; "" while its days or its place are not known."""
    places = places_of(seminar)
    if seminar.begins_at is None or not places:
        return ""
    organizer = seminar.organizer
    return in_script(
        "Event",
        name=seminar.title,
        description=seminar.about or seminar.topic,
        inLanguage=seminar.languages or get_language(),
        url=absolute(seminar.get_absolute_url()),
        startDate=told(seminar.starts_on, seminar.starts_at_time and seminar.begins_at),
        endDate=told(seminar.ends_on, seminar.ends_at),
        eventStatus=in_schema("EventCancelled" if seminar.cancelled_at else "EventScheduled"),
        eventAttendanceMode=in_schema(ATTENDANCE[seminar.mode]),
        location=places[0] if len(places) == 1 else places,
        organizer={
            "@type": "Organization",
            "name": organizer.name,
            "url": absolute(organizer.get_absolute_url()),
        },
    )


def told(day, moment):
    """The moment where it is known, else the day, by ISO 8601."""
    return localtime(moment).isoformat() if moment else day.isoformat()


def places_of(seminar):
    """Where people come, and, for the link itself is for them alone, the page that tells it."""
    places = []
    named = seminar.place or (seminar.region and seminar.region.name)
    if seminar.mode != Mode.ONLINE and named:
        within = [seminar.place, seminar.region and seminar.region.name]
        address = {
            "@type": "PostalAddress",
            "streetAddress": ", ".join(filter(None, within)),
            "addressCountry": "KZ",
        }
        places.append({"@type": "Place", "name": named, "address": address})
    if seminar.mode != Mode.IN_PERSON:
        page = absolute(seminar.get_absolute_url())
        places.append({"@type": "VirtualLocation", "url": page})
    return places


def in_schema(word):
    return f"https://schema.org/{word}"
