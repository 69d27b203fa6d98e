from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

# The tests are no package; what they share is loaded by its path.
for name in ("invented", "plainly", "tales"):
    _spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert _spec
    assert _spec.loader
    _module = importlib.util.module_from_spec(_spec)
    sys.modules[name] = _module
    _spec.loader.exec_module(_module)
