from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

# The tests are no package; the invented dossiers that they share are loaded by their path.
_spec = importlib.util.spec_from_file_location("invented", Path(__file__).with_name("invented.py"))
assert _spec
assert _spec.loader
_invented = importlib.util.module_from_spec(_spec)
sys.modules["invented"] = _invented
_spec.loader.exec_module(_invented)
