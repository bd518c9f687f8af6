import re

import pytest
import redis
from django.conf import settings
from django.core.cache import cache

from mediacenter.portal.programs import PROJECT

READ = re.findall(r'env\.\w+\(\s*"(\w+)"', (PROJECT / "mediacenter" / "settings.py").read_text())


@pytest.mark.parametrize("name", READ)
def test_each_setting_is_explained_in_the_example(name):
    explained = re.search(
        rf"(?:^# .*\n)+(?:^#\w+=.*\n)*^#{name}=",
        (PROJECT / ".env.example").read_text(),
        re.MULTILINE,
    )
    assert explained


def test_emptying_the_cache_leaves_the_queue_alone():
    queue = redis.Redis.from_url(settings.REDIS_URL)
    queue.rpush("a queue", "a job")
    cache.set("key", "value")
    cache.clear()
    assert cache.get("key") is None
    assert queue.lpop("a queue") == b"a job"
