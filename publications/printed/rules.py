from unions.access import grant
from unions.roles import EDITORS, WRITERS

grant("publications.printedmatter", add=WRITERS)
grant("publications.subscription", add=WRITERS)
# What these hold is public at once.
grant("publications.librarydocument", add=EDITORS)
grant("publications.newspaperissue", organization="outlet__publisher", add=EDITORS)
