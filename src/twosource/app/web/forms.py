"""A form as it came, text fields and files apart."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from twosource.app.web.limits import limits

__all__ = ["Form", "FormOf"]


@dataclass(frozen=True, slots=True)
class Form:
    """The fields in their order, and the files under the names that the browser gave them."""

    fields: tuple[tuple[str, str], ...]
    files: tuple[tuple[str, bytes], ...]

    def one(self, name: str) -> str:
        """The first field of that name, without white space around it, else ""."""
        return self.text(name).strip()

    def text(self, name: str) -> str:
        """The first field of that name as it was typed, else "".

        A browser sends each line's end as two characters, whatever was pasted; here it is one.
        """
        found = next((v for n, v in self.fields if n == name), "")
        return found.replace("\r\n", "\n")

    def all(self, name: str) -> tuple[str, ...]:
        """All fields of that name."""
        return tuple(v for n, v in self.fields if n == name)


async def _form_of(request: Request) -> Form:
    most = limits()
    form = await request.form(
        max_files=most.files, max_fields=most.fields, max_part_size=most.request_bytes
    )
    fields: list[tuple[str, str]] = []
    files: list[tuple[str, bytes]] = []
    for name, value in form.multi_items():
        if isinstance(value, str):
            fields.append((name, value))
        elif value.filename:  # an empty choice of files is sent as a file without a name
            files.append((value.filename, await value.read()))
    await form.close()
    return Form(tuple(fields), tuple(files))


FormOf = Annotated[Form, Depends(_form_of)]
