"""Records about a case: consultations and their replies, why a request is not met, interests."""

from collections.abc import Iterator, Mapping

from fastapi import APIRouter, Request
from fastapi.responses import Response

from sufficiency.domain.settings import Consultation, Ground, Reply
from sufficiency.pipelines import casework
from sufficiency.statute.refusal import evidence_needed, in_words, missing_evidence
from sufficiency.store import cases
from sufficiency.store.case_file import CaseFile, case_file
from sufficiency.store.cases import RefusalRecord
from sufficiency.web import forms
from sufficiency.web.docket import OnRun, case_on_run
from sufficiency.web.forms import Answers, Ask, Field
from sufficiency.web.workbench import person_of, workbench_of

router = APIRouter()

REPLIES = tuple((str(reply), str(reply).replace("-", " ")) for reply in Reply)


@router.get("/runs/{run}/cases/{ref}/consult")
def consultation(request: Request, run: str, ref: str, urn: str = "") -> Response:
    """A consultation that was sent, or a reply that came."""
    return forms.show(request, _consult(request, case_on_run(request, run, ref), urn))


@router.post("/runs/{run}/cases/{ref}/consult")
def record_consultation(request: Request, run: str, ref: str) -> Response:
    """Keep it, by the rules that the table of consultations has."""
    case = case_on_run(request, run, ref)
    authority = case.run.stored.run.authority

    def asked(answers: Answers) -> Consultation:
        sent_on, replied_on = forms.day(answers, "sent_on"), forms.day(answers, "replied_on")
        reply, ground = Reply(answers["reply"]), Ground(answers["ground"])
        return Consultation(ref, int(answers["urn"]), reply, "", sent_on, replied_on, ground, answers["evidence"])

    def work(answers: Answers) -> str:
        store, by = workbench_of(request).store, person_of(request).name
        casework.record_consultation(store, authority, asked(answers), by)
        return f"{case.address}?told=consulted"

    return forms.submit(
        request, _consult(request, case), work, lambda answers: casework.consultation_faults(authority, asked(answers))
    )


@router.get("/runs/{run}/cases/{ref}/refuse")
def refusal(request: Request, run: str, ref: str, urn: str = "", ground: str = "") -> Response:
    """Why a request is not met: first which request and ground, then the evidence that this ground needs."""
    case = case_on_run(request, run, ref)
    which = _which(request, case, urn, ground)
    if not (urn and ground):
        return forms.show(request, which)
    answers = {"urn": urn, "ground": ground}
    if wrong := forms.wrong_in(which, answers):
        return forms.show(request, which, 422, answers, wrong)
    chosen = Ground(ground)
    lacking = missing_evidence(chosen, {}, workbench_of(request).today)
    if barred := tuple(("ground", missing.says) for missing in lacking if missing.item == "ground"):
        return forms.show(request, which, 422, answers, barred)
    return forms.show(request, _refuse(request, case, int(urn), chosen))


@router.post("/runs/{run}/cases/{ref}/refuse")
def record_refusal(request: Request, run: str, ref: str) -> Response:
    """Keep ground and evidence; what is still lacking stands on the case until it is there."""
    case, form = case_on_run(request, run, ref), request.state.form
    answers = forms.sent(form, _which(request, case, "", "").fields)
    which = _which(request, case, answers["urn"], answers["ground"])
    if wrong := forms.wrong_in(which, answers):
        return forms.show(request, which, 422, answers, wrong)
    urn, ground = int(answers["urn"]), Ground(answers["ground"])

    def work(said: Answers) -> str:
        needed = evidence_needed(ground, workbench_of(request).today)
        evidence = {item: said[f"evidence-{item}"] for item in needed if said[f"evidence-{item}"]}
        record = RefusalRecord(urn, ground, evidence, said["consideration"], said["alternative"])
        cases.record_refusal(workbench_of(request).store, case.kept.round, ref, record, person_of(request).name)
        return f"{case.address}?told=refused"

    return forms.submit(request, _refuse(request, case, urn, ground), work)


@router.get("/runs/{run}/cases/{ref}/interest")
def interest(request: Request, run: str, ref: str) -> Response:
    """An interest in this case, or in a setting."""
    return forms.show(request, _interest(case_on_run(request, run, ref)))


@router.post("/runs/{run}/cases/{ref}/interest")
def declare_interest(request: Request, run: str, ref: str) -> Response:
    """Keep it: whoever has an interest decides this case, or on this setting, no more."""
    case = case_on_run(request, run, ref)
    workbench, by = workbench_of(request), person_of(request).name

    def work(answers: Answers) -> str:
        which = {"urn": int(answers["urn"])} if answers["urn"] else {"ref": ref}
        cases.declare_interest(workbench.store, case.kept.round, by, answers["says"], **which)
        return f"{case.address}?told=declared"

    return forms.submit(request, _interest(case), work)


