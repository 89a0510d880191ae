"""The secret that opens a complaint: drawn once, kept only as a hash."""

import hashlib
import hmac
import secrets

from complaints.rules.numbers import SECRET_LENGTH, group_secret, read_secret

COST = 2**13  # about 20 ms: nothing to a person, years to whoever steals the table
_NOBODY = "scrypt$00000000000000000000000000000000$" + "0" * 64


def draw_secret() -> str:
    """A new secret, in the groups people copy."""
    return group_secret("".join(secrets.choice("0123456789") for _ in range(SECRET_LENGTH)))


def hash_secret(secret: str) -> str:
    """What the database keeps of a secret."""
    salt = secrets.token_hex(16)
    return f"scrypt${salt}${_stretch(secret, salt)}"


def matches(secret: str, stored: str | None) -> bool:
    """Whether a secret as typed is the one that was given out.

    Takes as long for a number that does not exist as for a wrong secret, and compares in constant time:
    the answer never tells which of the two was wrong.
    """
    _kind, salt, expected = (stored or _NOBODY).split("$")
    same = hmac.compare_digest(_stretch(secret, salt), expected)
    return same and stored is not None


def _stretch(secret: str, salt: str) -> str:
    raw = hashlib.scrypt(read_secret(secret).encode(), salt=bytes.fromhex(salt), n=COST, r=8, p=1, dklen=32)
    return raw.hex()
