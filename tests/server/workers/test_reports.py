"""Reports travel through a pipe as they are."""

import pickle
from typing import get_args

import numpy as np

from server.workers import reports


def test_reports_about_a_run_name_its_networks() -> None:
    assert {kind for kind in get_args(reports.Report) if "build" in kind._fields} == set(get_args(reports.RunReport))


def test_answers_carry_the_tokens_of_what_was_asked() -> None:
    answers = {kind for kind in get_args(reports.Report) if {"token", "tokens"} & set(kind._fields)}
    assert answers == {reports.Frame, reports.Answer}


def test_rows_keep_their_bits() -> None:
    rows = np.array([[0.1, np.nan, np.inf]], np.float32)
    again = pickle.loads(pickle.dumps([reports.Rows("a", 1, 5, rows)]))[0]
    assert (type(again), again.first, again.rows.tobytes()) == (reports.Rows, 5, rows.tobytes())
