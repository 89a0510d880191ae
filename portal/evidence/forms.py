"""A form field that takes several files."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from portal.evidence.checks import MAX_FILES, BadUpload, check

ACCEPT = "image/jpeg,image/png,image/webp,application/pdf,.docx,.xlsx,audio/mpeg,audio/mp4,video/mp4"


class SeveralFilesInput(forms.ClearableFileInput):
    """A file input that takes several files; a phone offers its camera."""

    allow_multiple_selected = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"accept": ACCEPT, "multiple": True, **(attrs or {})})


class EvidenceField(forms.FileField):
    """Several files, each checked by its bytes; the cleaned value is a list of uploads."""

    widget = SeveralFilesInput
    default_error_messages = {"too_many": _("At most %(most)s files at once.")}

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        uploads = [d for d in (data if isinstance(data, list | tuple) else [data]) if d]
        if self.required and not uploads:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(uploads) > MAX_FILES:
            raise ValidationError(
                self.error_messages["too_many"], params={"most": MAX_FILES}, code="too_many"
            )
        errors = []
        for upload in uploads:
            try:
                check(upload)
            except BadUpload as refusal:
                errors.append(ValidationError(str(refusal)))
        if errors:
            raise ValidationError(errors)
        return uploads
