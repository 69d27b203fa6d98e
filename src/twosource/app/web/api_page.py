"""A page that shows the interface for programs, out of openapi.json, without anybody's scripts."""

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from twosource.app.web.templating import filled

__all__ = ["router"]

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@dataclass(frozen=True, slots=True)
class Operation:
    """One route: what it takes and gives, in the names of the schemas."""

    method: str
    path: str
    summary: str
    takes: str
    gives: str


@router.get("/api")
def api_page(request: Request) -> str:
    """The routes and the schemas."""
    schema = request.app.openapi()
    schemas = schema.get("components", {}).get("schemas", {})
    return filled(
        "api",
        description=schema["info"]["description"],
        base=str(request.base_url).rstrip("/"),
        operations=[
            _operation(method, path, told)
            for path, methods in schema["paths"].items()
            for method, told in methods.items()
        ],
        schemas=[
            (name, told.get("description", ""), _fields(told))
            for name, told in sorted(schemas.items())
            if "Validation" not in name
        ],
    )


def _operation(method: str, path: str, told: dict[str, Any]) -> Operation:
    body = told.get("requestBody", {}).get("content", {})
    answer: dict[str, Any] = next(
        (a for status, a in told["responses"].items() if status.startswith("2")), {}
    )
    status = next((s for s in told["responses"] if s.startswith("2")), "")
    gives = " ".join(_type(c.get("schema", {})) for c in answer.get("content", {}).values())
    return Operation(
        method.upper(),
        path,
        told.get("description", told.get("summary", "")),
        ", ".join(kind if "json" not in kind else _type(c["schema"]) for kind, c in body.items()),
        f"{status} {gives}".strip(),
    )


def _fields(told: dict[str, Any]) -> list[tuple[str, str]]:
    if "enum" in told:
        return [(str(v), "") for v in told["enum"]]
    return [(name, _type(t)) for name, t in told.get("properties", {}).items()]


def _type(told: dict[str, Any]) -> str:
    """A schema in a word or two."""
    if "$ref" in told:
        return str(told["$ref"]).rpartition("/")[2]
    if "anyOf" in told:
        return " or ".join(_type(t) for t in told["anyOf"])
    if told.get("type") == "array":
        return f"list of {_type(told.get('items', {}))}"
    if "enum" in told:
        return " | ".join(str(v) for v in told["enum"])
    return str(told.get("type", "anything"))
