from . import channel, congress, journal, organization, person, region

__all__ = ["channel", "congress", "journal", "organization", "person", "region"]
