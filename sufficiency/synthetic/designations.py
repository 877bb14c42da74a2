"""Which needs a kind of provision is for, where nobody has said: ordinary designations, and what goes with a need."""

from collections.abc import Iterable

from sufficiency.domain.needs import Need

Designation = tuple[str, tuple[Need, ...]]

SPECIAL_SCHOOLS: dict[str, tuple[Designation, ...]] = {
    "SLD": (
        ("SLD", (Need.SLD, Need.ASD, Need.MLD, Need.SLCN, Need.DS)),
        ("PMLD", (Need.PMLD, Need.SLD, Need.PD, Need.MSI)),
    ),
    "MLD": (
        ("MLD", (Need.MLD, Need.SLCN, Need.SPLD, Need.OTH, Need.DS)),
        ("ASD", (Need.ASD, Need.SLCN)),
    ),
    "SEMH": (("SEMH", (Need.SEMH, Need.ASD)),),
    "PD": (("PD", (Need.PD, Need.HI, Need.VI, Need.MSI, Need.OTH)), ("PMLD", (Need.PMLD, Need.PD))),
}
"""Need groups of state special schools: one designation for each provision."""

SPECIAL_MIX = (("SLD", 35), ("MLD", 35), ("SEMH", 20), ("PD", 10))
"""How common each group is, in hundredths: close to primary needs in special schools (DfE SEN2, January 2025)."""

BASE_MIX: tuple[tuple[Designation, int], ...] = (
    (("ASD", (Need.ASD, Need.SLCN)), 40),
    (("SLCN", (Need.SLCN, Need.SPLD, Need.OTH)), 28),
    (("SEMH", (Need.SEMH,)), 11),
    (("MLD", (Need.MLD, Need.SPLD, Need.SLCN)), 9),
    (("HI", (Need.HI, Need.MSI)), 6),
    (("VI", (Need.VI, Need.MSI)), 3),
    (("PD", (Need.PD,)), 3),
)
"""Bases in mainstream schools, in hundredths: close to primary needs in resourced provision and units (same source)."""

INDEPENDENT_MIX: tuple[tuple[Designation, int], ...] = (
    (("SEMH", (Need.SEMH, Need.ASD)), 45),
    (("ASD", (Need.ASD, Need.SLCN, Need.SEMH)), 40),
    (("MLD", (Need.MLD, Need.SPLD, Need.SLCN, Need.OTH)), 15),
)

ALTERNATIVE: Designation = ("SEMH", (Need.SEMH,))

_COMPANIONS: dict[Need, tuple[Need, ...]] = {
    Need.MLD: (Need.SLCN, Need.SPLD, Need.OTH, Need.DS),
    Need.SLD: (Need.DS, Need.MSI),
    Need.ASD: (Need.SLCN,),
    Need.PD: (Need.HI, Need.VI, Need.OTH),
    Need.PMLD: (Need.MSI,),
}


def with_companions(needs: Iterable[Need]) -> tuple[Need, ...]:
    """Return the needs, then those that commonly come with them: a list of main needs leaves these out."""
    main = tuple(needs)
    return tuple(dict.fromkeys(main + tuple(other for need in main for other in _COMPANIONS.get(need, ()))))
