"""The one door for writing: groups, parents, ids, projections; nothing of a failed group is left."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.domain.address import Key
from desktop.domain.change import ObservationEdit, Origin, RegisterEdit, source_register
from desktop.domain.errors import Cancelled, Refused
from desktop.domain.observation import Observation
from desktop.services import asking, recording
from desktop.services.profile import OpenProfile, open_profile
from desktop.storage.health import problems_of
from tests.helpers.profiles import make_profile, opened, typed

KEYS = [
    Key("CTX.EXT.FDI", "", "2020", ""), Key("CTX.EXT.FDI", "", "2020", "A"), Key("CTX.EXT.FDI", "", "2015/2019", ""),
    Key("CTX.POP.TOT", "SEX=F", "2020-Q3", "B"),
]  # fmt: skip
observations = st.builds(
    Observation,
    st.one_of(st.none(), st.sampled_from(["0", "12.50", "-0.10", "9" * 15])),
    st.one_of(st.none(), st.sampled_from(["about 5", "12,50"])),
    st.sampled_from("AEOMLQ"),
    st.sampled_from("FN"),
    st.sampled_from([0, 3]),
    st.sampled_from(["", "a note\nwith \\ and \t"]),
)
edits = st.one_of(
    st.builds(ObservationEdit, st.sampled_from(KEYS), st.one_of(st.none(), observations)),
    st.builds(
        RegisterEdit,
        st.sampled_from([source_register("A", "title"), source_register("A", "url")]),
        st.one_of(st.none(), st.sampled_from(["x", "é"])),
    ),
)
histories = st.lists(st.lists(edits, max_size=4, unique_by=lambda e: e.key), max_size=6)


@given(histories)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_history_is_sound_and_undone_by_undoing_all(
    tmp_path_factory: pytest.TempPathFactory, history: list[list[recording.Edit]]
) -> None:
    """Projections are those of the log, ids those of the content, memory that of the file; undoing all gives the start."""
    with opened(tmp_path_factory.mktemp("history")) as profile:
        start = asking.fingerprint(profile)
        groups = [recording.record(profile, group).group for group in history]
        _is_as_stored(profile)
        held = asking.fingerprint(profile)
        profile.store.rebuild()
        profile.reload()
        assert asking.fingerprint(profile) == held
        for group in reversed([group for group in groups if group]):
            recording.undo(profile, group)
        assert asking.fingerprint(profile) == start
        _is_as_stored(profile)


def _is_as_stored(profile: OpenProfile) -> None:
    assert problems_of(profile.store.reader) == []
    in_memory = (dict(profile.figures.observations()), profile.figures.sources)
    with open_profile(profile.path, write=False) as again:
        assert (dict(again.figures.observations()), again.figures.sources) == in_memory


def test_the_same_again_is_no_change(tmp_path: Path) -> None:
    with opened(tmp_path, ("CTX.EXT.FDI@2020", "12.50")) as profile:
        before = profile.store.reader.number_of_changes()
        assert typed(profile, ("CTX.EXT.FDI@2020", "12.50")).group is None
        assert profile.store.reader.number_of_changes() == before


def test_cancelling_before_the_commit_leaves_nothing(tmp_path: Path) -> None:
    with opened(tmp_path) as profile:
        start, changes = asking.fingerprint(profile), profile.store.reader.number_of_changes()
        with pytest.raises(Cancelled):
            recording.store(profile, [ObservationEdit(KEYS[3], Observation("1"))], cancelled=lambda: True)
        assert (asking.fingerprint(profile), profile.store.reader.number_of_changes()) == (start, changes)
        recording.record(profile, [ObservationEdit(KEYS[3], Observation("1"))])
        _is_as_stored(profile)


def test_a_profile_opened_to_read_refuses_to_write(tmp_path: Path) -> None:
    path = make_profile(tmp_path)
    before = path.read_bytes()
    with open_profile(path, write=False) as profile, pytest.raises(Refused) as error:
        typed(profile, ("CTX.EXT.FDI@2020", "1"))
    assert error.value.code == "OPEN-TO-READ"
    assert path.read_bytes() == before


def test_a_figure_altered_behind_the_programs_back_is_found(tmp_path: Path) -> None:
    from desktop.storage.connection import connect

    with opened(tmp_path, ("CTX.EXT.FDI@2020", "12.50")) as profile:
        path = profile.path
    connection = connect(path, "rw")
    connection.execute("UPDATE change SET num = '13.50' WHERE num = '12.50'")
    connection.execute("UPDATE observation SET num = '13.50' WHERE num = '12.50'")
    connection.close()
    with open_profile(path, write=False) as profile:
        assert [problem.message.code for problem in problems_of(profile.store.reader)] == ["CHECK-ID"]


@pytest.mark.parametrize(
    "damage",
    ["UPDATE catalogue_file SET content = x'00' WHERE name = 'rules.csv'", "DELETE FROM catalogue_file"],
)
def test_a_catalogue_that_cannot_be_read_is_found(damage: str, tmp_path: Path) -> None:
    """The file must open in a version with another catalogue, so the copy it carries has to be whole."""
    from desktop.storage.connection import connect

    path = make_profile(tmp_path)
    connection = connect(path, "rw")
    connection.execute(damage)
    connection.close()
    with open_profile(path, write=False) as profile:
        assert [problem.message.code for problem in problems_of(profile.store.reader)] == ["CHECK-CATALOGUE"]


def test_origin_of_a_group_is_told(tmp_path: Path) -> None:
    from desktop.services import history

    with opened(tmp_path) as profile:
        recording.record(
            profile,
            [ObservationEdit(KEYS[0], Observation("1"))],
            origin=Origin("imported", "a.csv", "ab" * 32),
            reason="why",
        )
        change = history.changes(profile, "CTX.EXT.FDI@2020")[0]
    assert change.origin == f"imported a.csv (sha256 {'ab' * 32})"
    assert (change.reason, change.before, change.after) == ("why", None, Observation("1"))
