"""Before a dangerous step whoever is signed in says once more that it is they."""

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required


def confirm_identity(request):
    """Ask for password or code, unless that was done, or signing in, within the last minutes.

    What was sent is kept and carried out after it. Asked before: accounts and their addresses,
    password links, the second factor, the appointment of an administrator, and what brings people
    and appointments back from the bin; the library asks it itself before it touches password and
    second factor.
    """
    if request.method == "POST":
        # the library finds what was sent by its path alone; what stood in its query stays in GET
        request.META["QUERY_STRING"] = ""
    raise_if_reauthentication_required(request, app="")
