"""An agency's appraisal method as a versioned, cited TOML document: read, checked, explained; with presets."""

from teladan.rules.policy.catalogue import PRESETS, preset, preset_text
from teladan.rules.policy.explain import Section, explain, explain_sections
from teladan.rules.policy.model import ComponentRule, Mode, Policy, SourceRule, Thresholds, WithoutEvidence
from teladan.rules.policy.reading import Violation
from teladan.rules.policy.schema import PolicyError, check, load

__all__ = [
    "PRESETS",
    "ComponentRule",
    "Mode",
    "Policy",
    "PolicyError",
    "Section",
    "SourceRule",
    "Thresholds",
    "Violation",
    "WithoutEvidence",
    "check",
    "explain",
    "explain_sections",
    "load",
    "preset",
    "preset_text",
]
