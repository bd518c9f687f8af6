from . import account, channel, congress, journal, organization, person, region

__all__ = ["account", "channel", "congress", "journal", "organization", "person", "region"]
