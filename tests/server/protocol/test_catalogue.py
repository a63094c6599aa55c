"""The shapes of the catalogue."""

import pytest
from pydantic import ValidationError

from server.protocol.catalogue import Catalogue, Schema
from server.rest.catalogue import catalogue


def test_the_catalogue_comes_back_as_it_was() -> None:
    assert Catalogue.model_validate_json(catalogue().model_dump_json(by_alias=True)) == catalogue()


def test_of_a_knobs_schema_only_what_the_page_reads_is_told() -> None:
    schema = Schema.model_validate(
        {"title": "Knobs", "properties": {"lr": {"type": "number", "title": "Lr", "minimum": 0, "log": True}}}
    )
    assert schema.model_dump() == {"properties": {"lr": {"type": "number", "minimum": 0.0, "log": True}}}


def test_a_kind_that_nobody_knows_is_no_part_of_it() -> None:
    whole = catalogue().model_dump(by_alias=True)
    with pytest.raises(ValidationError, match="sound"):
        Catalogue.model_validate(whole | {"kinds": whole["kinds"] | {"sound": {}}})
