from mediacenter.toolkit.forms import AddressForm, WhenForm


class SeminarForm(WhenForm, AddressForm):
    address_from = "title"
