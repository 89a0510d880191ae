"""Every address is public or names its capability; a new one without either fails here."""

import pytest

from portal.accounts.roles import ALL_CAPABILITIES
from tests.access.addresses import Address, all_addresses, samples

ADDRESSES = all_addresses()
NAMES = [address.name for address in ADDRESSES]


@pytest.mark.parametrize("address", ADDRESSES, ids=NAMES)
def test_an_address_is_public_or_names_a_capability(address: Address) -> None:
    """Mark a public view with @public (or PublicView), or set `capability` on a staff view."""
    known = address.capability in ALL_CAPABILITIES | {"signed in"}
    assert address.is_public != known, address.name


@pytest.mark.parametrize("address", ADDRESSES, ids=NAMES)
def test_an_address_with_parameters_has_a_sample(address: Address) -> None:
    """Add a function to SAMPLES in tests/access/samples/<app>.py."""
    assert not address.parameters or address.name in samples(), f"{address.name}: {set(address.parameters)}"
