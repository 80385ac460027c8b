"""What JSON Schema cannot say of the values that are sent, made true of the cases that should be accepted.

The formats are those of functions/values.toml: each is a number with a key, or a name that must exist. `before_call` then
makes a case hold together where a rule is between two values: sums, the order of days, a document and its digest. A case
that should be refused is sent as it was drawn.
"""

import datetime
import decimal
import hashlib
import ipaddress
import itertools
import os

import requests
import schemathesis
from hypothesis import strategies as st
from schemathesis import GenerationMode

# Numbers of the examples of their issuers, and a commune of a territory of the région of the agent.
FORMATS = {
    "siret": ["73282932000074", "732 829 320 00074", "35600000049837"],
    "commune": ["39198"],
    "code-naf": ["", "25.62B", "2562b"],
    "code-naf-given": ["25.62B", "01.11Z", "99.00Z"],
    "telephone": ["", "01 23 45 67 89", "+33123456789"],
    "reference": ["TI26-6G6B-34FB", "ti26 6g6b 34fb"],
    "access-code": ["AA4F-DQCY-6V6K", "aa4fdqcy6v6k"],
    "date-or-empty": ["", "2026-12-01"],
    "territoire-of-region": ["2023-2027/ti-2705"],
    # As the inbox writes the place of a dossier.
    "cursor": ["MjAyNi0xMS0yM1QxMDowMDowMFogVEkyNi02RzZCLTM0RkI"],
}
for name, texts in FORMATS.items():
    schemathesis.openapi.format(name, st.sampled_from(texts))

# At most 9 999 999 999,99, above zero, as people write it or as it crosses the wire.
schemathesis.openapi.format(
    "euros",
    st.integers(1, 999_999_999_999).map(lambda cents: f"{cents // 100}.{cents % 100:02}")
    | st.integers(1, 9_999_999_999).map(lambda euros: f"{euros:,} €".replace(",", "\u202f")),
)

# A document of one part.
DOCUMENT = b"%PDF-1.7\n1 0 obj\nendobj\nstartxref\n9\n%%EOF\n"
ANNOUNCED = {"size": len(DOCUMENT), "sha256": hashlib.sha256(DOCUMENT).hexdigest()}

TODAY = datetime.date.today().isoformat()


def clients():
    """A client of its own for seven cases of eight: one that tries codes is soon made to wait, which the eighth shows."""
    for count in itertools.count():
        yield "192.0.2.1" if count % 8 == 0 else str(ipaddress.IPv4Address("10.0.0.0") + count)


CLIENTS = clients()


@schemathesis.hook
def before_call(context, case, kwargs):
    """The last moment at which a case can be changed: those of every phase pass here."""
    if case.headers is not None:
        case.headers["X-Forwarded-For"] = next(CLIENTS)
    if case.meta is None or case.meta.generation.mode != GenerationMode.POSITIVE:
        return
    case.body = with_whole_numbers(case.body)
    complete = COMPLETE.get(case.operation.definition.raw.get("operationId"))
    if complete is not None:
        complete(case)


def with_whole_numbers(value):
    """To JSON Schema `17543.0` is an integer; the interface says that whole numbers are written without a point."""
    if isinstance(value, dict):
        return {name: with_whole_numbers(held) for name, held in value.items()}
    if isinstance(value, list):
        return [with_whole_numbers(held) for held in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def complete_filing(case):
    complete_request(case.body)


def complete_answer(case):
    complete_request(case.body["request"])


def complete_request(request):
    """The planned days in their order, the amounts within each other, and no document that was not sent."""
    projet = request["projet"]
    projet["date_debut"], projet["date_fin"] = sorted([projet["date_debut"], projet["date_fin"]])
    costs = [amount(cost["montant"]) for cost in projet["couts_previsionnels"]]
    projet["montant_demande"] = str(min(costs))
    if request.get("plan_de_financement"):
        line = {"financeur": "Région", "etat": "sollicite"}
        request["plan_de_financement"] = [line | {"montant": str(cost)} for cost in costs]
    for aid in request.get("aides_de_minimis") or []:
        aid["date_octroi"] = min(aid["date_octroi"], TODAY)
    keep_documents_that_are_linked(request)


def keep_documents_that_are_linked(request):
    """A number that was drawn is that of no document; the link of `sealPiece` gives one that is."""
    for piece in request.get("pieces", []):
        if piece.get("id") and piece["name"] != "Devis":
            piece["id"] = ""


def complete_addition(case):
    """Each document is sent first, under the key of the call: one is, and is named."""
    headers = {"Idempotency-Key": case.headers["Idempotency-Key"], "X-Forwarded-For": next(CLIENTS)}
    case.body["pieces"] = [{"kind": "devis", "name": "Devis", "id": send_document(headers)}]


def send_document(headers):
    address = os.environ["GUICHET"] + "/api/v1/pieces"
    opened = requests.post(address, json=ANNOUNCED, headers=headers, timeout=30)
    if opened.status_code != 200:
        # Sixteen documents were announced under this key already.
        return ""
    place = f"{address}/{opened.json()['id']}"
    part = headers | {"Content-Type": "application/octet-stream"}
    requests.post(f"{place}/parts/0", data=DOCUMENT, headers=part, timeout=30).raise_for_status()
    requests.post(place, headers=headers, timeout=30).raise_for_status()
    return opened.json()["id"]


def complete_announcement(case):
    case.body = dict(ANNOUNCED)


def complete_part(case):
    case.body = DOCUMENT


def complete_move(case):
    """What goes with the step and nothing else: the schema of a step is that of all of them."""
    body = case.body
    if body.get("action") is None:
        body.pop("action", None)
    step = body.get("action") or body.get("status") or "recevable"
    if "action" not in body:
        body["status"] = step
    else:
        body["status"] = ""
    kept = {"status": body["status"], "seen": body["seen"], **STEPS.get(step, {})}
    if "action" in body:
        kept["action"] = body["action"]
    case.body = kept


# Each with values that the life of a dossier allows on the day.
STEPS = {
    "a_completer": {
        "correction": {
            "due": (datetime.date.today() + datetime.timedelta(days=30)).isoformat(),
            "items": [{"piece": "devis", "message": "Envoyez le devis."}],
        }
    },
    "irrecevable": {"motif": "Hors du territoire."},
    "accorde": {"montant_accorde": "0.01"},
    "refuse": {"motif": "Crédits épuisés."},
    "sans_suite": {"motif": "Doublon."},
    "conventionne": {"day": TODAY},
    "prorogation": {
        "until": (datetime.date.today() + datetime.timedelta(days=300)).isoformat(),
        "motif": "Avis attendu.",
    },
    "avis": {"avis": {"avis": "favorable", "day": TODAY}},
    "versement": {"versement": {"kind": "acompte", "montant": "0.01", "day": TODAY}},
}


def amount(text):
    return decimal.Decimal(text.replace("\u202f", "").replace(" €", ""))


COMPLETE = {
    "fileDossier": complete_filing,
    "answerCorrection": complete_answer,
    "addPieces": complete_addition,
    "openPiece": complete_announcement,
    "sendPiecePart": complete_part,
    "moveDossier": complete_move,
}
