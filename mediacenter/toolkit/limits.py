"""The cache, in which attempts are counted: by Redis, or by PostgreSQL without it."""

import time

from django.core.cache import caches
from django_redis.cache import RedisCache
from django_redis.exceptions import ConnectionInterrupted

API = "api:"
# how keys begin: of what is limited, of used codes, of codes of documents that were tried,
# of forms, of questions to the API
COUNTED = ("allauth:rl:", "allauth.mfa.", "tried codes:", "publicforms:", API)
ASKED_AGAIN_AFTER = 10  # seconds: a silent Redis would cost each count its time limit


class CacheWithLimits(RedisCache):
    """Redis; what is counted goes on in the cache "limits", a table, while Redis is away.

    Else nobody could sign in or write then, or anybody as often as they like.
    """

    away_until = 0.0  # by time.monotonic, for all threads of a process

    def add(self, key, *args, **kwargs):
        return self.count("add", key, *args, **kwargs)

    def get(self, key, *args, **kwargs):
        return self.count("get", key, *args, **kwargs)

    def set(self, key, *args, **kwargs):
        return self.count("set", key, *args, **kwargs)

    def incr(self, key, *args, **kwargs):
        return self.count("incr", key, *args, **kwargs)

    def delete(self, key, *args, **kwargs):
        return self.count("delete", key, *args, **kwargs)

    def count(self, name, key, *args, **kwargs):
        if not key.startswith(COUNTED):
            return getattr(super(), name)(key, *args, **kwargs)
        if time.monotonic() > CacheWithLimits.away_until:
            try:
                return getattr(self.client, name)(key, *args, **kwargs)
            except ConnectionInterrupted:
                CacheWithLimits.away_until = time.monotonic() + ASKED_AGAIN_AFTER
        return getattr(caches["limits"], name)(key, *args, **kwargs)
