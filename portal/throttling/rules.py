"""How often one address may do what costs others something."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address


@dataclass(frozen=True, slots=True)
class Limit:
    """So many times within so many seconds. Many phones share one address, so the figures are generous."""

    times: int
    seconds: int


def window(now: float, limit: Limit) -> tuple[int, int]:
    """The window of time that `now` lies in, and the seconds until it ends. Source: M8."""
    begun = int(now) // limit.seconds
    return begun, (begun + 1) * limit.seconds - int(now)


def source_of(address: str) -> str:
    """What counts as one address: an IPv4 address, or the /64 of an IPv6 one. Source: M8.

    A household or a phone has a whole /64, so that a flood could come from another address each time.
    """
    try:
        parsed = ip_address(address.strip().split("%")[0])
    except ValueError:
        return address.strip()
    if not isinstance(parsed, IPv6Address):
        return str(parsed)
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return f"{IPv6Address(int(parsed) >> 64 << 64)}/64"
