"""What `twosource show` and `twosource export` do: a dossier that was written before, once more."""

from __future__ import annotations

import sys

import click

from twosource.app.comparing import check_output, write_dossier
from twosource.app.output import check_writable, write_file, write_stdout
from twosource.dossier.from_json import load, loads

__all__ = ["export_dossier", "show_dossier"]


def show_dossier(file: str, *, as_json: bool, output: str | None) -> int:
    """Print the dossier in `file` (JSON or a page) again, and write it where it is asked for.

    Gives the exit status. Raises DossierError, OutputError, click.UsageError.
    """
    check_output(output)
    if as_json and output == "-":
        raise click.UsageError("--json and --output - both want standard output; name a file")
    dossier = loads(sys.stdin.buffer.read(), name="-") if file == "-" else load(file)
    write_dossier(dossier, as_json=as_json, output=output, texts=True)
    return 0


def export_dossier(file: str, *, to: str, output: str | None) -> int:
    """Write the dossier in `file` in another tool's form (a name of `FORMATS`).

    Gives the exit status. Raises DossierError, OutputError.
    """
    from twosource.dossier.exports import FORMATS  # noqa: PLC0415 - slow to load

    if output is not None and output != "-":
        check_writable(output)
    dossier = loads(sys.stdin.buffer.read(), name="-") if file == "-" else load(file)
    text = FORMATS[to].made(dossier)
    if output is None or output == "-":
        write_stdout(text, utf8=True)
    else:
        write_file(output, text)
    return 0