def _consult(request: Request, case: OnRun, urn: str = "") -> Ask:
    return Ask(
        "Record a consultation",
        f"{case.address}/consult",
        "Keep this record",
        (
            Field("urn", "Setting", "choice", "", "Choose the setting", urn, _settings(request, case)),
            Field("sent_on", "Day it was sent", "day", needed="Enter the day on which it was sent"),
            Field("reply", "Reply", "choice", "none where no reply has come yet", "Choose the reply", "", REPLIES),
            Field("replied_on", "Day of the reply", "day"),
            Field("ground", "Ground of an objection", "choice", choices=tuple(_grounds(request))),
            Field("evidence", "Evidence", "lines", "The setting's own words, or where they are kept."),
        ),
        ("Back to the case", case.address),
        case.caption,
        "A reply is a record of its own: the one sent before it stays.",
        crumbs=case.crumbs,
    )


def _which(request: Request, case: OnRun, urn: str, ground: str) -> Ask:
    file = _file(request, case)
    asked = tuple((str(one.urn), f"{one.rank}: {case.names.setting(one.urn)}") for one in file.unanswered)
    before = next((str(one.ground) for one in reversed(file.refusals) if str(one.urn) == urn), "")
    grounds = tuple(_grounds(request))
    return Ask(
        "Why a request is not met",
        f"{case.address}/refuse",
        "Continue",
        (
            Field("urn", "Request", "choice", "", "Choose the request", urn, asked),
            Field("ground", "Ground in law", "choice", "", "Choose the ground", ground or before, grounds),
        ),
        ("Back to the case", case.address),
        case.caption,
        "Only requests ranked above the place of the case need one; all of them, where it has no place.",
        crumbs=case.crumbs,
        method="get",
    )


def _refuse(request: Request, case: OnRun, urn: int, ground: Ground) -> Ask:
    before = _kept_before(_file(request, case), urn, ground)
    kept: Mapping[str, str] = before.evidence if before else {}
    evidence = tuple(
        Field(f"evidence-{item}", f"{says[:1].upper()}{says[1:]}", "lines", value=kept.get(item, ""))
        for item, says in evidence_needed(ground, workbench_of(request).today).items()
    )
    return Ask(
        f"Why {case.names.setting(urn)} is not named",
        f"{case.address}/refuse",
        "Keep this record",
        (
            Field("urn", "", "hidden", value=str(urn)),
            Field("ground", "", "hidden", value=str(ground)),
            *evidence,
            Field(
                "consideration", "How the setting's reply was considered", "lines",
                needed="Enter how the reply was considered", value=before.consideration if before else "",
            ),
            Field("alternative", "What is offered instead", value=before.alternative if before else ""),
        ),
        ("Back to the case", case.address),
        case.caption,
        "Figures with date and source. What is left out is kept as lacking, and no letter may go until it is there.",
        (("Ground", dict(_grounds(request))[str(ground)]),),
        case.crumbs,
    )  # fmt: skip


def _interest(case: OnRun) -> Ask:
    asked = tuple((str(urn), name) for urn, name in case.names.settings)
    return Ask(
        "Declare an interest",
        f"{case.address}/interest",
        "Declare",
        (
            Field("says", "What the interest is", needed="Enter what the interest is"),
            Field(
                "urn",
                "In a setting",
                "choice",
                "Left blank, it is in this case. In a setting, it counts for every child who may go there.",
                choices=asked,
            ),
        ),
        ("Back to the case", case.address),
        case.caption,
        "Whoever has an interest decides, approves and gives up nothing in which it lies. It cannot be taken back.",
        crumbs=case.crumbs,
    )


def _settings(request: Request, case: OnRun) -> tuple[tuple[str, str], ...]:
    """Those asked for first, in their order, then every other by name."""
    inputs = workbench_of(request).inputs_of(case.run)
    known = dict(case.names.settings) | ({one.urn: one.name for one in inputs.settings} if inputs else {})
    asked = [p.urn for p in inputs.preferences if p.child_ref == case.view.ref] if inputs else []
    ordered = dict.fromkeys((*asked, *sorted(known, key=lambda urn: (known[urn], urn))))
    return tuple((str(urn), known.get(urn, f"URN {urn}")) for urn in ordered)


def _grounds(request: Request) -> Iterator[tuple[str, str]]:
    on = workbench_of(request).today
    return ((str(ground), in_words(ground, on)) for ground in Ground if ground)


def _file(request: Request, case: OnRun) -> CaseFile:
    return case_file(workbench_of(request).store, case.kept.round, case.view.ref, case.kept.run)


def _kept_before(file: CaseFile, urn: int, ground: Ground) -> RefusalRecord | None:
    mine = (one for one in reversed(file.refusals) if (one.urn, one.ground) == (urn, ground))
    return next(mine, None)
