"""The command `twosource serve`: its options; what it does is in web/serving.py."""

from __future__ import annotations

import click

__all__ = ["serve"]


@click.command()
@click.argument("folder", metavar="[FOLDER]", default="stories")
@click.option(
    "--host",
    metavar="ADDRESS",
    default="127.0.0.1",
    show_default=True,
    help="The address to listen on; on any but this machine's own a token is asked for.",
)
@click.option(
    "--port",
    metavar="N",
    type=click.IntRange(0, 65535),
    help="The port to listen on; 8421 if left out, or the next that is free.",
)
def serve(folder: str, host: str, port: int | None) -> int:
    """Work on the stories of a folder in the browser.

    FOLDER holds a folder for each story; `stories` if left out, made where it is missing. Paste
    texts, drop files, set labels right, compare, decide. All is kept in plain files that `twosource
    compare FOLDER/STORY` understands. Serves this machine only unless --host says otherwise.
    """
    from twosource.app.web.serving import serve as serve_folder  # noqa: PLC0415

    return serve_folder(folder, host=host, port=port)
