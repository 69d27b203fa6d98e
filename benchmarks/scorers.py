"""The scorers that lie beside the data, as modules."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["scorer"]


def scorer(path: Path) -> Any:  # noqa: ANN401 - a module that is no package of ours
    """The module at `path`. Raises FileNotFoundError where there is none."""
    spec = importlib.util.spec_from_file_location(f"scorer_{path.parent.name}", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
