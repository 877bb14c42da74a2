"""Types of special educational need, in the codes of the national return."""

from enum import StrEnum


class Need(StrEnum):
    """Type of need. Source: DfE SEN2 ``SENtype`` (DS from 2025) and School Census ``NSA``."""

    SPLD = "SPLD"
    MLD = "MLD"
    SLD = "SLD"
    PMLD = "PMLD"
    SEMH = "SEMH"
    SLCN = "SLCN"
    HI = "HI"
    VI = "VI"
    MSI = "MSI"
    PD = "PD"
    ASD = "ASD"
    OTH = "OTH"
    NSA = "NSA"
    DS = "DS"

    @property
    def label(self) -> str:
        """The name people say."""
        return _LABELS[self]


_LABELS = {
    Need.SPLD: "Specific learning difficulty",
    Need.MLD: "Moderate learning difficulty",
    Need.SLD: "Severe learning difficulty",
    Need.PMLD: "Profound and multiple learning difficulty",
    Need.SEMH: "Social, emotional and mental health",
    Need.SLCN: "Speech, language and communication needs",
    Need.HI: "Hearing impairment",
    Need.VI: "Vision impairment",
    Need.MSI: "Multi-sensory impairment",
    Need.PD: "Physical disability",
    Need.ASD: "Autistic spectrum disorder",
    Need.OTH: "Other difficulty or disability",
    Need.NSA: "SEN support, no specialist assessment of type of need",
    Need.DS: "Down syndrome",
}
