"""The derivation of an assessment: the same values as a tree that can be opened down to the evidence."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from teladan.rules.appraise.assess import Assessment, ByMajority, kind_of
from teladan.rules.appraise.feedback import heard, is_closed, stances
from teladan.rules.appraise.judged import JudgedResult
from teladan.rules.appraise.leaves import feedback_leaves, number, result_tree, written_note
from teladan.rules.appraise.outcome import Recommendation
from teladan.rules.appraise.weighted import AxisScore, ComponentScore, Item, Material, SourceScore, mean, own_items
from teladan.rules.derivation import Citation, Derivation
from teladan.rules.enums import Axis, Component, Expectation, Predicate, Source
from teladan.rules.evidence import FeedbackEvidence, PersonEvidence
from teladan.rules.policy.model import LEAST_GROUP, ComponentRule, Policy, by_act
from teladan.rules.regulations.permenpanrb_6_2022 import behaviour_expectation, predicate, results_expectation

NOT_ENOUGH = "belum_cukup_bukti"
_SHARE_STEP = Decimal("0.01")


def explained(evidence: PersonEvidence, policy: Policy, assessment: Assessment) -> Recommendation:
    """The recommendation with its derivation; its values are those of the assessment."""
    if isinstance(assessment.basis, ByMajority):
        results = _majority_results(evidence, assessment.basis)
        behaviour = _majority_behaviour(evidence, assessment.basis)
    else:
        tree = _WeightedTree(evidence, policy, assessment.basis.material)
        results, behaviour = tree.axis(assessment.basis.results), tree.axis(assessment.basis.behaviour)
    return Recommendation(results, behaviour, _predicate(evidence, results, behaviour), assessment.missing)


def _predicate(
    evidence: PersonEvidence, results: Derivation[Expectation | None], behaviour: Derivation[Expectation | None]
) -> Derivation[Predicate | None]:
    if results.value is None or behaviour.value is None:
        return Derivation("predikat_kinerja", None, inputs=(results, behaviour), note=NOT_ENOUGH)
    kind, on = kind_of(evidence), evidence.period_end
    read = predicate(results=results.value, behaviour=behaviour.value, on=on, kind=kind)
    return Derivation(read.name, read.value, read.source, (results, behaviour), read.note)


def _majority_results(evidence: PersonEvidence, basis: ByMajority) -> Derivation[Expectation | None]:
    results = basis.results
    found = results_expectation(results=results.rated, on=evidence.period_end)
    below = {
        "capaian_hasil_kerja": _result_trees(results.judged, results.heard.counted),
        "umpan_balik_hasil_kerja": feedback_leaves(results.heard.counted),
    }
    return replace(found, inputs=tuple(_with(given, below.get(given.name, ())) for given in found.inputs))


def _with(given: Derivation[Any], leaves: tuple[Derivation[Any], ...]) -> Derivation[Any]:
    """The regulation's own derivation with our evidence below it, which stands for its bare list of RHK."""
    kept = tuple(one for one in given.inputs if one.name != "hasil_kerja")
    return replace(given, inputs=(*kept, *leaves)) if leaves else given


def _result_trees(judged: Sequence[JudgedResult], counted: Iterable[FeedbackEvidence]) -> tuple[Derivation[Any], ...]:
    about: dict[str | None, list[FeedbackEvidence]] = {}
    for piece in counted:
        about.setdefault(piece.result, []).append(piece)
    trees = []
    for one in judged:
        positive, not_positive, _ = stances(about.get(one.evidence.reference, ()))
        trees.append(result_tree(one, positive, not_positive))
    return tuple(trees)


def _majority_behaviour(evidence: PersonEvidence, basis: ByMajority) -> Derivation[Expectation | None]:
    behaviour = basis.behaviour
    found = behaviour_expectation(values=behaviour.rated, on=evidence.period_end)
    inputs = tuple(_value_tree(given, behaviour.heard.counted) for given in found.inputs)
    own = [f for f in evidence.feedback if f.source is Source.SELF and f.value is not None]
    shown = tuple(replace(leaf, note=f"{leaf.note} bobot=0") for leaf in feedback_leaves(own))
    groups = feedback_leaves(f for f in behaviour.heard.counted if is_closed(f))
    return replace(found, inputs=(*inputs, *groups, *shown))


