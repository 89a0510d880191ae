"""The words of complaints: what people complain of, how far it is, why one is refused."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What happened, as somebody at the door would say it. What follows from each: `rules/kinds.py`."""

    HARM = "harm", _("A child was hurt, hit or humiliated")
    FIRE = "fire", _("Exits are blocked, or it looks like a fire hazard")
    PREMISES = "premises", _("The rooms are overcrowded or the building looks unsafe")
    FOOD = "food", _("The food or water made someone ill, or looks unsafe")
    NO_LICENCE = "no_licence", _("It runs without a licence or permit")
    CURRICULUM = "curriculum", _("It teaches ahead of school, beyond the syllabus, or drills for exams")
    HOURS = "hours", _("Lessons run too late in the evening, or on days when they may not")
    FEES = "fees", _("It takes too much money, or takes it too far ahead")
    REFUND = "refund", _("It will not give money back")
    GRADED_EXAM = "graded_exam", _("It holds graded examinations or competitions for pupils")
    ADMISSION = "admission", _("It promises a school place, or a school asks for its certificates")
    SCHOOL_TEACHER = "school_teacher", _("A school's own teacher teaches there or pushes pupils to go")
    STAFF = "staff", _("Its teachers have no qualification, or it will not say who they are")
    HOME = "home", _("It runs in a flat in a housing estate")
    ADVERTISING = "advertising", _("It advertises things that are not true")
    OTHER = "other", _("Something else")


# The same in officers' words, for tables and charts.
SHORT = {
    Kind.HARM: _("Harm to a child"),
    Kind.FIRE: _("Fire hazard"),
    Kind.PREMISES: _("Unsafe premises"),
    Kind.FOOD: _("Food safety"),
    Kind.NO_LICENCE: _("No licence"),
    Kind.CURRICULUM: _("Syllabus and drill"),
    Kind.HOURS: _("Hours"),
    Kind.FEES: _("Fees"),
    Kind.REFUND: _("Refund"),
    Kind.GRADED_EXAM: _("Examinations, competitions"),
    Kind.ADMISSION: _("Admission"),
    Kind.SCHOOL_TEACHER: _("Serving teachers"),
    Kind.STAFF: _("Staff"),
    Kind.HOME: _("In a flat"),
    Kind.ADVERTISING: _("Advertising"),
    Kind.OTHER: _("Other"),
}


class State(TextChoices):
    """Where a complaint is."""

    RECEIVED = "received", _("Received")
    ACCEPTED = "accepted", _("Accepted")
    IN_PROGRESS = "in_progress", _("Being looked into")
    ANSWERED = "answered", _("Answered")
    REFUSED = "refused", _("Not accepted")
    CLOSED = "closed", _("Settled")


class Step(TextChoices):
    """The three clocks of D2, one after the other."""

    ACCEPT = "accept", _("Accept or refuse")
    CHECK = "check", _("Check the leads")
    ANSWER = "answer", _("Answer")


class Outcome(TextChoices):
    """What the check of the leads came to."""

    FOUNDED = "founded", _("There is something in it")
    UNFOUNDED = "unfounded", _("Nothing found")
    UNPROVEN = "unproven", _("It could not be established")


class Opening(TextChoices):
    """Where a request to open who complained stands."""

    ASKED = "asked", _("Waits for a second officer")
    GRANTED = "granted", _("Agreed")
    DECLINED = "declined", _("Not agreed")


class Satisfaction(TextChoices):
    """What a person says of the answer."""

    SATISFIED = "satisfied", _("It is settled")
    PARTLY = "partly", _("Partly settled")
    DISSATISFIED = "dissatisfied", _("It is not settled")


class RefusalGround(TextChoices):
    """Why a complaint is not accepted. Each is told to the person together with the officer's own words."""

    NOT_TRAINING = "not_training", _("It is not about off-campus training")
    OTHER_AUTHORITY = "other_authority", _("Another authority decides on this by law")
    IN_COURT = "in_court", _("A court or arbitration already deals with it")
    SAME_AGAIN = "same_again", _("The same matter has already been answered")
    TOO_VAGUE = "too_vague", _("Too little is said to find out what it is about")
    TOO_LONG_AGO = "too_long_ago", _("It was too long ago to be looked into")


class PauseGround(TextChoices):
    """The listed reasons for which a clock may stand still (D2). There are no others."""

    WAITING_FOR_PERSON = "waiting_for_person", _("We wait for what the person was asked to add")
    EXPERT = "expert", _("An expert's test or appraisal is under way")
    COURT = "court", _("A court or another authority has to decide first")


class Told(TextChoices):
    """How the person wants to be told."""

    TRACK = "track", _("I will look it up with my number and secret")
    PHONE = "phone", _("Call me")
    MESSAGE = "message", _("Send me a text message")
    EMAIL = "email", _("Send me an e-mail")


class Source(TextChoices):
    """By which door a complaint came in."""

    WEB = "web", _("Web page")
    API = "api", _("Programme interface")
    DESK = "desk", _("Taken down by an officer")
    PHONE = "phone", _("Telephone 88611646")
    LETTER = "letter", _("Letter")
    COUNTER = "counter", _("At the counter")


# What an officer takes down for somebody else.
TAKEN_DOWN = (Source.PHONE, Source.LETTER, Source.COUNTER)
