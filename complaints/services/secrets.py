"""The secret that opens a complaint: drawn once, kept only as a digest under the keys (decision 18)."""

import hashlib
import hmac
import secrets
from functools import lru_cache

from cryptography.fernet import MultiFernet

from complaints.rules.numbers import SECRET_LENGTH, group_secret, read_secret
from portal.privacy.fields import cipher

# A complaint filed before decision 18 keeps the slow digest it was given; both stand under the keys.
FAST, SLOW = "sha256", "scrypt"
COST = 2**13
_NOBODY = f"{FAST}${'0' * 32}${'0' * 64}"


def draw_secret() -> str:
    """A new secret, in the groups people copy."""
    return group_secret("".join(secrets.choice("0123456789") for _ in range(SECRET_LENGTH)))


def hash_secret(secret: str) -> str:
    """What is kept of a secret, before the field encrypts it."""
    salt = secrets.token_hex(16)
    return f"{FAST}${salt}${_digest(FAST, secret, salt)}"


def matches(secret: str, stored: str | None) -> bool:
    """Whether a secret as typed is the one that was given out.

    Does the same work for a number that does not exist as for a wrong secret, and compares in constant time:
    the answer never tells which of the two was wrong.
    """
    kind, salt, expected = (stored or _nobody()).split("$")
    same = hmac.compare_digest(_digest(kind, secret, salt), expected)
    return same and stored is not None


def _nobody() -> str:
    """Read like a stored digest, decryption and all."""
    return cipher().decrypt(_nobodys_token(cipher())).decode()


@lru_cache(maxsize=4)
def _nobodys_token(keys: MultiFernet) -> bytes:
    """Encrypted once under the keys of the day."""
    return keys.encrypt(_NOBODY.encode())


def _digest(kind: str, secret: str, salt: str) -> str:
    digits, salted = read_secret(secret).encode(), bytes.fromhex(salt)
    if kind == SLOW:
        return hashlib.scrypt(digits, salt=salted, n=COST, r=8, p=1, dklen=32).hex()
    return hashlib.sha256(salted + digits).hexdigest()
