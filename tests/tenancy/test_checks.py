"""The system check refuses models that would break the floor, and accepts ours."""

from typing import Any

import pytest
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.test.utils import isolate_apps

from teladan.people.models import Unit
from teladan.tenancy.checks import check_agency_models, check_model
from teladan.tenancy.fields import TenantForeignKey
from teladan.tenancy.models import Agency, AgencyOwned, AnonymousModel, TenantModel
from teladan.voices.models import AnonymousAnswer


def ids(model: Any) -> set[str]:
    return {message.id for message in check_model(model)}


def test_our_models_hold_the_floor() -> None:
    assert check_agency_models(None) == []


@isolate_apps("teladan.people")
def test_breaches_are_named() -> None:
    class Loose(models.Model):
        agency = models.ForeignKey(Agency, models.PROTECT)

        class Meta:
            app_label = "people"

    class Direct(AgencyOwned):
        class Meta:
            app_label = "people"

    class Unbound(TenantModel):
        objects = models.Manager()

        class Meta:
            app_label = "people"

    class Unique(TenantModel):
        code = models.CharField(max_length=5, unique=True)

        class Meta(TenantModel.Meta):
            app_label = "people"

    class OneToOne(TenantModel):
        unit = models.OneToOneField(Unit, models.PROTECT, related_name="+")

        class Meta(TenantModel.Meta):
            app_label = "people"

    class Leaving(TenantModel):
        unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")

        class Meta(TenantModel.Meta):
            app_label = "people"

    class Wide(TenantModel):
        code = models.CharField(max_length=5)

        class Meta(TenantModel.Meta):
            app_label = "people"
            constraints = [models.UniqueConstraint(fields=["code"], name="wide")]

    class Generic(TenantModel):
        kind = models.ForeignKey(ContentType, models.PROTECT)
        key = models.UUIDField()
        target = GenericForeignKey("kind", "key")

        class Meta(TenantModel.Meta):
            app_label = "people"

    class Many(TenantModel):
        units = models.ManyToManyField(Unit, related_name="+")

        class Meta(TenantModel.Meta):
            app_label = "people"

    class Fine(TenantModel):
        unit = TenantForeignKey(Unit, related_name="+")

        class Meta(TenantModel.Meta):
            app_label = "people"

    assert ids(Loose) == {"tenancy.E001"}
    assert "tenancy.E002" in ids(Direct)
    assert "tenancy.E003" in ids(Unbound)
    assert "tenancy.E006" in ids(Unique)
    assert {"tenancy.E006", "tenancy.E007"} <= ids(OneToOne)
    assert "tenancy.E007" in ids(Leaving)
    assert "tenancy.E009" in ids(Wide)
    assert "tenancy.E005" in ids(Generic)
    assert "tenancy.E004" in ids(Many)
    assert ids(Fine) == set()


@isolate_apps("teladan.voices")
def test_anonymous_answers_may_not_carry_traces() -> None:
    class Traced(AnonymousModel):
        rater = models.CharField(max_length=5)
        created_at = models.DateTimeField()
        day = models.DateField()

        class Meta(AnonymousModel.Meta):
            app_label = "voices"

    class Pointing(TenantModel):
        answer = TenantForeignKey(AnonymousAnswer, related_name="+")

        class Meta(TenantModel.Meta):
            app_label = "voices"

    assert {"tenancy.E011", "tenancy.E012"} <= ids(Traced)
    assert "tenancy.E008" in ids(Pointing)


@pytest.mark.parametrize("field", [f.name for f in AnonymousAnswer._meta.local_fields])
def test_anonymous_answer_has_no_field_that_names_a_giver(field: str) -> None:
    assert field in {
        "id", "agency", "week_date", "round", "person", "open", "component", "criterion", "rating", "scale",
        "planned_result", "value", "text", "stance",
    }  # fmt: skip
