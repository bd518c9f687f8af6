from django.core.exceptions import ValidationError

from mediacenter.toolkit.forms import TranslatedForm
from publications.press.actions.outlets import refuse_second_outlet
from publications.press.link_field import LinkField


class OutletForm(TranslatedForm):
    url = LinkField(required=False)

    def _post_clean(self):
        super()._post_clean()
        if not self.errors:
            try:
                refuse_second_outlet(self.instance)
            except ValidationError as refusal:
                self.add_error(None, refusal)
