"""The policies that ship with the product: the national guidance and five regions that described what they need."""

from functools import cache
from importlib import resources

from teladan.rules.policy.model import Policy
from teladan.rules.policy.schema import load

PRESETS = ("nasional", "medan", "sibolga", "langsa", "batanghari", "andir")


def preset_text(name: str) -> str:
    """The TOML document of a preset. Raises KeyError for an unknown name."""
    if name not in PRESETS:
        raise KeyError(name)
    return (resources.files("teladan.rules.policy") / "presets" / f"{name}.toml").read_text(encoding="utf-8")


@cache
def preset(name: str) -> Policy:
    """A preset, read once. Raises KeyError for an unknown name."""
    return load(preset_text(name))
