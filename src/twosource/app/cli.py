"""The command `twosource`. Each command imports what it needs only when it runs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from twosource.app import options
from twosource.app.decide import decide
from twosource.app.options import EXIT_STATUS as _EXIT_STATUS
from twosource.app.options import inputs as _inputs
from twosource.app.options import jobs as _jobs
from twosource.app.options import standard_input as _standard_input
from twosource.app.serve import serve
from twosource.errors import OutputError, TwosourceError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from twosource.app.own import Named

__all__ = ["cli", "main"]

FINE, SOME_UNUSED, NOTHING_DONE, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 130, 141


def _version(context: click.Context, _parameter: click.Parameter, asked: bool) -> None:
    if asked and not context.resilient_parsing:
        from importlib.metadata import version  # noqa: PLC0415

        click.echo(f"twosource {version('twosource')}")
        context.exit()


def _fields(
    _context: click.Context, _parameter: click.Parameter, asked: str | None
) -> tuple[str, ...]:
    if asked is None:
        return ()
    from twosource.dossier.reading_json import FIELDS  # noqa: PLC0415

    fields = tuple(f.strip() for f in asked.split(",") if f.strip())
    unknown = [f for f in fields if f not in FIELDS]
    if unknown or not fields:
        raise click.UsageError(
            f"--fields {asked}: name one or more of {', '.join(FIELDS)}, with commas between"
        )
    return fields


def _format(_context: click.Context, _parameter: click.Parameter, asked: str) -> str:
    from twosource.dossier.exports import FORMATS  # noqa: PLC0415

    if asked not in FORMATS:
        raise click.UsageError(f"--to {asked}: name one of {', '.join(FORMATS)}")
    return asked


def _file(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.argument("file", metavar="FILE", callback=_one_input)(command)


def _one_input(_context: click.Context, _parameter: click.Parameter, file: str) -> str:
    _standard_input(_context, _parameter, (file,))
    return file


def _no_text(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--no-text", is_flag=True, help="Leave the reports' texts out of the JSON."
    )(command)


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, epilog=_EXIT_STATUS)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help="Show the version and exit.",
)
def cli() -> None:
    """Several reports of one event in; who says what, from how many independent origins, and
    who differs: out.

    It never says what is true. It shows what each report says, and where its words stand.
    """


@cli.command(epilog=_EXIT_STATUS)
@_inputs
@click.option("--json", "as_json", is_flag=True, help="Print the dossier as JSON (docs/json.md).")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Also write the dossier to FILE: a page if it ends in .html, JSON if it ends in .json.",
)
@_no_text
@options.own
@_jobs
def compare(
    inputs: tuple[str, ...],
    as_json: bool,
    output: str | None,
    no_text: bool,
    own: Named,
    jobs: int,
) -> int:
    """Compare reports of one event.

    INPUT is a text, Markdown or HTML file, a JSONL or CSV table, a folder of these, or `-` for
    standard input. The dossier is summed up on the terminal: differences first, then what is
    corroborated. Where rows of a table name their `story`, the reports of each story are
    compared with each other, and one dossier a line comes out as JSON.
    """
    from twosource.app.comparing import compare_inputs  # noqa: PLC0415

    return compare_inputs(
        inputs, as_json=as_json, output=output, texts=not no_text, jobs=jobs, named=own
    )


@cli.command(epilog=_EXIT_STATUS)
@options.claims_and_inputs("CLAIM INPUT...")
@click.option("--words", metavar="TEXT", help="Name the claim by words that it holds.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON (docs/json.md).")
@options.own
@_jobs
def explain(
    named: tuple[tuple[str, ...], tuple[str, ...]],
    words: str | None,
    as_json: bool,
    own: Named,
    jobs: int,
) -> int:
    """Explain one claim of a comparison.

    Which words were taken to mean the same and by which numbers, how the answers differ, why
    reports are one origin, which rule decided its standing, and what would change it. CLAIM is an
    id that `compare` gives, as C3; INPUT as for `compare`.
    """
    from twosource.app.explaining import explain_claim  # noqa: PLC0415

    claims, inputs = named
    return explain_claim(claims, inputs, words=words, as_json=as_json, named=own, jobs=jobs)


@cli.command(epilog=_EXIT_STATUS)
@_inputs
@click.option("--json", "as_json", is_flag=True, help="Print one reading a line as JSON.")
@click.option(
    "--fields",
    metavar="LIST",
    callback=_fields,
    help="Only these parts of the JSON, as in attributions,timex.",
)
@_no_text
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Also write a page to FILE (.html): the whole texts, what is read marked in them.",
)
@_jobs
def read(
    inputs: tuple[str, ...],
    as_json: bool,
    fields: tuple[str, ...],
    no_text: bool,
    output: str | None,
    jobs: int,
) -> int:
    """Show what is read in each report by itself.

    Names, numbers, times, who is said to say what, and the statements. INPUT as for `compare`.
    """
    from twosource.app.showing import read_inputs  # noqa: PLC0415

    if fields and not as_json:
        raise click.UsageError("--fields is about the JSON; add --json")
    return read_inputs(
        inputs, as_json=as_json, output=output, texts=not no_text, fields=fields, jobs=jobs
    )


@cli.command(epilog=_EXIT_STATUS)
@_file
@click.option("--json", "as_json", is_flag=True, help="Print the dossier as JSON (docs/json.md).")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Also write the dossier to FILE: a page if it ends in .html, JSON if it ends in .json.",
)
def show(file: str, as_json: bool, output: str | None) -> int:
    """Show a dossier again that `compare` wrote.

    FILE is its JSON or its page, or `-` for standard input. Nothing is compared anew: the summary,
    the JSON and the page are those of the first time.
    """
    from twosource.app.rereading import show_dossier  # noqa: PLC0415

    return show_dossier(file, as_json=as_json, output=output)


@cli.command(epilog=_EXIT_STATUS)
@_file
@click.option(
    "--to",
    metavar="FORMAT",
    required=True,
    callback=_format,
    help="json, markdown, csv, annotation, schema.org, bibtex, ris or wikitext.",
)
@click.option("-o", "--output", metavar="FILE", help="Write to FILE in place of the terminal.")
def export(file: str, to: str, output: str | None) -> int:
    """Write a dossier in a form that other tools read.

    FILE is the JSON or the page that `compare` wrote, or `-` for standard input.
    """
    from twosource.app.rereading import export_dossier  # noqa: PLC0415

    return export_dossier(file, to=to, output=output)


@cli.command()
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    default="twosource-demo.html",
    show_default=True,
    help="Where to write the page.",
)
def example(output: str) -> int:
    """Compare the bundled example: six invented reports of one invented event.

    Prints the summary, writes the page, and prints the page's path last.
    """
    from twosource.app.comparing import compare_example  # noqa: PLC0415

    return compare_example(output)


cli.add_command(decide)
cli.add_command(serve)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit status."""
    sys.exit(_run(arguments))


def _run(arguments: Sequence[str] | None) -> int:
    try:
        if sys.stdout is None:
            raise OutputError("standard output is closed; send it to a file or to /dev/null")
        # Not `cli.main`: it turns a closed pipe into status 1 and an interrupt into words.
        given = list(sys.argv[1:] if arguments is None else arguments)
        with cli.make_context("twosource", given) as context:
            status = cli.invoke(context)
    except click.exceptions.Exit as left:
        return left.exit_code
    except click.ClickException as error:
        error.show()
        return NOTHING_DONE
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        from twosource.app.output import leave_stdout  # noqa: PLC0415

        leave_stdout()
        return PIPE_CLOSED
    except (TwosourceError, OSError) as error:
        from twosource.app.messages import say  # noqa: PLC0415
        from twosource.app.output import stdout_error  # noqa: PLC0415

        # click writes the help and the version by itself.
        say(str(stdout_error(error) if isinstance(error, OSError) else error))
        return NOTHING_DONE
    return status if isinstance(status, int) else FINE
