"""The four operations that every contestant answers, as GraphQL text and variables.

The labels are those of the table: a dashboard of two records, five results of one record, a hundred reports with
their results, and a page of the timeline over all sections. Guarded fields are among those of (a).
"""

import random
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.people import Viewer

DASHBOARD = """
query Dashboard($own: ID!, $ward: ID!) {
  own: record(patientId: $own) { ...Sections }
  ward: record(patientId: $ward) { ...Sections }
}
fragment Sections on MedicalRecord {
  labReports(first: 20) { nodes { id date title status organization { name } } }
  vaccinations(first: 10) { nodes { id date vaccineName doseLabel status exemptionReason } }
  examinationProtocols(first: 10) { nodes { id date title specialty author { fullName } socialHistory } }
}
"""
RESULTS = """
query Results($patient: ID!) {
  record(patientId: $patient) { labReports(first: 1) { nodes { results { name value unit } } } }
}
"""
REPORTS = """
query Reports($patient: ID!) {
  record(patientId: $patient) {
    labReports(first: 100) {
      nodes {
        id
        date
        title
        results {
          code { code }
          name
          value
          valueText
          unit
          referenceLow
          referenceHigh
          referenceText
          interpretation
          method
        }
      }
    }
  }
}
"""
TIMELINE = """
query Timeline($patient: ID!) {
  record(patientId: $patient) {
    timeline(first: 50) {
      nodes { id section date title organization { name } author { fullName } }
      pageInfo { hasNextPage endCursor }
    }
  }
}
"""


@dataclass(frozen=True, slots=True)
class Operation:
    """`patients` names the records that one request reads, by the variable that carries each."""

    label: str
    title: str
    text: str
    patients: Callable[[Viewer, random.Random], dict[str, int]]


def _both(viewer: Viewer, chance: random.Random) -> dict[str, int]:
    return {"own": viewer.own, "ward": viewer.ward}


def _either(viewer: Viewer, chance: random.Random) -> dict[str, int]:
    """The own record, or the ward's: two standings with rules of their own."""
    return {"patient": viewer.own if chance.random() < 0.5 else viewer.ward}


OPERATIONS = (
    Operation("a", "dashboard: two records × three sections, 20 + 10 + 10 entries", DASHBOARD, _both),
    Operation("b", "one record, five results, three fields", RESULTS, _either),
    Operation("c", "one record, 100 reports × 5 results, ten fields a result", REPORTS, _either),
    Operation("d", "a timeline page of 50 over all sections", TIMELINE, _either),
)
