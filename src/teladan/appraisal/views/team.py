"""Room «Tim»: the people who report to me, what the evidence recommends, and deciding."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from teladan.appraisal import operations, policies, queries
from teladan.appraisal.dossier import Dossier, dossier
from teladan.appraisal.explain import Reader
from teladan.appraisal.forms import RulingForm
from teladan.appraisal.models import Appraisal, Period
from teladan.appraisal.views.lists import TEAM
from teladan.people.queries import Standing, standing_of
from teladan.rules.enums import Expectation, Predicate
from teladan.rules.regulations.permenpanrb_6_2022 import predicate_value
from teladan.trust.access import for_agency
from teladan.web.news import forgotten, telling, told
from teladan.web.table import exported, table

DECIDED = "ditetapkan"


def chosen_period(request: HttpRequest, standing: Standing) -> tuple[Period | None, list[Period]]:
    """The period the address names, else the current one; and the latest to choose from. An unknown one is 404."""
    known = list(queries.periods()[:12])
    code = request.GET.get("periode", "")
    if not code:
        return queries.current_of(known, standing.on), known
    period = next((row for row in known if row.code == code), None) or queries.periods().filter(code=code).first()
    if period is None:
        raise Http404
    return period, known


@for_agency
@require_safe
def team(request: HttpRequest) -> HttpResponse:
    """«Tim saya»: one line a person; the spread and the quadrant of what is decided beside it."""
    standing = standing_of(request)
    if not standing.is_superior:
        raise Http404
    period, known = chosen_period(request, standing)
    if period is None:
        return render(request, "appraisal/tim.html", {"period": None, "periods": []})
    rows = queries.of_team(standing.person_id, period, standing.on)
    listing = TEAM()
    if file := exported(request, listing, rows, name=f"tim-{period.code}", about=[period.title]):
        return file
    counts, undecided = queries.decided_cells(rows)
    decided = sum(counts.values())
    waiting = queries.undecided(rows).select_related(None).select_related("person").order_by("person__name", "pk")
    return render(
        request,
        "appraisal/tim.html",
        {
            "period": period,
            "periods": known,
            "table": table(request, listing, rows),
            "board": board(counts, period.end_date),
            "bars": bars(counts, period.end_date),
            "people": decided + undecided,
            "decided": decided,
            "undecided": undecided,
            "first_waiting": waiting.first() if period.is_open else None,
        },
    )


def board(counts: dict[tuple[str, str], int], on: date) -> list[dict[str, Any]]:
    """Rows of the quadrant component, results di_atas first, behaviour di_bawah to di_atas."""
    return [
        {
            "results": results.value,
            "cells": [
                {
                    "predicate": _predicate(results, behaviour, on),
                    "count": counts.get((results.value, behaviour.value), 0),
                }
                for behaviour in reversed(Expectation)
            ],
        }
        for results in Expectation
    ]


def _predicate(results: Expectation, behaviour: Expectation, on: date) -> str:
    return predicate_value(results=results, behaviour=behaviour, on=on).value


def bars(counts: dict[tuple[str, str], int], on: date) -> list[dict[str, Any]]:
    """Rows of the spread component: how many decided appraisals carry each predicate."""
    totals = dict.fromkeys((code.value for code in Predicate), 0)
    for (results, behaviour), count in counts.items():
        totals[_predicate(Expectation(results), Expectation(behaviour), on)] += count
    everybody = sum(totals.values()) or 1
    return [{"predicate": code, "count": count, "share": 100 * count / everybody} for code, count in totals.items()]


@for_agency
@require_http_methods(["GET", "HEAD", "POST"])
def evaluate(request: HttpRequest, appraisal_id: UUID) -> HttpResponse:
    """One person: recommendation, all evidence, and the superior's decision; a check page before it is final."""
    standing = standing_of(request)
    appraisal = queries.with_parts(Appraisal.objects.filter(pk=appraisal_id)).first()
    if appraisal is None:
        raise Http404
    chain = queries.chain_of(appraisal.person_id, standing.on)
    if standing.person_id == appraisal.person_id or not policies.may_see(
        standing=standing, person_id=appraisal.person_id, chain=chain.all
    ):
        raise Http404
    refusal = policies.refusal_to_decide(
        status=appraisal.status,
        period_status=appraisal.period.status,
        actor_id=standing.person_id,
        person_id=appraisal.person_id,
        is_superior=chain.direct == standing.person_id,
    )
    reader = Reader.SUPERIOR if chain.direct == standing.person_id else Reader.OTHER
    found = dossier(appraisal, appraisal.snapshot_id, reader=reader)
    page = _Page(request, appraisal, found, refusal)
    if request.method != "POST":
        return _shown(page, standing)
    if refusal is not None:
        return page.show(None, status=403)
    return _posted(request, appraisal, page)


