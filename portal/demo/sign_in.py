"""What the sign-in page says about the demonstration's accounts."""

from portal.demo.accounts import PASSWORD, SHOWN, current_code, people
from portal.ui.sign_in import Demonstration


def tell() -> Demonstration:
    """Return the accounts worth showing, their password, and the second factor's digits now."""
    shown = [(person.username, person.note) for person in people() if person.username in SHOWN]
    return Demonstration(shown, PASSWORD, current_code()[0])