def _value_tree(given: Derivation[Any], counted: Sequence[FeedbackEvidence]) -> Derivation[Any]:
    if given.name != "nilai_dijalankan":
        return given
    named = [f for f in counted if f.value == given.reference and not is_closed(f)]
    return replace(given, inputs=(*given.inputs, *feedback_leaves(named)))


class _WeightedTree:
    """Builds the tree of one person under a policy with weights."""

    def __init__(self, evidence: PersonEvidence, policy: Policy, material: Material) -> None:
        on_results = [f for f in evidence.feedback if f.result is not None]
        counted = heard(on_results, dict.fromkeys(Source, LEAST_GROUP)).counted
        self.policy = policy
        self.material = material
        self.results = {tree.reference: tree for tree in _result_trees(material.judged, counted)}

    def axis(self, score: AxisScore) -> Derivation[Expectation | None]:
        name = "rating_hasil_kerja" if score.axis is Axis.RESULTS else "rating_perilaku_kerja"
        thresholds = self.policy.thresholds[score.axis]
        shares = _shared([c.rule.weight if c.points is not None else Decimal(0) for c in score.components])
        components = [self.component(c, score.axis, w) for c, w in zip(score.components, shares, strict=True)]
        points: Derivation[Any] = Derivation(
            "poin", self.shown(score.points, score.axis), self.policy.citation, tuple(components), reference=score.axis
        )
        limits = (
            Derivation("ambang_di_atas", thresholds.above),
            Derivation("ambang_sesuai", thresholds.as_expected),
        )
        note = "" if score.category is not None else NOT_ENOUGH
        return Derivation(name, score.category, self.policy.citation, (points, *limits), note)

    def component(self, score: ComponentScore, axis: Axis, share: Decimal) -> Derivation[Any]:
        rule = score.rule
        shares = _shared([s.rule.weight if s.points is not None else Decimal(0) for s in score.sources])
        sources = [self.source(s, rule, w) for s, w in zip(score.sources, shares, strict=True)]
        left_out = [] if score.points is not None else [f"tanpa_bukti={rule.without_evidence}"]
        opposed = self._opposed(score, axis)
        note = written_note([f"bobot={number(rule.weight)}", f"bobot_terpakai={number(share)}", *left_out, *opposed])
        citation = _joined(rule.citations)
        return Derivation(
            f"komponen_{rule.component}",
            self.shown(score.points, axis),
            citation,
            tuple(sources),
            note,
            rule.component,
        )

    def _opposed(self, score: ComponentScore, axis: Axis) -> list[str]:
        """Sources of one component whose points lie in opposite categories, and an own view unlike the others'."""
        category = self.policy.thresholds[axis].category
        said = {s.rule.source: category(s.points) for s in score.sources if s.points is not None}
        notes = []
        if {Expectation.ABOVE, Expectation.BELOW} <= set(said.values()):
            listed = ",".join(f"{source}:{said[source]}" for source in said)
            notes.append(f"sumber_berlawanan={listed}")
        own = [item.points for item in own_items(score.rule, self.material)] if score.rule.source(Source.SELF) else []
        if own and score.points is not None:
            view = category(sum(own, Fraction(0)) / len(own))
            ratings = _rated_by_others(score)
            if view is not category(score.points if ratings is None else ratings):
                notes.append(f"penilaian_diri_berbeda={view}")
        return notes

    def source(self, score: SourceScore, rule: ComponentRule, share: Decimal) -> Derivation[Any]:
        weight = [f"bobot={number(score.rule.weight)}", f"bobot_terpakai={number(share)}"]
        gaps = [f"kurang={gap.code}:{gap.have}/{gap.need}" for gap in score.missing[:1] if score.points is None]
        own = score.rule.source is Source.SELF
        items = tuple(self.item(item, rule) for item in (own_items(rule, self.material) if own else score.items))
        if rule.component is Component.RESULTS and score.rule.source is Source.SUPERIOR:
            rated = {item.reference for item in score.items}
            items += tuple(tree for reference, tree in self.results.items() if reference not in rated)
        elif not own:
            items += self._heard(score, rule)
        source = score.rule.source
        value = self.shown(score.points, rule.axis)
        return Derivation(
            f"sumber_{source}", value, inputs=items, note=written_note([*weight, *gaps]), reference=source
        )

    def _heard(self, score: SourceScore, rule: ComponentRule) -> tuple[Derivation[Any], ...]:
        pieces = self.material.feedback.get((rule.component, score.rule.source), ())
        return feedback_leaves(heard(pieces, {score.rule.source: score.rule.minimum}).counted)

    def item(self, item: Item, rule: ComponentRule) -> Derivation[Any]:
        points = number(self.policy.rounding.apply(item.points))
        if item.kind == "rhk":
            tree = self.results[item.reference]
            note = written_note([f"poin={points}", f"bobot_prioritas={number(item.weight)}", tree.note])
            return replace(tree, note=note.strip())
        own = [] if item.weight else ["bobot=0"]
        note = written_note([f"poin={points}", f"jumlah={item.answers}", *own, *_curve(item, rule)])
        told = self.policy.rounding.apply(item.told)
        return Derivation(item.kind, told, inputs=self._late(item.kind), note=note, reference=item.reference)

    def _late(self, kind: str) -> tuple[Derivation[Any], ...]:
        """The services that missed the mark, each with its reference."""
        if kind == "layanan_tepat_waktu":
            return tuple(
                Derivation(
                    "layanan_terlambat",
                    s.elapsed,
                    note=f"standar={number(s.standard)} satuan={s.unit}",
                    reference=s.reference,
                )
                for s in self.material.services
                if s.elapsed > s.standard
            )
        if kind == "layanan_tanpa_kesalahan":
            wrong = (s for s in self.material.services if s.accurate is False)
            return tuple(Derivation("layanan_dengan_kesalahan", s.service, reference=s.reference) for s in wrong)
        return ()

    def shown(self, points: Fraction | None, axis: Axis) -> Decimal | None:
        """Points rounded for display, but never across a threshold: 79.996 is shown as 79.99, not as 80.00."""
        if points is None:
            return None
        rounded = self.policy.rounding.apply(points)
        category = self.policy.thresholds[axis].category
        if category(Fraction(rounded)) is category(points):
            return rounded
        return rounded - self.policy.rounding.step


