"""The operations as D's schema asks for them, and its answers brought into Medcard's shape for the comparison."""

from typing import Any

_HEADER = "publicId eventDate title"
_LIST = "first: %d, orderBy: NEWEST_FIRST, condition: { patientId: $%s, kind: %d }"


def _dashboard(variable: str) -> str:
    return f"""
  {variable}Reports: allRecordEntries({_LIST % (20, variable, 2)}) {{
    nodes {{ {_HEADER} labReportByPatientIdAndEntryId {{ status }} organizationByOrganizationId {{ name }} }}
  }}
  {variable}Vaccinations: allRecordEntries({_LIST % (10, variable, 4)}) {{
    nodes {{ publicId eventDate vaccinationByPatientIdAndEntryId {{ vaccineName doseLabel status exemptionReason }} }}
  }}
  {variable}Protocols: allRecordEntries({_LIST % (10, variable, 1)}) {{
    nodes {{ {_HEADER} examinationProtocolByPatientIdAndEntryId {{ specialty socialHistory }} practitionerByAuthorId {{ fullName }} }}
  }}"""


_RESULTS = "labResultsByPatientIdAndEntryId(orderBy: [POSITION_ASC, PRIMARY_KEY_ASC])"
TEXTS = {
    "a": f"query Dashboard($own: BigInt!, $ward: BigInt!) {{{_dashboard('own')}{_dashboard('ward')}\n}}",
    "b": f"""query Results($patient: BigInt!) {{
  allRecordEntries({_LIST % (1, "patient", 2)}) {{ nodes {{ {_RESULTS} {{ nodes {{ name value unit }} }} }} }}
}}""",
    "c": f"""query Reports($patient: BigInt!) {{
  allRecordEntries({_LIST % (100, "patient", 2)}) {{
    nodes {{
      {_HEADER}
      {_RESULTS} {{
        nodes {{ code name value valueText unit referenceLow referenceHigh referenceText interpretation method }}
      }}
    }}
  }}
}}""",
    "d": f"""query Timeline($patient: BigInt!) {{
  allRecordEntries(first: 50, orderBy: NEWEST_FIRST, condition: {{ patientId: $patient, inSections: true }}) {{
    nodes {{ kind {_HEADER} organizationByOrganizationId {{ name }} practitionerByAuthorId {{ fullName }} }}
    pageInfo {{ hasNextPage endCursor }}
  }}
}}""",
}
_SECTION_OF = {1: "EXAMINATION_PROTOCOLS", 2: "LAB_REPORTS", 4: "VACCINATIONS"}


def _header(node: dict[str, Any]) -> dict[str, Any]:
    return {"id": node["publicId"], "date": node["eventDate"]} | ({"title": node["title"]} if "title" in node else {})


def _sections(data: dict[str, Any], of: str) -> dict[str, Any]:
    reports, vaccinations, protocols = (
        data[f"{of}{name}"]["nodes"] for name in ("Reports", "Vaccinations", "Protocols")
    )
    return {
        "labReports": {
            "nodes": [
                _header(node)
                | node["labReportByPatientIdAndEntryId"]
                | {"organization": node["organizationByOrganizationId"]}
                for node in reports
            ]
        },
        "vaccinations": {"nodes": [_header(node) | node["vaccinationByPatientIdAndEntryId"] for node in vaccinations]},
        "examinationProtocols": {
            "nodes": [
                _header(node)
                | node["examinationProtocolByPatientIdAndEntryId"]
                | {"author": node["practitionerByAuthorId"]}
                for node in protocols
            ]
        },
    }


def reshaped(operation: str, data: dict[str, Any]) -> dict[str, Any]:
    """D's data as Medcard's, but for the cursor, which is of each one's own make."""
    if operation == "a":
        return {"own": _sections(data, "own"), "ward": _sections(data, "ward")}
    nodes = data["allRecordEntries"]["nodes"]
    if operation == "b":
        found = [{"results": node["labResultsByPatientIdAndEntryId"]["nodes"]} for node in nodes]
        return {"record": {"labReports": {"nodes": found}}}
    if operation == "c":
        found = [
            _header(node)
            | {
                "results": [
                    result | {"code": {"code": result["code"]}}
                    for result in node["labResultsByPatientIdAndEntryId"]["nodes"]
                ]
            }
            for node in nodes
        ]
        return {"record": {"labReports": {"nodes": found}}}
    found = [
        _header(node)
        | {
            "section": _SECTION_OF[node["kind"]],
            "organization": node["organizationByOrganizationId"],
            "author": node["practitionerByAuthorId"],
        }
        for node in nodes
    ]
    more = {"hasNextPage": data["allRecordEntries"]["pageInfo"]["hasNextPage"]}
    return {"record": {"timeline": {"nodes": found, "pageInfo": more}}}
