from datetime import date, timedelta

from netz_tui.study.load import LAYERS, Layer, loads

TODAY = date(2026, 1, 1)


def ago(days):
    return TODAY - timedelta(days=days)


def test_people_count_once_in_every_layer_that_reaches_back_to_them():
    contacts = [("a", ago(0)), ("a", ago(1)), ("b", ago(6)), ("c", ago(7)), ("d", ago(179)), ("e", ago(364))]
    found = loads([*contacts, ("f", ago(365)), ("g", ago(-1))], TODAY, ago(500))
    assert [load.people for load in found] == [2, 3, 4, 5]
    assert [load.layer for load in found] == list(LAYERS) == [(7, 5), (30, 15), (180, 50), (365, 150)]
    assert found[0].share == 2 / 5


def test_a_young_log_does_not_show_few_people():
    """Twelve people in the forty days since the log began: the naive year says 12 of 150."""
    contacts = [(number, ago(3 * number)) for number in range(12)]
    found = loads(contacts, TODAY, ago(39))
    assert [load.people for load in found] == [3, 10, None, None]
    assert [load.missing for load in found] == [None, None, (40, 180), (40, 365)]
    assert found[3].logged == 12
    assert found[3].share is None


def test_own_layers_and_a_log_that_starts_tomorrow():
    (load,) = loads([], TODAY, ago(-1), layers=(Layer(1, 3),))
    assert load.missing == (0, 1)
    (load,) = loads([("a", TODAY)], TODAY, TODAY, layers=(Layer(1, 3),))
    assert load.people == 1
