"""Emotion history, as a client sees it. The clock stands at 08:00 UTC."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest

from students_db.observations import NO_EMOTION, Observation
from tests.server.api.factories import NOW, Api

START = int(NOW.timestamp())
HOUR = 3600
HAPPY = (0.0, 0.8, 0.2, 0.0, 0.0, 0.0)
TIRED = (0.0, 0.0, 0.25, 0.0, 0.5, 0.25)  # surprise weighs most and is left out of wellbeing


def observe(
    api: Api,
    student_id: int,
    seconds: range,
    *,
    class_session_id: int | None = None,
    probabilities: tuple[float, ...] = HAPPY,
) -> None:
    api.observations.add(
        [Observation(student_id, class_session_id, second, probabilities, 5) for second in seconds]
    )


def test_history_gives_means_per_bucket(api: Api) -> None:
    student_id = api.create_student()
    observe(api, student_id, range(START - 120, START - 66))
    observe(api, student_id, range(START - 30, START), probabilities=TIRED)
    history = api.get(f"/api/students/{student_id}/emotions")
    assert history["labels"] == ["angry", "happy", "neutral", "sad", "tired"]
    assert (history["emotion_set"], history["bucket"]) == ("wellbeing", "1m")
    assert (history["start"], history["end"]) == ("2026-11-19T08:00:00Z", "2026-11-20T08:00:00Z")
    first, second = history["buckets"]
    assert first["start"] == "2026-11-20T07:58:00Z"
    assert (first["dominant"], first["seconds_observed"], first["coverage"]) == ("happy", 54, 0.9)
    assert first["probabilities"]["happy"] == pytest.approx(0.8)
    assert second["probabilities"] == {
        "angry": 0.0,
        "happy": 0.0,
        "neutral": 0.5,
        "sad": 0.0,
        "tired": 0.5,
    }
    assert (second["seconds_observed"], second["coverage"]) == (30, 0.5)


def test_history_can_be_read_in_the_other_set_of_five(api: Api) -> None:
    student_id = api.create_student()
    observe(api, student_id, range(START - 10, START), probabilities=TIRED)
    history = api.get(f"/api/students/{student_id}/emotions", emotion_set="engagement")
    (bucket,) = history["buckets"]
    assert bucket["dominant"] == "surprise"
    assert bucket["probabilities"]["surprise"] == pytest.approx(2 / 3)
    assert sum(bucket["probabilities"].values()) == pytest.approx(1)


@pytest.mark.parametrize(
    ("bucket", "starts"),
    [
        ("10s", ["07:59:40", "07:59:50"]),
        ("1m", ["07:59:00"]),
        ("5m", ["07:55:00"]),
        ("1h", ["07:00:00"]),
        ("1d", ["00:00:00"]),
    ],
)
def test_buckets_are_aligned_to_utc(api: Api, bucket: str, starts: list[str]) -> None:
    student_id = api.create_student()
    observe(api, student_id, range(START - 15, START))
    history = api.get(f"/api/students/{student_id}/emotions", bucket=bucket)
    assert [row["start"][11:19] for row in history["buckets"]] == starts
    assert sum(row["seconds_observed"] for row in history["buckets"]) == 15


def test_days_are_those_of_the_zone_that_was_asked_for(api: Api) -> None:
    """Clocks went forward at 02:00 on 29 March 2026, so that day had 23 hours."""
    student_id = api.create_student()
    midnight = int(datetime(2026, 3, 28, 23, tzinfo=UTC).timestamp())
    observe(api, student_id, range(midnight - 30, midnight + 23 * 36))
    observe(api, student_id, range(midnight + 23 * HOUR, midnight + 23 * HOUR + 10))
    history = api.get(
        f"/api/students/{student_id}/emotions",
        **{"from": "2026-03-27T23:00:00Z", "to": "2026-03-30T22:00:00Z"},
        bucket="1d",
        tz="Europe/Berlin",
    )
    assert history["tz"] == "Europe/Berlin"
    assert [(row["start"], row["end"], row["seconds_observed"]) for row in history["buckets"]] == [
        ("2026-03-27T23:00:00Z", "2026-03-28T23:00:00Z", 30),
        ("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z", 23 * 36),
        ("2026-03-29T22:00:00Z", "2026-03-30T22:00:00Z", 10),
    ]
    assert history["buckets"][1]["coverage"] == 0.01


def test_range_includes_its_start_and_not_its_end(api: Api) -> None:
    student_id = api.create_student()
    observe(api, student_id, range(START - 100, START))
    history = api.get(
        f"/api/students/{student_id}/emotions",
        **{"from": "2026-11-20T07:59:00Z", "to": "2026-11-20T07:59:30Z"},
    )
    assert [row["seconds_observed"] for row in history["buckets"]] == [30]
    assert history["buckets"][0]["coverage"] == 1.0


def test_coverage_does_not_count_the_future(api: Api) -> None:
    student_id = api.create_student()
    observe(api, student_id, range(START - 15, START))
    summary = api.get(
        f"/api/students/{student_id}/emotions/summary",
        **{"from": "2026-11-20T07:59:30Z", "to": "2026-11-20T09:00:00Z"},
    )
    assert summary["coverage"] == 0.5


def test_plus_of_a_zone_may_arrive_as_a_space(api: Api) -> None:
    student_id = api.create_student()
    path = f"/api/students/{student_id}/emotions/summary"
    answer = api.client.get(f"{path}?from=2026-11-20T08:30:00+01:00&to=2026-11-20T08:00:00Z")
    assert answer.status_code == 200, answer.text
    assert answer.json()["start"] == "2026-11-20T07:30:00Z"


@pytest.mark.parametrize(
    "moment",
    [
        "2026-11-20T08:30:00+01:00",
        "2026-11-20t07:30z",
        "2026-11-20 07:30:00.000Z",
        "2026-11-20T08:30:00,0+0100",
        "2026-11-20T02:00:00\u221205:30",
    ],
)
def test_time_may_be_written_in_any_common_way(api: Api, moment: str) -> None:
    summary = api.get(f"/api/students/{api.create_student()}/emotions/summary", **{"from": moment})
    assert summary["start"] == "2026-11-20T07:30:00Z"


@pytest.mark.parametrize(
    ("query", "code", "word"),
    [
        ({"bucket": "7m"}, "bad_bucket", "1m"),
        ({"bucket": ""}, "bad_bucket", "1m"),
        ({"from": "yesterday"}, "bad_range", "from"),
        ({"to": "2026-13-45T00:00:00Z"}, "bad_range", "to"),
        ({"from": "2026-11-20T07:00:00"}, "bad_range", "with its zone"),
        ({"from": "20261120"}, "bad_range", "2026-11-20T08:00:00Z"),
        ({"to": "-1.5"}, "bad_range", "2026-11-20T08:00:00Z"),
        ({"from": "2026-11-20T09:00:00Z"}, "bad_range", "earlier"),
        ({"from": "2026-11-20T07:00:00Z", "to": "2026-11-20T07:00:00Z"}, "bad_range", "earlier"),
        ({"to": "0001-01-01T00:00:00+05:00"}, "bad_range", "1970"),
        ({"to": "9999-12-31T23:59:59-05:00"}, "bad_range", "2200"),
        ({"from": "2026-10-20T07:00:00Z", "bucket": "10s"}, "too_many_buckets", "bucket=5m"),
        ({"from": "1970-01-01T00:00:00Z", "bucket": "1d"}, "too_many_buckets", "shorter"),
        ({"emotion_set": "boredom"}, "invalid_request", "emotion_set"),
        ({"tz": "Mars/Olympus"}, "bad_time_zone", "Europe/Berlin"),
        ({"tz": "../UTC"}, "bad_time_zone", "Europe/Berlin"),
        ({"tz": "Europe"}, "bad_time_zone", "Europe/Berlin"),
        ({"tz": ""}, "bad_time_zone", "Europe/Berlin"),
    ],
)
def test_history_refuses_what_makes_no_sense(
    api: Api, query: dict[str, str], code: str, word: str
) -> None:
    answer = api.client.get(f"/api/students/{api.create_student()}/emotions", params=query)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert word in answer.json()["detail"]


def test_history_allows_as_many_buckets_as_it_says(api: Api) -> None:
    path = f"/api/students/{api.create_student()}/emotions"
    longest = {"to": "2026-11-20T08:00:00Z", "bucket": "10s"}
    start = (NOW - timedelta(seconds=100_000)).isoformat()
    assert api.client.get(path, params={**longest, "from": start}).status_code == 200


def download(api: Api, student_id: int, **query: str) -> list[dict[str, str]]:
    answer = api.client.get(f"/api/students/{student_id}/emotions.csv", params=query)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def test_file_holds_the_history_with_local_times(api: Api) -> None:
    student_id = api.create_student("Zoë van Dijk")
    observe(api, student_id, range(START - 90, START - 36))
    query = {"from": "2026-11-20T07:00:00Z", "tz": "Europe/Berlin"}
    rows = download(api, student_id, **query)
    history = api.get(f"/api/students/{student_id}/emotions", **query)
    assert len(rows) == len(history["buckets"]) == 2
    assert rows[0] == {
        "start": "2026-11-20T08:58:00+01:00",
        "end": "2026-11-20T08:59:00+01:00",
        "seconds_observed": "30",
        "coverage": "0.5",
        "dominant": "happy",
        "angry": "0.0",
        "happy": "0.8",
        "neutral": "0.2",
        "sad": "0.0",
        "tired": "0.0",
    }


def test_file_is_named_after_the_student_and_the_days(api: Api) -> None:
    path = f"/api/students/{api.create_student('Zoë van Dijk')}/emotions.csv"
    asked = {"from": "2026-11-18T23:00:00Z", "to": "2026-11-19T23:00:00Z", "tz": "Europe/Berlin"}
    header = api.client.get(path, params=asked).headers["content-disposition"]
    assert header.endswith("filename*=UTF-8''emotions-Zo%C3%AB-van-Dijk-2026-11-19.csv")


def test_file_may_be_longer_than_an_answer(api: Api) -> None:
    """Four months of minutes, with one in each of the bits in which it is read."""
    student_id = api.create_student()
    seconds = [START - days * 86_400 for days in (1, 2, 5, 40, 41, 119)]
    for second in seconds:
        observe(api, student_id, range(second, second + 30))
    query = {"from": "2026-07-23T08:00:00Z", "bucket": "1m"}
    path = f"/api/students/{student_id}/emotions"
    assert api.client.get(path, params=query).json()["code"] == "too_many_buckets"
    rows = download(api, student_id, **query)
    assert [row["start"] for row in rows] == [
        datetime.fromtimestamp(second, UTC).isoformat() for second in reversed(seconds)
    ]
    assert {row["coverage"] for row in rows} == {"0.5"}


def test_file_of_days_is_that_of_the_history(api: Api) -> None:
    student_id = api.create_student()
    for day in range(0, 60, 3):
        observe(api, student_id, range(START - day * 86_400 - 60, START - day * 86_400))
    query = {"from": "2026-09-20T00:00:00Z", "bucket": "1d", "tz": "America/New_York"}
    starts = [row["start"] for row in download(api, student_id, **query)]
    history = api.get(f"/api/students/{student_id}/emotions", **query)["buckets"]
    moments = [datetime.fromisoformat(bucket["start"]) for bucket in history]
    assert [datetime.fromisoformat(start) for start in starts] == moments
    assert {start[10:] for start in starts} == {"T00:00:00-04:00", "T00:00:00-05:00"}


def test_file_holds_nothing_beyond_the_range(api: Api) -> None:
    student_id = api.create_student()
    observe(api, student_id, range(START - 180, START))
    query = {"from": "2026-11-20T07:57:30Z", "to": "2026-11-20T07:59:30Z"}
    rows = download(api, student_id, **query)
    assert [row["seconds_observed"] for row in rows] == ["30", "60", "30"]


def test_summary_covers_the_range(api: Api) -> None:
    student_id = api.create_student()
    observe(api, student_id, range(START - HOUR, START - HOUR + 30))
    observe(api, student_id, range(START - 10, START), probabilities=TIRED)
    summary = api.get(f"/api/students/{student_id}/emotions/summary")
    assert summary["dominant"] == "happy"
    assert summary["probabilities"]["happy"] == pytest.approx(0.6)
    assert summary["dominant_seconds"]["happy"] == 30
    assert sum(summary["dominant_seconds"].values()) == summary["seconds_observed"] == 40
    assert summary["first_observed_at"] == "2026-11-20T07:00:00Z"
    assert summary["last_observed_at"] == "2026-11-20T07:59:59Z"
    assert api.get(f"/api/students/{student_id}/summary") == summary


def test_summary_without_an_observation_is_empty(api: Api) -> None:
    summary = api.get(f"/api/students/{api.create_student()}/emotions/summary")
    assert (summary["probabilities"], summary["dominant"]) == ({}, None)
    assert (summary["seconds_observed"], summary["coverage"]) == (0, 0.0)


def test_class_session_history_adds_its_students_up(api: Api) -> None:
    lesson, other = api.start_class_session(emotion_set="engagement"), api.start_class_session()
    amara, bilal = api.create_student("Amara"), api.create_student("Bilal")
    observe(api, amara, range(START, START + 60), class_session_id=lesson)
    observe(api, bilal, range(START, START + 30), class_session_id=lesson, probabilities=TIRED)
    observe(api, bilal, range(START + 30, START + 60), class_session_id=other)
    api.clock.advance(60)
    api.client.post(f"/api/class-sessions/{lesson}/end")
    api.clock.advance(HOUR)
    history = api.get(f"/api/class-sessions/{lesson}/emotions")
    summary = api.get(f"/api/class-sessions/{lesson}/emotions/summary")
    assert history["emotion_set"] == "engagement"
    assert history["start"] == "2026-11-20T08:00:00Z"
    assert [row["seconds_observed"] for row in history["buckets"]] == [90]
    assert history["buckets"][0]["coverage"] == pytest.approx(90 / 120)
    assert summary["seconds_observed"] == 90
    assert summary["coverage"] == pytest.approx(90 / 120)
    assert api.get(f"/api/class-sessions/{lesson}/summary") == summary


def test_coverage_of_a_class_session_is_of_students_with_an_emotion(api: Api) -> None:
    lesson = api.start_class_session()
    amara, bilal = api.create_student("Amara"), api.create_student("Bilal")
    observe(api, amara, range(START, START + 60), class_session_id=lesson)
    api.observations.add([Observation(bilal, lesson, START, NO_EMOTION, 0)])
    api.clock.advance(60)
    history = api.get(f"/api/class-sessions/{lesson}/emotions")
    summary = api.get(f"/api/class-sessions/{lesson}/emotions/summary")
    assert [row["coverage"] for row in history["buckets"]] == [1.0]
    assert summary["coverage"] == 1.0


def test_class_session_that_starts_now_has_a_history(api: Api) -> None:
    lesson = api.start_class_session()
    assert api.get(f"/api/class-sessions/{lesson}/emotions")["buckets"] == []
