from unions.access import grant
from unions.roles import WRITERS

grant("publications.socialpost", add=WRITERS)
