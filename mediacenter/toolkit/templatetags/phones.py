from django import template

from mediacenter.toolkit.phones import dialled

register = template.Library()
register.filter(dialled)
