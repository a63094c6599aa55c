"""A diagnosis as frames carry it, and which check decides."""

from models.diagnosis.cures import Cure
from models.diagnosis.evidence import Evidence
from models.diagnosis.finding import Diagnosis, first, said


class Plain(Evidence):
    def cure(self, why: str) -> Cure:
        return Cure(f"against {why}", {"lr_d": 0.1})


E = Plain(7, {}, [], {})


def found(e: Evidence, why: str = "") -> Diagnosis:
    return said(e, "strong_d", "warn", "accuracy", 0.97, "97 %", "D is right on 97 % of the samples.", why)


def test_a_diagnosis_as_json() -> None:
    assert found(E).json() == {
        "step": 7,
        "state": "strong_d",
        "level": "warn",
        "title": "D is too strong",
        "sentence": "D is right on 97 % of the samples.",
        "number": {"name": "accuracy", "value": 0.97, "text": "97 %"},
        "try": "against strong_d",
        "tune": {"lr_d": 0.1},
    }


def test_a_number_that_is_not_finite_is_told_as_none() -> None:
    diagnosis = said(E, "diverged", "bad", "step", float("inf"), "step 7", "It diverged.")
    assert diagnosis.json()["number"]["value"] is None


def test_why_chooses_among_the_cures_of_a_state() -> None:
    assert found(E, "other").cure.advice == "against other"


def test_the_first_check_that_finds_something_decides() -> None:
    assert first(E, [lambda e: None, found], lambda e: found(e, "none")).cure.advice == "against strong_d"
    assert first(E, [lambda e: None], lambda e: found(e, "none")).cure.advice == "against none"
