"""Filing a complaint: one question a page, a summary, number and secret."""

from __future__ import annotations

from typing import Any

import segno
from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from complaints.forms.challenge import ChallengeForm
from complaints.forms.public import FORMS, OTHER
from complaints.rules import limits, steps
from complaints.services import challenge, drafts, filing, identity, register, throttle
from complaints.terms import Kind, Source, Told
from complaints.views.sources import address_of, name_device, source_of
from institutions.models import Institution
from portal.accounts.actors import Actor
from portal.accounts.refusals import Refusal
from portal.regions.services import district_by_key
from portal.ui.views import PublicView

QUESTIONS = {
    "what": gettext_lazy("What happened?"),
    "who": gettext_lazy("Which institution is it?"),
    "where": gettext_lazy("Where and when?"),
    "story": gettext_lazy("What exactly happened?"),
    "photos": gettext_lazy("Do you have photos?"),
    "you": gettext_lazy("Do you want to give your name?"),
    "told": gettext_lazy("How shall we tell you?"),
    "consent": gettext_lazy("Who will see what"),
    steps.SUMMARY: gettext_lazy("Is everything right?"),
}


def url_of(step: str) -> str:
    """The address of a question."""
    if step == steps.SUMMARY:
        return reverse("complaints:summary")
    return reverse("complaints:new") if step == "what" else reverse("complaints:ask", args=[step])


@method_decorator(never_cache, name="dispatch")
class Wizard(PublicView):
    """What all pages of the filing share: the draft, and where in it one is."""

    step = steps.SUMMARY
    draft: drafts.Draft

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.draft = drafts.draft_of(request.session)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = super().dispatch(request, *args, **kwargs)
        name_device(request, response)
        return response

    def get_context(self, **more: Any) -> dict[str, Any]:
        answers = self.draft.answers
        before = steps.before(self.step, answers)
        asked = (*steps.path(answers), steps.SUMMARY)
        return {
            **more,
            "step": self.step,
            "question": QUESTIONS[self.step],
            "answers": answers,
            "back": url_of(before) if before else "",
            "number_of_step": asked.index(self.step) + 1,
            "steps_in_all": len(asked),
            "has_draft": bool(answers),
        }


class Ask(Wizard):
    """One question."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.step = kwargs["step"]
        if self.step not in FORMS:
            raise Http404
        if not steps.may_show(self.step, self.draft.answers):
            return HttpResponseRedirect(url_of(steps.first_open(self.draft.answers)))
        return super().dispatch(request, *args, **kwargs)

    @property
    def template_name(self) -> str:  # type: ignore[override]
        return f"complaints/public/{self.step}.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return self.show(FORMS[self.step](initial=self.initial()))

    def initial(self) -> dict[str, Any]:
        """What was answered before, and the institution that the address names."""
        answers = dict(self.draft.answers)
        if self.step == "what":
            answers["institution"] = self.request.GET.get("institution", answers.get("institution", ""))
        if self.step == "who":
            answers["pick"] = answers.get("institution") or (OTHER if "institution_named" in answers else "")
        return answers

    def show(self, form: forms.Form, *, status: int = 200) -> HttpResponse:
        return self.render(form=form, status=status, then=self.request.GET.get("then", ""), **self.more(form))

    def more(self, form: forms.Form) -> dict[str, Any]:
        """What a page shows beside its form."""
        if self.step == "what":
            code = form.data.get("institution") or form.initial.get("institution", "")
            return {"institution": register.find_by_code(code)}
        if self.step == "who":
            return self.search(form)
        if self.step == "photos":
            return {"photos": drafts.photos_of(self.draft)}
        if self.step == "consent":
            kept = identity.kept(timezone.localdate())
            return {"days_kept": kept.days, "content_days": kept.content_days}
        return {}

    def search(self, form: forms.Form) -> dict[str, Any]:
        """The institutions found for what was typed, and the one chosen before."""
        words = self.request.GET.get("q", "").strip()
        chosen = form.data.get("pick") or form.initial.get("pick", "")
        found: list[Institution] = []
        try:
            if words:
                throttle.count("search", address_of(self.request), limits.SEARCHING)
                found = register.find_by_words(words)
        except throttle.TooOften as refusal:
            form.errors  # noqa: B018 - makes an unbound form ready for words
            return {"q": words, "found": [], "searched": False, "too_often": str(refusal)}
        kept = register.find_by_code(chosen) if chosen and chosen != OTHER else None
        if kept is not None and kept not in found:
            found.insert(0, kept)
        return {"q": words, "found": found, "searched": bool(words), "chosen": chosen}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form = FORMS[self.step](request.POST, request.FILES)
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            if self.step == "photos":
                self.take_photos(form)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
            return self.show(form, status=refusal.status)
        self.keep(form.answers())  # type: ignore[attr-defined]
        return HttpResponseRedirect(self.onward())

    def take_photos(self, form: forms.Form) -> None:
        files = form.cleaned_data["files"]
        if files:
            throttle.count("add", address_of(self.request), limits.ADDING)
            drafts.add_photos(self.draft, files)

    def keep(self, given: dict[str, Any]) -> None:
        """Keep the answers. Who now says otherwise whether to be named has to consent anew."""
        answers = self.draft.answers
        if self.step == "you" and answers.get("named") != given["named"]:
            answers.pop("consent", None)
        answers.update(given)
        drafts.keep(self.request.session, self.draft)

    def onward(self) -> str:
        """The next question; the summary where one came from there and nothing else is open."""
        answers = self.draft.answers
        if self.step == "photos" and self.request.POST.get("go") == "add":
            return url_of("photos")
        if self.request.POST.get("then") == steps.SUMMARY:
            return url_of(steps.first_open(answers))
        onward = steps.after(self.step, answers)
        if self.step == "what" and answers.get("institution"):
            onward = steps.after(onward, answers)
        return url_of(onward)


class RemovePhoto(Wizard):
    """Take one file out again."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        drafts.remove_photo(self.draft, kwargs["key"])
        return HttpResponseRedirect(url_of("photos"))


