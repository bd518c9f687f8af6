from unions.access import grant, grant_part
from unions.roles import EDITORS

grant("publications.guide", add=EDITORS)
grant_part("publications.guidelaw", of="guide")