def _curve(item: Item, rule: ComponentRule) -> list[str]:
    """The policy's curve where it made the points: «kurva=80:50,95:80,100:100»."""
    if not item.kind.startswith("layanan_"):
        return []
    return ["kurva=" + ",".join(f"{number(share)}:{number(points)}" for share, points in rule.curve)]


def _rated_by_others(score: ComponentScore) -> Fraction | None:
    """Points of the others' ratings alone, so that own ratings are compared with ratings, not with feedback."""
    rated = [(s, [i for i in s.items if i.kind == "kriteria"]) for s in score.sources if s.points is not None]
    parts = [(mean([(i.points, i.weight) for i in items]), s.rule.weight) for s, items in rated if items]
    weighted = [(points, weight) for points, weight in parts if weight]
    return mean(weighted) if weighted else None


def _joined(citations: tuple[Citation, ...]) -> Citation | None:
    """Several citations as one."""
    return Citation("; ".join(str(citation) for citation in by_act(citations))) if citations else None


def _shared(weights: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """The weights of the parts present, redistributed in proportion and rounded so that they sum to exactly 100."""
    total = sum(weights, Decimal(0))
    if not total:
        return tuple(Decimal(0) for _ in weights)
    whole = int(100 / _SHARE_STEP)
    exact = [Fraction(weight) * whole / Fraction(total) for weight in weights]
    steps = [int(share) for share in exact]
    by_rest = sorted(range(len(exact)), key=lambda i: (steps[i] - exact[i], i))
    for index in by_rest[: whole - sum(steps)]:
        steps[index] += 1
    return tuple(step * _SHARE_STEP for step in steps)
