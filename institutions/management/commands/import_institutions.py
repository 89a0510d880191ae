"""Import a district's register as the district sent it."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from institutions.rules.contents import in_order
from institutions.rules.register import Fault
from institutions.services import registers
from institutions.services.register_figures import Tally
from institutions.services.wording import column_words, how_words, reason_words, warning_words
from institutions.services.workbooks import BadWorkbook
from portal.accounts.actors import Actor
from portal.language import SpeakingCommand
from portal.regions.models import District


class Command(SpeakingCommand):
    """`import_institutions FILE --district 360102 [--json]`. Refused rows are named on stderr."""

    help = "Import a district's register from a workbook."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file")
        parser.add_argument("--district", required=True, help="six-digit code, or jingkai, gaoxin, wanli")
        parser.add_argument("--json", action="store_true", help="print the figures as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        district = District.objects.filter(slug=options["district"]).first()
        if district is None:
            known = ", ".join(District.objects.values_list("slug", flat=True))
            message = _("No district %(key)s. Known: %(known)s") % {
                "key": options["district"],
                "known": known,
            }
            raise CommandError(message)
        try:
            reading = registers.read(Path(options["file"]).read_bytes())
        except OSError as error:
            message = _("%(file)s can't be read: %(why)s") % {"file": options["file"], "why": error.strerror}
            raise CommandError(message) from error
        except BadWorkbook as refusal:
            raise CommandError(str(refusal)) from refusal
        figures = self._write(reading, district)
        if options["json"]:
            self.stdout.write(json.dumps(figures, ensure_ascii=False, indent=1))
        else:
            self._tell(reading, figures)

    def _write(self, reading: registers.Reading, district: District) -> dict[str, Any]:
        tally = Tally(district)
        for results in registers.write_in_batches(reading, district, actor=Actor.system()):
            tally.add(results)
            self._name_faults([w.said for w in results if isinstance(w.said, Fault)])
        return tally.figures()

    def _name_faults(self, faults: list[Fault]) -> None:
        for fault in faults:
            where = {"row": fault.number, "column": column_words(fault.field)}
            line = _("Row %(row)s, %(column)s: ") % where + reason_words(fault.reason, fault.detail)
            self.stderr.write(line)

    def _tell(self, reading: registers.Reading, figures: dict[str, Any]) -> None:
        sheet = {"sheet": reading.sheet.name, "row": reading.sheet.header_index + 1}
        self.stdout.write(_("Sheet %(sheet)s, header in row %(row)s") % sheet)
        for taken in in_order(reading.sheet.taken):
            words = {"header": taken.header, "field": column_words(taken.field), "how": how_words(taken.how)}
            self.stdout.write(_("Column %(header)s taken for: %(field)s (%(how)s)") % words)
        for key, count in figures["warnings"].items():
            self.stdout.write(f"{count} × {warning_words(key)}")
        line = _(
            "%(rows)s rows: %(imported)s good (%(created)s new, %(updated)s changed, %(unchanged)s unchanged), "
            "%(refused)s refused; %(sites)s teaching sites, %(cross)s in another district."
        )
        refused = sum(figures["rejected"].values())
        self.stdout.write(line % {**figures, "refused": refused, "cross": figures["cross_district_sites"]})
