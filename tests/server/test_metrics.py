"""Counters and times, as Prometheus reads them."""

from prometheus_client.parser import text_string_to_metric_families

from server.metrics import Metrics


def samples(metrics: Metrics) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    families = text_string_to_metric_families(metrics.exposition().decode())
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in families
        for sample in family.samples
    }


def test_frames_are_counted_by_what_became_of_them() -> None:
    metrics = Metrics()
    for _ in range(3):
        metrics.frame_received()
    metrics.frame_done({"decode": 2.0, "detect": 8.0}, faces=4)
    metrics.frame_dropped("newer_frame")
    metrics.frame_failed("not_an_image")
    found = samples(metrics)
    assert found["homeroom_frames_received_total", ()] == 3
    assert found["homeroom_frames_done_total", ()] == 1
    assert found["homeroom_frames_dropped_total", (("reason", "newer_frame"),)] == 1
    assert found["homeroom_frames_failed_total", (("code", "not_an_image"),)] == 1
    assert found["homeroom_stage_seconds_sum", (("stage", "detect"),)] == 0.008
    assert found["homeroom_faces_per_frame_sum", ()] == 4


def test_connections_go_up_and_down() -> None:
    metrics = Metrics()
    metrics.connection_opened("camera")
    metrics.connection_opened("watch")
    metrics.connection_closed("watch")
    found = samples(metrics)
    assert found["homeroom_connections", (("kind", "camera"),)] == 1
    assert found["homeroom_connections", (("kind", "watch"),)] == 0


def test_observations_and_requests_are_counted() -> None:
    metrics = Metrics()
    metrics.observations_written(12)
    metrics.observations_lost(3)
    metrics.http_request(method="GET", route="/api/students", status=200, seconds=0.02)
    found = samples(metrics)
    assert found["homeroom_observations_written_total", ()] == 12
    assert found["homeroom_observations_lost_total", ()] == 3
    labels = (("method", "GET"), ("route", "/api/students"), ("status", "200"))
    assert found["homeroom_http_requests_total", labels] == 1


def test_two_servers_in_one_process_count_apart() -> None:
    first, second = Metrics(), Metrics()
    first.frame_received()
    assert samples(second)["homeroom_frames_received_total", ()] == 0
