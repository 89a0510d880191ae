"""Ed25519 signatures of publications. The seed is an argument; it never leaves the server. Clause: M8."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

ALGORITHM = "Ed25519"
SEED_BYTES = 32


class WrongSeed(ValueError):
    """The text is no 32-byte seed."""


def read_seed(text: str) -> bytes:
    """Return the seed written as 64 hexadecimal digits or as base64."""
    text = text.strip()
    try:
        seed = bytes.fromhex(text) if len(text) == SEED_BYTES * 2 else base64.b64decode(text, validate=True)
    except (ValueError, binascii.Error) as error:
        raise WrongSeed("SIGNING_KEY is neither hexadecimal nor base64.") from error
    if len(seed) != SEED_BYTES:
        raise WrongSeed(f"SIGNING_KEY has {len(seed)} bytes; an Ed25519 seed has {SEED_BYTES}.")
    return seed


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature, the public key that proves it, and the key's short name."""

    signature: str
    public_key: str
    key_id: str


def key_id(public_key: str) -> str:
    """Return a key's short name: the first sixteen digits of its SHA-256."""
    return sha256(bytes.fromhex(public_key)).hexdigest()[:16]


def public_key_of(seed: bytes) -> str:
    """Return the public key of a seed, as hexadecimal digits."""
    public = Ed25519PrivateKey.from_private_bytes(seed).public_key()
    return public.public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def sign(message: bytes, seed: bytes) -> Signature:
    """Sign `message`."""
    public = public_key_of(seed)
    signature = Ed25519PrivateKey.from_private_bytes(seed).sign(message).hex()
    return Signature(signature, public, key_id(public))


def is_signed(message: bytes, signature: str, public_key: str) -> bool:
    """Return whether `signature` over `message` was made with the private half of `public_key`."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key)).verify(
            bytes.fromhex(signature), message
        )
    except (InvalidSignature, ValueError):
        return False
    return True
