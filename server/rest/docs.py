"""/docs: the REST interface, from its OpenAPI schema. The usual viewers are fetched from another host; this is not."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment

router = APIRouter(include_in_schema=False)
PAGE = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string("""\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ info.title }} · REST</title>
<link rel="icon" href="data:,">
<style>
  :root { color-scheme: light dark }
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 52rem; margin: 2rem auto; padding: 0 1rem }
  h2 { font: 600 1.05rem ui-monospace, monospace; margin: 2rem 0 0 }
  td, th { text-align: left; padding: 0 1rem 0 0; vertical-align: top } pre { overflow: auto }
</style>
<h1>{{ info.title }} {{ info.version }}: REST</h1>
<p>The same as <a href="/openapi.json">OpenAPI {{ openapi }}</a>. Live pictures come over the WebSocket /ws.</p>
{% for call in calls %}
<h2>{{ call.method }} {{ call.path }}</h2>
<p>{{ call.description }}</p>
{% if call.parameters %}
<table>
{% for parameter in call.parameters %}
<tr><th>{{ parameter.name }}</th><td>in {{ parameter.in }}</td><td>{{ parameter.schema | tojson }}</td></tr>
{% endfor %}
</table>
{% endif %}
{% for type, body in call.bodies %}<p>Body, {{ type }}:</p><pre>{{ body | tojson(indent=2) }}</pre>{% endfor %}
{% endfor %}
</html>
""")


def calls(schema: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "method": method.upper(),
            "path": path,
            "description": operation.get("description", ""),
            "parameters": operation.get("parameters", []),
            "bodies": bodies(schema, operation),
        }
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    ]


def bodies(schema: dict[str, Any], operation: dict[str, Any]) -> list[tuple[str, Any]]:
    """What may be sent there: media types, and the schema of each."""
    content = operation.get("requestBody", {}).get("content", {})
    return [(media_type, look_up(schema, described.get("schema", {}))) for media_type, described in content.items()]


def look_up(schema: dict[str, Any], described: dict[str, Any]) -> Any:
    return schema["components"]["schemas"].get(described.get("$ref", "").rpartition("/")[2], described)


@router.get("/docs")
def docs(request: Request) -> HTMLResponse:
    schema = request.app.openapi()
    return HTMLResponse(PAGE.render(info=schema["info"], openapi=schema["openapi"], calls=calls(schema)))
