"""/docs shows every call of the REST interface, and fetches nothing from elsewhere."""

from html.parser import HTMLParser

from server.rest.docs import calls, look_up
from tests.server.serving import Served

SCHEMA = {
    "paths": {
        "/a/{id}": {
            "get": {"description": "Read it.", "parameters": [{"name": "id", "in": "path", "schema": {}}]},
            "put": {"requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}}}},
        }
    },
    "components": {"schemas": {"A": {"type": "object"}}},
}


def test_each_method_of_a_path_is_a_call() -> None:
    read, put = calls(SCHEMA)
    assert (read["method"], read["path"], read["description"]) == ("GET", "/a/{id}", "Read it.")
    assert [parameter["name"] for parameter in read["parameters"]] == ["id"]
    assert read["bodies"] == []
    assert (put["method"], put["description"], put["bodies"]) == ("PUT", "", [("application/json", {"type": "object"})])


def test_a_schema_stands_for_what_it_refers_to() -> None:
    assert look_up(SCHEMA, {"$ref": "#/components/schemas/A"}) == {"type": "object"}
    assert look_up(SCHEMA, {"type": "string"}) == {"type": "string"}


class Addresses(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attributes if name in ("href", "src")]


def test_the_page_lists_the_servers_calls_and_needs_no_other_host(server: Served) -> None:
    page = server.get("docs")
    assert page.headers["content-type"].startswith("text/html")
    for path in ("/api/catalogue", "/api/runs", "/api/health"):
        assert f"{path}</h2>" in page.text
    addresses = Addresses()
    addresses.feed(page.text)
    assert set(addresses.found) == {"data:,", "/openapi.json"}


def test_the_docs_describe_every_call_and_fetch_nothing_from_elsewhere(server: Served) -> None:
    page = server.get("docs")
    for path, methods in server.get("openapi.json").json()["paths"].items():
        assert path in page.text
        for call in methods.values():
            for media_type in call.get("requestBody", {}).get("content", {}):
                assert f"Body, {media_type}:" in page.text
    assert "http://" not in page.text
    assert "https://" not in page.text
    assert "src=" not in page.text
