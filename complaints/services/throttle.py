"""Not too often from one address, nor from one device."""

from dataclasses import dataclass

from complaints.rules import limits
from complaints.rules.limits import source_of
from portal.throttling.services import TooOften, count, counted, refuse_beyond

__all__ = [
    "Source",
    "TooOften",
    "count",
    "count_filing",
    "counted",
    "is_to_be_asked",
    "refuse_beyond",
    "refuse_flood",
]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a filing comes from. `device` is what our cookie says; without one the address counts as one device,
    so that leaving the cookie out gains nothing and costs the neighbours behind the same address little."""

    address: str
    device: str = ""

    @property
    def as_device(self) -> str:
        return self.device or f"none@{source_of(self.address)}"


def count_filing(source: Source) -> None:
    """Count a filing by its device and its address. Raises TooOften beyond either limit. Clause: M8.

    The device first: what it is refused does not use up what its neighbours at the same address may file.
    """
    count("file-device", source.as_device, limits.FILING_BY_DEVICE)
    count("file", source.address, limits.FILING)


def refuse_flood(source: Source) -> None:
    """Stop a filing beyond either limit before any work is done for it. Counts nothing. Raises TooOften."""
    refuse_beyond("file-device", source.as_device, limits.FILING_BY_DEVICE)
    refuse_beyond("file", source.address, limits.FILING)


def is_to_be_asked(source: Source) -> bool:
    """Whether so much was filed from this address or device that a question is asked first. Clause: M8."""
    return (
        counted("file-device", source.as_device, limits.UNASKED_BY_DEVICE) >= limits.UNASKED_BY_DEVICE.times
        or counted("file", source.address, limits.UNASKED) >= limits.UNASKED.times
    )
