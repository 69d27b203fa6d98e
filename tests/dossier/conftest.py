from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

# The tests are no package; what they share, made by hand, is loaded by its path.
for _name in ("sample", "sample_reading", "sample_explained", "whole"):
    _spec = importlib.util.spec_from_file_location(_name, Path(__file__).with_name(f"{_name}.py"))
    assert _spec
    assert _spec.loader
    _sample = importlib.util.module_from_spec(_spec)
    sys.modules[_name] = _sample
    _spec.loader.exec_module(_sample)
