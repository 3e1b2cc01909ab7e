import subprocess
import sys
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

import netz_tui.study
from netz_tui.study.findings import NOT_ENOUGH, SENTENCES, Bias, Finding, Interval

ROOM = Path(netz_tui.study.__file__).parent


def test_every_bias_has_one_plain_sentence():
    assert set(SENTENCES) == set(Bias)
    for sentence in SENTENCES.values():
        assert sentence[0].isupper()
        assert sentence.endswith(".")
        assert "{" not in sentence


def test_what_is_missing_fits_its_template():
    finding = Finding(n=3)
    assert not finding.enough
    have, need = finding.missing
    assert NOT_ENOUGH.format(have=have, need=need) == "not enough data yet: 3 of 5"
    assert Finding(n=5).enough
    assert Finding(n=5).missing is None


def test_results_do_not_change():
    with pytest.raises(FrozenInstanceError):
        Finding(n=1).n = 2  # type: ignore[misc]
    assert 0.3 in Interval(0.2, 0.4)
    assert 0.5 not in Interval(0.2, 0.4)


def test_the_room_loads_only_the_standard_library():
    """Statistics must not cost the start of the program a heavy import, nor need one to be installed."""
    names = sorted(f"netz_tui.study.{path.stem}" for path in ROOM.glob("*.py") if path.stem != "__init__")
    code = (
        f"import sys, importlib\nbefore = set(sys.modules)\nfor n in {names!r}: importlib.import_module(n)\n"
        "print(*{m.partition('.')[0] for m in set(sys.modules) - before})"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(run.stdout.split()) - set(sys.stdlib_module_names) == {"netz_tui"}
