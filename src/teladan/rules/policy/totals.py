"""What must hold across the components of a policy: exact weights, SKP results and the superior's view of behaviour."""

from decimal import Decimal

from teladan.rules.enums import Axis, Component, Source
from teladan.rules.policy.components import wrong_total
from teladan.rules.policy.model import ComponentRule, Mode, WithoutEvidence
from teladan.rules.policy.reading import Reader


def check_axes(reader: Reader, mode: Mode, components: tuple[ComponentRule, ...]) -> None:
    """Notes every breach of the rules that hold across components."""
    table = reader.table.get("komponen")
    if not isinstance(table, dict):
        return
    if len(components) == len(table) and mode is Mode.WEIGHTED:
        for axis in Axis:
            _check_axis_total(reader, axis, components)
    for component, reason in (
        (Component.RESULTS, "Sumbu hasil_kerja selalu memuat hasil kerja SKP."),
        (Component.BEHAVIOUR, "Sumbu perilaku_kerja selalu memuat perilaku (BerAKHLAK)."),
    ):
        if component not in table:
            reader.refuse("komponen", reason, f"Tambahkan [komponen.{component}].")
    for rule in components:
        if rule.component in (Component.RESULTS, Component.BEHAVIOUR):
            _check_core(reader, rule)


def _check_axis_total(reader: Reader, axis: Axis, components: tuple[ComponentRule, ...]) -> None:
    weights = [rule.weight for rule in components if rule.axis is axis]
    total = sum(weights, Decimal(0))
    if weights and total != 100:
        message, cure = wrong_total(f"Bobot komponen pada sumbu {axis}", total)
        reader.refuse("komponen", message, cure)


def _check_core(reader: Reader, rule: ComponentRule) -> None:
    """Results and behaviour always rest on the superior (Pasal 18) and are never left out."""
    path = f"komponen.{rule.component}".split(".")
    if rule.source(Source.SUPERIOR) is None and isinstance(
        reader.table["komponen"][rule.component].get("sumber"), dict
    ):
        message = f"Komponen {rule.component} selalu memuat penilaian atasan."
        reader.report.add((*path, "sumber"), message, "Tambahkan sumber atasan dengan bobot lebih dari 0.")
    if rule.without_evidence is not WithoutEvidence.REQUIRED:
        message = f"Komponen {rule.component} tidak dapat disisihkan."
        reader.report.add((*path, "tanpa_bukti"), message, 'Tulis tanpa_bukti = "wajib".')
