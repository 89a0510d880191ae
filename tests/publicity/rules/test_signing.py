"""Only the holder of the seed signs; anybody can check."""

import base64

import pytest

from publicity.rules import signing

SEED = bytes(range(32))


def test_a_signature_holds_for_its_message_and_key_only():
    made = signing.sign(b"list", SEED)
    other = signing.public_key_of(bytes(32))
    assert signing.is_signed(b"list", made.signature, made.public_key)
    assert not signing.is_signed(b"lists", made.signature, made.public_key)
    assert not signing.is_signed(b"list", made.signature, other)
    assert not signing.is_signed(b"list", "zz", made.public_key)


def test_a_seed_is_read_from_hexadecimal_digits_or_base64():
    assert signing.read_seed(SEED.hex()) == SEED
    assert signing.read_seed(base64.b64encode(SEED).decode()) == SEED


@pytest.mark.parametrize("text", ["", "abc", "no key at all", base64.b64encode(b"short").decode()])
def test_what_is_no_seed_is_refused(text: str):
    with pytest.raises(signing.WrongSeed):
        signing.read_seed(text)


def test_the_known_vector_of_rfc_8032_holds():
    seed = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    made = signing.sign(b"", seed)
    assert made.public_key == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    assert made.signature.startswith("e5564300c360ac729086e2cc806e828a")
    assert made.key_id == signing.key_id(made.public_key)