class StartOver(Wizard):
    """Throw the draft away."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        drafts.drop(request.session)
        return HttpResponseRedirect(url_of("what"))


class Summary(Wizard):
    """Everything once more, then send."""

    template_name = "complaints/public/summary.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not steps.may_show(steps.SUMMARY, self.draft.answers):
            waiting = drafts.receipt_of(request.session) is not None and not self.draft.answers
            there = reverse("complaints:receipt") if waiting else url_of(steps.first_open(self.draft.answers))
            return HttpResponseRedirect(there)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return self.show()

    def show(self, refusal: Refusal | None = None, asked: ChallengeForm | None = None) -> HttpResponse:
        """The page; with a question where much was filed from here, and never where nothing more can be."""
        if asked is None and not isinstance(refusal, throttle.TooOften):
            asked = self.question()
        status = refusal.status if refusal else 200
        said = "" if asked is not None and asked.errors else str(refusal or "")
        return self.render(rows=self.rows(), form=asked, refusal=said, status=status)

    def question(self) -> ChallengeForm | None:
        """The question of this draft, where one is asked."""
        if not throttle.is_to_be_asked(source_of(self.request)):
            return None
        return ChallengeForm(challenge=challenge.challenge_for(self.draft.id))

    def check_answer(self) -> None:
        """Take the answer to the question, where one is asked. Raises NotAnswered, TooOften."""
        if not throttle.is_to_be_asked(source_of(self.request)):
            return
        given = self.request.POST.get("answer", "").strip()
        if not given:  # nothing is spent where nothing was answered
            raise challenge.NotAnswered(_("Write the answer, in digits or in words."))
        throttle.count("answer", address_of(self.request), limits.ANSWERING)
        challenge.check(self.draft.id, self.request.POST.get("nonce", ""), given)

    def ask_again(self, refusal: challenge.NotAnswered) -> HttpResponse:
        """The page once more, with the question that now waits and what was wrong beside it."""
        waiting = challenge.challenge_for(self.draft.id)
        form = ChallengeForm({"nonce": waiting.nonce}, challenge=waiting)
        form.errors["answer"] = form.error_class([str(refusal)])
        return self.show(refusal, form)

    def rows(self) -> list[tuple[str, str, str]]:
        """Question, answer, and where to change it."""
        said = self.draft.answers
        photos = len(drafts.photos_of(self.draft))
        unknown = said["named"] == "no"
        rows = [
            ("what", str(Kind(said["kind"]).label)),
            ("who", " · ".join(filter(None, [said["institution_named"], said.get("described_address", "")]))),
            ("where", " · ".join(filter(None, [said["place"], said["happened"]])) or _("At the institution")),
            ("story", said["description"]),
            ("photos", _("%(n)s files") % {"n": photos} if photos else _("None")),
            ("you", _("You stay unknown") if unknown else f"{said['name']} · {said['phone']}"),
        ]
        if not unknown:
            told = " · ".join(filter(None, [str(Told(said["told"]).label), said.get("email", "")]))
            rows.append(("told", told))
        return [(str(QUESTIONS[step]), text, f"{url_of(step)}?then=summary") for step, text in rows]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            throttle.refuse_flood(source_of(request))
            self.check_answer()
            throttle.count_filing(source_of(request))
            filed = filing.file_complaint(
                self.filing(),
                actor=Actor.citizen(),
                client_id=self.draft.id,
                uploads=drafts.as_uploads(self.draft),
            )
        except challenge.NotAnswered as refusal:
            return self.ask_again(refusal)
        except Refusal as refusal:
            return self.show(refusal)
        if filed.secret is not None:
            receipt = drafts.Receipt(self.draft.id, filed.complaint.number, filed.secret)
            drafts.keep_receipt(request.session, receipt)
        drafts.drop(request.session)
        return HttpResponseRedirect(reverse("complaints:receipt"))

    def filing(self) -> filing.Filing:
        """The draft as the service takes it."""
        said = self.draft.answers
        institution = register.find_by_code(said.get("institution", ""))
        described = {} if institution else said
        return filing.Filing(
            kind=said["kind"],
            description=said["description"],
            institution=institution,
            described_name=described.get("described_name", ""),
            described_address=described.get("described_address", ""),
            district=district_by_key(described.get("district", "")),
            place=said["place"],
            happened=said["happened"],
            name=said.get("name", ""),
            phone=said.get("phone", ""),
            email=said.get("email", ""),
            told=said.get("told") or Told.TRACK,
            source=Source.WEB,
        )


@method_decorator(never_cache, name="dispatch")
class ShowReceipt(PublicView):
    """Number and secret, until the person says that both are kept."""

    template_name = "complaints/public/receipt.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        receipt = drafts.receipt_of(request.session)
        if receipt is None:
            return HttpResponseRedirect(reverse("complaints:track"))
        url = request.build_absolute_uri(f"{reverse('complaints:track')}?number={receipt.number}")
        code = segno.make(url, error="m").svg_inline(scale=4, border=2, svgclass="qr", lineclass="qr-line")
        return self.render(receipt=receipt, url=url, qr=code)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        receipt = drafts.receipt_of(request.session)
        number = ""
        if receipt is not None:
            number = f"?number={receipt.number}"
            filing.forget_secret(receipt.id)
            drafts.drop_receipt(request.session)
        return HttpResponseRedirect(reverse("complaints:track") + number)
