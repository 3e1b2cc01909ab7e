from __future__ import annotations

import pytest
from nets import request_ego


@pytest.fixture
def desk():
    return request_ego()