def _shown(page: "_Page", standing: Standing) -> HttpResponse:
    """The page as it is opened; right after deciding it says so and leads to the next person who waits."""
    if not told(page.request, (DECIDED,)) or page.appraisal.decision is None:
        return page.show(page.empty_form())
    team = queries.of_team(standing.person_id, page.appraisal.period, standing.on)
    waiting = queries.undecided(team).order_by("person__name", "pk").first()
    return forgotten(page.show(page.empty_form(), just_decided=True, next_one=waiting))


class _Page:
    """The evaluation page in its states: form, form with errors, check page."""

    def __init__(
        self,
        request: HttpRequest,
        appraisal: Appraisal,
        found: Dossier | None,
        refusal: policies.Refusal | None,
    ) -> None:
        self.request, self.appraisal, self.found, self.refusal = request, appraisal, found, refusal
        snapshot = appraisal.snapshot
        self.recommended = {
            "results": snapshot.results if snapshot else "",
            "behaviour": snapshot.behaviour if snapshot else "",
        }

    def empty_form(self) -> RulingForm | None:
        """The form as it begins: with the present decision, else empty, so that nobody confirms without looking."""
        if self.refusal is not None or self.appraisal.snapshot is None:
            return None
        decision = self.appraisal.decision
        initial: dict[str, Any] = {
            "seen_digest": self.appraisal.snapshot.digest,
            "seen_decision": decision.number if decision else 0,
        }
        if decision:
            initial |= {
                name: getattr(decision, name)
                for name in ("results", "behaviour", "results_reason", "behaviour_reason", "note")
            }
        return RulingForm(initial=initial, recommended=self.recommended)

    def show(self, form: RulingForm | None, *, status: int = 200, **more: Any) -> HttpResponse:
        """The page with the form, or with the reason why there is none."""
        context = {
            "appraisal": self.appraisal,
            "dossier": self.found,
            "form": form,
            "refusal": self.refusal,
            "history": queries.history(self.appraisal) if self.appraisal.decision_id else [],
            "own": False,
            **more,
        }
        return render(self.request, "appraisal/evaluasi.html", context, status=status)

    def refused(self, form: RulingForm, refusal: operations.AppraisalError) -> HttpResponse:
        """What was filled in, with the reason; it now refers to the evidence this very page shows."""
        snapshot = self.appraisal.snapshot
        decision = self.appraisal.decision
        filled = {
            **form.cleaned_data,
            "seen_digest": snapshot.digest if snapshot else "",
            "seen_decision": decision.number if decision else 0,
        }
        again = RulingForm(filled, recommended=self.recommended)
        again.add_error(refusal.field or None, str(refusal))
        return self.show(again, status=409 if isinstance(refusal, operations.ChangedMeanwhile) else 422)

    def check(self, form: RulingForm) -> HttpResponse:
        """What will be fixed, before it is."""
        ruling = form.ruling()
        context = {
            "appraisal": self.appraisal,
            "form": form,
            "ruling": ruling,
            "predicate": _predicate_of(self.appraisal, ruling),
            "recommended": self.recommended,
        }
        return render(self.request, "appraisal/evaluasi_periksa.html", context)


def _predicate_of(appraisal: Appraisal, ruling: operations.Ruling) -> str:
    on = appraisal.period.end_date
    return predicate_value(results=ruling.results, behaviour=ruling.behaviour, on=on).value


def _posted(request: HttpRequest, appraisal: Appraisal, page: _Page) -> HttpResponse:
    form = RulingForm(request.POST, recommended=page.recommended)
    if not form.is_valid():
        return page.show(form, status=422)
    step = request.POST.get("langkah")
    if step == "ubah":
        return page.show(form)
    if step != "tetapkan":
        return page.check(form)
    try:
        operations.decide(
            appraisal=appraisal,
            ruling=form.ruling(),
            seen_digest=form.cleaned_data["seen_digest"],
            seen_decision=form.cleaned_data["seen_decision"],
            by=request.user,  # type: ignore[arg-type]
            at=timezone.now(),
        )
    except operations.AppraisalError as refused:
        return page.refused(form, refused)
    return telling(redirect("evaluasi-pegawai", appraisal_id=appraisal.pk), DECIDED)
