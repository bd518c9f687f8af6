from django.conf import settings


class PublicContentSecurityPolicy:
    """Everything outside the admin gets the strict policy: no inline script, no inline style."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not request.path.startswith("/admin/"):
            response._csp_replace = settings.PUBLIC_CONTENT_SECURITY_POLICY
        return response
