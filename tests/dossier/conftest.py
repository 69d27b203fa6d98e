from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

# The tests are no package; the hand-made dossier that they share is loaded by its path.
_spec = importlib.util.spec_from_file_location("sample", Path(__file__).with_name("sample.py"))
assert _spec
assert _spec.loader
_sample = importlib.util.module_from_spec(_spec)
sys.modules["sample"] = _sample
_spec.loader.exec_module(_sample)
