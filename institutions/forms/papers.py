"""Papers beside the school permit, as they are typed."""

import uuid
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from institutions.forms.dates import DateInput
from institutions.models import Paper, TeachingSite
from institutions.rules.papers import may_be_long_term
from portal.evidence.forms import EvidenceField

VALUES = ("kind", "number", "issued_on", "valid_until", "long_term", "scope", "site")


class PaperForm(forms.ModelForm):
    """What a paper says."""

    class Meta:
        model = Paper
        fields = VALUES
        widgets = {
            "issued_on": DateInput(),
            "valid_until": DateInput(),
            "scope": forms.Textarea({"rows": 3}),
        }
        help_texts = {
            "number": _("As printed on the paper."),
            "scope": _("Of a registration: word for word, as printed."),
            "site": _("For a fire certificate, food licence or lease that holds for one site only."),
            "long_term": _("Tick it where the paper names no last day."),
        }

    def __init__(self, *args: Any, sites: QuerySet[TeachingSite], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        site = self.fields["site"]
        assert isinstance(site, forms.ModelChoiceField)
        site.queryset, site.required, site.empty_label = sites, False, str(_("the whole institution"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        issued, until = cleaned.get("issued_on"), cleaned.get("valid_until")
        if issued and until and until < issued:
            self.add_error("valid_until", _("The last day is before the first."))
        if cleaned.get("long_term") and until:
            self.add_error("valid_until", _("Either without end, or until a day: not both."))
        if cleaned.get("long_term") and not may_be_long_term(cleaned.get("kind", "")):
            self.add_error("long_term", _("A paper of this kind always ends on a day."))
        if not cleaned.get("long_term") and not until and "valid_until" not in self.errors:
            self.add_error("valid_until", _("Give the last day, or tick that there is none."))
        return cleaned

    def values(self) -> dict[str, Any]:
        """Return what the paper says."""
        return {name: self.cleaned_data[name] for name in VALUES}


class NewPaperForm(PaperForm):
    """A paper with its scans, and the one it takes the place of."""

    replaces = forms.ModelChoiceField(
        queryset=Paper.objects.none(),
        required=False,
        empty_label=_("none"),
        label=_("replaces"),
        help_text=_("The older one ends when this one is confirmed; it stays in the history."),
    )
    files = EvidenceField(  # type: ignore[assignment]
        label=_("Scan or photo"), required=False, help_text=_("PDF or pictures, 10 MB each at most.")
    )
    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, replaceable: QuerySet[Paper], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        replaces = self.fields["replaces"]
        assert isinstance(replaces, forms.ModelChoiceField)
        replaces.queryset = replaceable

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        replaces = cleaned.get("replaces")
        if replaces and cleaned.get("kind") and replaces.kind != cleaned["kind"]:
            self.add_error("replaces", _("A paper replaces one of the same kind."))
        return cleaned

    def values(self) -> dict[str, Any]:
        more = {name: self.cleaned_data[name] for name in ("replaces", "files", "client_id")}
        return super().values() | more


class AddPaperForm(NewPaperForm):
    """A paper that the district has seen."""

    reason = forms.CharField(
        label=_("what you saw, and where"), widget=forms.Textarea({"rows": 2}), max_length=500
    )


class CorrectPaperForm(PaperForm):
    """A paper with what was wrong in it."""

    reason = forms.CharField(
        label=_("why is this corrected?"), widget=forms.Textarea({"rows": 2}), max_length=500
    )
    seen = forms.DateTimeField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = self.instance.updated_at.isoformat()
        # A paper of another kind is another paper.
        del self.fields["kind"]

    def clean(self) -> dict[str, Any]:
        self.cleaned_data["kind"] = self.instance.kind
        return super().clean()


class WhyForm(forms.Form):
    """A written reason."""

    reason = forms.CharField(label=_("reason"), widget=forms.Textarea({"rows": 2}), max_length=500)


class PaperAnswerForm(forms.Form):
    """The district's words about a sent paper."""

    reason = forms.CharField(
        label=_("words to the institution"),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Needed when you refuse the paper."),
    )


class RequestForm(forms.Form):
    """What is wrong in the register."""

    text = forms.CharField(
        label=_("what is wrong, and how it should read"), max_length=2000, widget=forms.Textarea({"rows": 4})
    )
    files = EvidenceField(  # type: ignore[assignment]
        label=_("Papers that show it"), required=False, help_text=_("PDF or pictures, 10 MB each at most.")
    )
    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class RequestAnswerForm(forms.Form):
    """The district's answer."""

    answer = forms.CharField(
        label=_("answer to the institution"), max_length=1000, widget=forms.Textarea({"rows": 3})
    )
