"""What others say: named ratings and feedback, and anonymous answers nobody can trace."""

from django.db import models
from django.db.models import Q

from teladan.planning.models import PlannedResult, choices
from teladan.rules.enums import Component, CoreValue, Source, Stance
from teladan.tenancy.fields import TenantForeignKey
from teladan.tenancy.models import AnonymousModel, TenantModel
from teladan.trust.models import Person

NAMED = [Source.SELF.value, Source.SUPERIOR.value]
ANONYMOUS = [Source.PEER.value, Source.SUBORDINATE.value, Source.CITIZEN.value]


class Feedback(TenantModel):
    """Umpan balik of the superior, or the employee's own remark, on a planned result or a BerAKHLAK value."""

    code = models.CharField(max_length=80)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    period_code = models.CharField(max_length=20)
    source = models.CharField(max_length=20, choices=choices(Source))
    planned_result = TenantForeignKey(PlannedResult, models.CASCADE, null=True, blank=True, related_name="feedback")
    value = models.CharField(max_length=30, choices=choices(CoreValue), blank=True)
    text = models.TextField()
    stance = models.CharField(max_length=20, choices=choices(Stance))

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["agency", "person", "period_code"], name="voices_feedback_person")]
        constraints = [
            models.UniqueConstraint(fields=["agency", "code"], name="voices_feedback_code"),
            models.CheckConstraint(condition=Q(source__in=NAMED), name="voices_feedback_is_named"),
        ]


class Rating(TenantModel):
    """A rating by the superior, or by the employee on themselves (shown beside the others, never scored)."""

    code = models.CharField(max_length=80)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    period_code = models.CharField(max_length=20)
    source = models.CharField(max_length=20, choices=choices(Source))
    component = models.CharField(max_length=30, choices=choices(Component))
    criterion = models.CharField(max_length=60)
    value = models.DecimalField(max_digits=5, decimal_places=2)
    scale = models.PositiveSmallIntegerField()

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["agency", "person", "period_code"], name="voices_rating_person")]
        constraints = [
            models.UniqueConstraint(fields=["agency", "code"], name="voices_rating_code"),
            models.CheckConstraint(condition=Q(source__in=NAMED), name="voices_rating_is_named"),
            models.CheckConstraint(
                condition=Q(value__gte=1, value__lte=models.F("scale")), name="voices_rating_in_scale"
            ),
        ]


class Round(TenantModel):
    """One closed collection of answers about people in a period; what is imported comes as one round."""

    period_code = models.CharField(max_length=20)
    source = models.CharField(max_length=20, choices=choices(Source))
    name = models.CharField(max_length=80)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["agency", "period_code", "source", "name"], name="voices_round_once"),
        ]


class AnonymousAnswer(AnonymousModel):
    """An answer of a peer, a subordinate or a citizen: a rating of one criterion, or a piece of feedback.

    `open` says that the givers knew it is shown singly; all others are shown and counted in groups only.
    """

    round = TenantForeignKey(Round, models.CASCADE, related_name="answers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    open = models.BooleanField(default=False)
    component = models.CharField(max_length=30, choices=choices(Component), blank=True)
    criterion = models.CharField(max_length=60, blank=True)
    rating = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    scale = models.PositiveSmallIntegerField(null=True, blank=True)
    planned_result = TenantForeignKey(PlannedResult, models.CASCADE, null=True, blank=True, related_name="+")
    value = models.CharField(max_length=30, choices=choices(CoreValue), blank=True)
    text = models.TextField(blank=True)
    stance = models.CharField(max_length=20, choices=choices(Stance), blank=True)

    class Meta(AnonymousModel.Meta):
        indexes = [models.Index(fields=["agency", "person"], name="voices_answer_person")]
        constraints = [
            *AnonymousModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(rating__isnull=False, scale__isnull=False, rating__gte=1, rating__lte=models.F("scale"))
                & ~Q(component="")
                | Q(rating__isnull=True) & ~Q(stance=""),
                name="voices_answer_rates_or_says",
            ),
        ]
