from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

# The tests are no package; the invented dossiers that they share are loaded by their path.
_spec = importlib.util.spec_from_file_location("drafts", Path(__file__).with_name("drafts.py"))
assert _spec
assert _spec.loader
_drafts = importlib.util.module_from_spec(_spec)
sys.modules["drafts"] = _drafts
_spec.loader.exec_module(_drafts)
