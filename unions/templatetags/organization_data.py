"""What the page of an organization tells machines."""

from django import template

from mediacenter.toolkit.structured import absolute, in_script

register = template.Library()


@register.simple_tag
def organization_data(organization, above):
    """Describe an organization with its own contacts; `above`: those above it, from the root."""
    parent = above[-1] if above else None
    address = organization.address
    return in_script(
        "Organization",
        name=organization.name,
        alternateName=organization.short_name,
        url=absolute(organization.get_absolute_url()),
        address=address
        and {"@type": "PostalAddress", "streetAddress": address, "addressCountry": "KZ"},
        telephone=organization.phone,
        email=organization.email,
        foundingDate=organization.founded_on and organization.founded_on.isoformat(),
        dissolutionDate=organization.closed_on and organization.closed_on.isoformat(),
        parentOrganization=parent
        and {
            "@type": "Organization",
            "name": parent.name,
            "url": absolute(parent.get_absolute_url()),
        },
    )
