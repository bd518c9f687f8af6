"""gunicorn's log of requests without the secrets of addresses: --logger-class names it."""

from gunicorn.glogging import Logger

from mediacenter.toolkit.redacting import redacted


class AccessLog(Logger):
    def atoms(self, resp, req, environ, request_time):
        told = super().atoms(resp, req, environ, request_time)
        return {name: redacted(one) if isinstance(one, str) else one for name, one in told.items()}
