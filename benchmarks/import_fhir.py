"""`python -m benchmarks.import_fhir`: FHIR resources a second into a scratch database, start of the process apart.

The bundles are made up here: people with visits, each with vital signs, a diagnosis, a laboratory report of five
results, a prescription, a vaccination and a bill. Every id is fresh, so nothing is met twice.
"""

import argparse
import asyncio
import datetime as dt
import json
import os
import random
import tempfile
import time
import uuid
from pathlib import Path
from typing import Any

from rich.console import Console

from backend.commands.import_fhir import import_all
from backend.database import Database, migrate
from backend.settings import Settings

JSON = dict[str, Any]
_LOINC = "http://loinc.org"
_RESULTS = (("718-7", "Hemoglobin"), ("789-8", "Erythrocytes"), ("6690-2", "Leukocytes"), ("777-3", "Platelets"))
_CODES = "http://terminology.hl7.org/CodeSystem"


def _bundle(chance: random.Random, visits: int) -> JSON:
    """One person's transaction: 14 resources a visit, and 3 besides."""

    def fresh() -> str:
        return str(uuid.UUID(int=chance.getrandbits(128), version=4))

    patient, clinic, doctor = fresh(), fresh(), fresh()
    resources: list[JSON] = [
        {
            "resourceType": "Patient",
            "id": patient,
            "name": [{"family": f"Family{chance.randrange(9999)}", "given": ["Given"]}],
            "birthDate": f"{chance.randrange(1940, 2020)}-0{chance.randrange(1, 10)}-15",
            "gender": chance.choice(["male", "female"]),
        },
        {"resourceType": "Organization", "id": clinic, "name": "Clinic"},
        {"resourceType": "Practitioner", "id": doctor, "name": [{"family": "Doctor", "given": ["Family"]}]},
    ]
    for _ in range(visits):
        resources += _visit(chance, fresh, f"urn:uuid:{patient}", f"urn:uuid:{clinic}", f"urn:uuid:{doctor}")
    return {
        "resourceType": "Bundle",
        "type": "transaction",
        "entry": [
            {
                "fullUrl": f"urn:uuid:{resource['id']}",
                "resource": resource,
                "request": {"method": "POST", "url": resource["resourceType"]},
            }
            for resource in resources
        ],
    }


def _visit(chance: random.Random, fresh: Any, patient: str, clinic: str, doctor: str) -> list[JSON]:
    at = dt.datetime(2015, 1, 1, tzinfo=dt.UTC) + dt.timedelta(hours=chance.randrange(90_000))
    when, visit = at.isoformat(), fresh()
    who, there = {"reference": patient}, {"reference": f"urn:uuid:{visit}"}

    def observation(category: str, code: str, name: str) -> JSON:
        return {
            "resourceType": "Observation",
            "id": fresh(),
            "status": "final",
            "category": [{"coding": [{"system": f"{_CODES}/observation-category", "code": category}]}],
            "code": {"coding": [{"system": _LOINC, "code": code, "display": name}], "text": name},
            "subject": who,
            "encounter": there,
            "effectiveDateTime": when,
            "issued": when,
            "valueQuantity": {"value": round(chance.uniform(1, 200), 2), "unit": "g/L", "code": "g/L"},
            "referenceRange": [{"low": {"value": 1}, "high": {"value": 150}}],
        }

    results = [observation("laboratory", code, name) for code, name in _RESULTS]
    return [
        {
            "resourceType": "Encounter",
            "id": visit,
            "status": "finished",
            "class": {"system": f"{_CODES}/v3-ActCode", "code": "AMB"},
            "type": [{"text": "Encounter for check up"}],
            "subject": who,
            "participant": [{"individual": {"reference": doctor}}],
            "serviceProvider": {"reference": clinic},
            "period": {"start": when, "end": (at + dt.timedelta(minutes=30)).isoformat()},
        },
        observation("vital-signs", "8302-2", "Body Height"),
        observation("vital-signs", "29463-7", "Body Weight"),
        observation("vital-signs", "8867-4", "Heart rate"),
        {
            "resourceType": "Condition",
            "id": fresh(),
            "code": {
                "coding": [{"system": "http://hl7.org/fhir/sid/icd-10", "code": "J06.9", "display": "Acute infection"}]
            },
            "subject": who,
            "encounter": there,
            "recordedDate": when,
        },
        *results,
        {
            "resourceType": "DiagnosticReport",
            "id": fresh(),
            "status": "final",
            "category": [{"coding": [{"system": f"{_CODES}/v2-0074", "code": "LAB"}]}],
            "code": {"text": "Blood panel"},
            "subject": who,
            "encounter": there,
            "effectiveDateTime": when,
            "result": [{"reference": f"urn:uuid:{result['id']}"} for result in results],
        },
        {
            "resourceType": "MedicationRequest",
            "id": fresh(),
            "status": "active",
            "intent": "order",
            "medicationCodeableConcept": {"text": "Amoxicillin 250 MG"},
            "subject": who,
            "encounter": there,
            "authoredOn": when,
            "requester": {"reference": doctor},
        },
        {
            "resourceType": "Immunization",
            "id": fresh(),
            "status": "completed",
            "vaccineCode": {
                "coding": [{"system": "http://hl7.org/fhir/sid/cvx", "code": "140", "display": "Influenza"}]
            },
            "patient": who,
            "encounter": there,
            "occurrenceDateTime": when,
        },
        {
            "resourceType": "Claim",
            "id": fresh(),
            "status": "active",
            "type": {"text": "institutional"},
            "use": "claim",
            "patient": who,
            "billablePeriod": {"start": when, "end": when},
            "created": when,
            "provider": {"reference": clinic},
            "priority": {"text": "normal"},
            "insurance": [{"sequence": 1, "focal": True, "coverage": {"display": "Insurer"}}],
            "item": [{"sequence": 1, "productOrService": {"text": "Check up"}, "encounter": [there]}],
            "total": {"value": 129.16, "currency": "USD"},
        },
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=100)
    parser.add_argument("--visits", type=int, default=15)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    chance = random.Random(options.seed)  # noqa: S311  no secret
    with tempfile.TemporaryDirectory(prefix="medcard-bench-") as name:
        folder = Path(name)
        files, resources = [], 0
        for number in range(options.files + 2):
            document = _bundle(chance, options.visits)
            path = folder / f"{number}.json"
            path.write_text(json.dumps(document))
            files.append(path)
            resources += len(document["entry"]) if number >= 2 else 0
        settings = Settings(data_dir=folder / "var", database_url=None)
        with Database(settings) as database:
            asyncio.run(migrate(database.address))
            seconds, busy = asyncio.run(_measure(database, settings, files))
    print(
        f"{options.files} files, {resources} resources in {seconds:.2f} s: {resources / seconds:,.0f} resources a second "
        f"({busy:.2f} s of this process's own time; {os.cpu_count()} cores)"
    )


async def _measure(database: Database, settings: Settings, files: list[Path]) -> tuple[float, float]:
    """Seconds on the clock and of the processor for all files but the first two, which warm everything up."""
    quiet = Console(quiet=True)
    await import_all(database, settings, files[:2], None, quiet)
    started, used = time.perf_counter(), time.process_time()
    results = await import_all(database, settings, files[2:], None, quiet)
    seconds, busy = time.perf_counter() - started, time.process_time() - used
    assert not any(one.report.refused for one in results)
    return seconds, busy


if __name__ == "__main__":
    main()
