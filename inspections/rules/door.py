"""How often one address may ask after a visit. Clause: N2 (a code is checked at the door, not tried out)."""

from __future__ import annotations

from portal.throttling.rules import Limit

CHECKING = Limit(30, 900)
