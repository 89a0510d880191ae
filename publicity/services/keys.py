"""The keys that sign publications: the bureau's own, and those it used before. Clause: M8."""

from dataclasses import dataclass

from django.conf import settings

from publicity.rules.signing import ALGORITHM, Signature, key_id, public_key_of, read_seed, sign


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key anybody may check with."""

    key_id: str
    public_key: str
    in_use: bool
    algorithm: str = ALGORITHM


def current_key() -> PublicKey:
    """Return the key that signs now."""
    public = public_key_of(read_seed(settings.SIGNING_KEY))
    return PublicKey(key_id(public), public, in_use=True)


def all_keys() -> list[PublicKey]:
    """Return the key in use and the retired ones (`RETIRED_SIGNING_KEYS`: public keys, hexadecimal)."""
    current = current_key()
    retired = [text.strip().lower() for text in getattr(settings, "RETIRED_SIGNING_KEYS", [])]
    others = [PublicKey(key_id(text), text, in_use=False) for text in retired]
    return [current, *(key for key in others if key.public_key != current.public_key)]


def is_ours(public_key: str) -> bool:
    """Return whether the bureau signs, or has signed, with this key."""
    return any(key.public_key == public_key for key in all_keys())


def sign_with_current(message: bytes) -> Signature:
    """Sign with the key in use."""
    return sign(message, read_seed(settings.SIGNING_KEY))
