from unions.access import grant
from unions.roles import READERS, WRITERS

grant("publications.picture", view=READERS, add=WRITERS)
