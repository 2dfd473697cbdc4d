from dataclasses import dataclass


@dataclass(frozen=True)
class Need:
    """What is looked for abroad. Countries and languages are ISO codes, services codes of their vocabulary."""

    to_country: str
    from_country: str = ""
    services: tuple[str, ...] = ()
    language: str = ""
    is_urgent: bool = False
