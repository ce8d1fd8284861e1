"""What the sides of a complaint ask of the API, and texts that they give."""

STEPS = "steps { at event }"
OWN = f"""id number kind state text mine section date entryId disputedId clinic insurer filedAt dueAt clinicAgrees clinicAnswer
  upheld reason decisionText decidedAt correction correctedAt {STEPS} attachments {{ entryId section fields }}"""
BOTH = f"""id number kind state text complainant patient date clinic insurer filedAt dueAt overdue question askedAt clinicAgrees
  clinicAnswer answeredAt upheld reason decisionText decidedAt correction correctedAt {STEPS} attachments {{ title lines }}"""
AT_INSURER = f"{BOTH} policyNumber mayGoOn"
AT_CLINIC = f"{BOTH} toCorrect correctable {{ name label kind values {{ value label }} }} diagnosisCorrectable"
ERRORS = "userErrors { code field message }"

FILE = f"mutation($input: FileComplaintInput!) {{ fileComplaint(input: $input) {{ complaint {{ {OWN} }} {ERRORS} }} }}"
WITHDRAW = f"mutation($input: WithdrawComplaintInput!) {{ withdrawComplaint(input: $input) {{ complaint {{ {OWN} }} {ERRORS} }} }}"
ASK = f"mutation($input: AskClinicInput!) {{ askClinic(input: $input) {{ complaint {{ {AT_INSURER} }} {ERRORS} }} }}"
GO_ON = f"mutation($input: GoOnWithComplaintInput!) {{ goOnWithComplaint(input: $input) {{ complaint {{ {AT_INSURER} }} {ERRORS} }} }}"
DECIDE = f"mutation($input: DecideComplaintInput!) {{ decideComplaint(input: $input) {{ complaint {{ {AT_INSURER} }} {ERRORS} }} }}"
ANSWER = f"mutation($input: AnswerComplaintInput!) {{ answerComplaint(input: $input) {{ complaint {{ {AT_CLINIC} }} {ERRORS} }} }}"
CORRECT = f"mutation($input: CorrectDisputedEntryInput!) {{ correctDisputedEntry(input: $input) {{ complaint {{ {AT_CLINIC} }} {ERRORS} }} }}"

LIST = f"query($id: ID!) {{ viewer {{ complaints(patientId: $id) {{ nodes {{ {OWN} }} endCursor hasNextPage }} }} }}"
SEE = f"query($id: ID!) {{ viewer {{ complaint(id: $id) {{ {OWN} }} }} }}"
INSURER_DESK = (
    f"query($state: ComplaintState) {{ insurerComplaints(state: $state, first: 100) {{ nodes {{ {AT_INSURER} }} }} }}"
)
INSURER_SEES = f"query($id: ID!) {{ insurerComplaint(id: $id) {{ {AT_INSURER} }} }}"
CLINIC_DESK = (
    f"query($state: ComplaintState) {{ clinicComplaints(state: $state, first: 100) {{ nodes {{ {AT_CLINIC} }} }} }}"
)
CLINIC_SEES = f"query($id: ID!) {{ clinicComplaint(id: $id) {{ {AT_CLINIC} }} }}"

TEXT = "Этой услуги моему ребёнку не оказывали: в тот день мы были на даче."
QUESTION = "Просим пояснить и приложить выписку из журнала приёма."
SERVICE = "id date title serviceName cost careConditions versions { id version current }"
SERVICES = f"query($id: ID!) {{ record(patientId: $id) {{ renderedServices(first: 50) {{ nodes {{ {SERVICE} organization {{ shortName }} }} }} }} }}"
