"""Examples that the API's documentation shows, by schema; a test holds them against the schemas."""

from collections.abc import Mapping
from typing import Final

from server.http.openapi import Json

_SHA256: Final = "9c1f0f2b7c1a4f6fb0d0e5d3b6f1a7c28e4d95a06b3c7f81d2e6a4b5c9d8e7f0"
_LABELS: Final = ("angry", "happy", "neutral", "sad", "tired")
_PROBABILITIES: Final[Mapping[str, Json]] = {
    "angry": 0.03,
    "happy": 0.41,
    "neutral": 0.38,
    "sad": 0.06,
    "tired": 0.12,
}

_STUDENT: Final[Mapping[str, Json]] = {
    "id": 17,
    "name": "Amara Nwosu",
    "external_id": "2026-0147",
    "note": "Sits at the window",
    "created_at": "2026-11-20T07:55:12Z",
    "updated_at": "2026-11-20T07:55:12Z",
    "faces": 3,
    "views": 3,
    "few_views": False,
    "needs_enrollment": False,
    "other_faces": 0,
    "kept_photos": 0,
    "last_seen_at": "2026-11-20T08:44:59Z",
}
_CLASS_SESSION: Final[Mapping[str, Json]] = {
    "id": 3,
    "name": "Biology 7b",
    "environment": "classroom",
    "emotion_set": "wellbeing",
    "note": "",
    "started_at": "2026-11-20T08:00:00Z",
    "ended_at": "2026-11-20T08:45:00Z",
    "students_seen": 22,
    "students_present": 23,
    "students_expected": 24,
}
_ATTENDANCE_ENTRY: Final[Mapping[str, Json]] = {
    "student_id": 17,
    "name": "Amara Nwosu",
    "external_id": "2026-0147",
    "expected": True,
    "needs_enrollment": False,
    "status": "late",
    "seen": {
        "first_seen_at": "2026-11-20T08:12:04Z",
        "last_seen_at": "2026-11-20T08:44:59Z",
        "seconds_seen": 1890,
        "spans": [
            {
                "first_seen_at": "2026-11-20T08:12:04Z",
                "last_seen_at": "2026-11-20T08:44:59Z",
            }
        ],
    },
    "corrected": {
        "status": "late",
        "note": "Missed the bus",
        "corrected_at": "2026-11-20T08:50:00Z",
    },
}
_ATTENDANCE: Final[Mapping[str, Json]] = {
    "class_session_id": 3,
    "started_at": "2026-11-20T08:00:00Z",
    "ended_at": "2026-11-20T08:45:00Z",
    "roll": "everyone",
    "students": [_ATTENDANCE_ENTRY],
}
_MEASUREMENTS: Final[Mapping[str, Json]] = {
    "faces_found": 1,
    "detection_score": 0.998,
    "face_px": 212.0,
    "sharpness": 92.0,
    "brightness": 128.0,
    "clipped": 0.0,
    "side_light": 0.13,
    "visible": 1.0,
    "occlusion": 0.08,
    "yaw": -6.0,
    "pitch": 3.0,
    "roll": 1.0,
    "similarity_to_own": 0.74,
    "similarity_to_others": 0.21,
}

EXAMPLES: Final[Mapping[str, Mapping[str, Json]]] = {
    "StudentCreate": {
        "name": "Amara Nwosu",
        "external_id": "2026-0147",
        "note": "Sits at the window",
    },
    "StudentUpdate": {"name": "Amara Nwosu-Lind"},
    "Student": _STUDENT,
    "StudentContents": {
        "embeddings": 3,
        "kept_photos": 0,
        "observed_seconds": 2518,
        "class_sessions": 1,
        "corrections": 0,
        "emotion_baselines": 0,
    },
    "StudentAttendance": {
        "items": [
            {
                "class_session_id": 3,
                "name": "Biology 7b",
                "started_at": "2026-11-20T08:00:00Z",
                "ended_at": "2026-11-20T08:45:00Z",
                "expected": True,
                "status": "present",
                "seen": {
                    "first_seen_at": "2026-11-20T08:00:04Z",
                    "last_seen_at": "2026-11-20T08:44:59Z",
                    "seconds_seen": 2518,
                    "share": 0.9326,
                },
                "corrected": None,
            }
        ],
        "total": 1,
        "attended": 1,
        "limit": 50,
        "offset": 0,
    },
    "StudentPage": {"items": [_STUDENT], "total": 1, "limit": 50, "offset": 0},
    "EnrollmentReport": {
        "student": _STUDENT,
        "accepted": 1,
        "rejected": 1,
        "results": [
            {
                "index": 0,
                "filename": "front.jpg",
                "accepted": True,
                "face_id": 204,
                "reasons": [],
                "warnings": [],
                "measurements": _MEASUREMENTS,
            },
            {
                "index": 1,
                "filename": "window.jpg",
                "accepted": False,
                "face_id": None,
                "reasons": [
                    {
                        "code": "no_face",
                        "detail": "No face was found. Take a photo from the front, in good "
                        "light, with the whole face.",
                    }
                ],
                "warnings": [],
                "measurements": {"faces_found": 0},
            },
        ],
        "warnings": [
            {
                "code": "few_angles",
                "detail": "The photos show one view of the face so far. Take some with the head "
                "turned a little to each side: from 3 on a camera recognises the student "
                "more often.",
            }
        ],
    },
    "EnrollmentQuality": {
        "photos": [
            {"face_id": 204, "number": 1, "quality": 0.82, "agreement": 0.74, "disagrees": False},
            {"face_id": 205, "number": 2, "quality": 0.77, "agreement": 0.74, "disagrees": False},
        ],
        "views": 2,
        "enough_views": 3,
        "warnings": [
            {
                "code": "few_angles",
                "detail": "The photos show 2 views of the face so far. Take some with the head "
                "turned a little to each side: from 3 on a camera recognises the student "
                "more often.",
            }
        ],
        "look_alikes": [],
        "look_alike_advice": None,
    },
    "FaceCheck": {
        "acceptable": False,
        "hint": {"code": "come_closer", "detail": "Come closer."},
        "reasons": [
            {
                "code": "face_too_small",
                "detail": "The face is 48 pixels wide, at least 64 are needed. Go closer, or use "
                "a larger picture.",
            }
        ],
        "warnings": [],
        "measurements": {**_MEASUREMENTS, "face_px": 48.0},
    },
    "ClassSessionCreate": {
        "name": "Biology 7b",
        "environment": "classroom",
        "emotion_set": "wellbeing",
    },
    "ClassSession": _CLASS_SESSION,
    "ClassSessionPage": {"items": [_CLASS_SESSION], "total": 1, "limit": 50, "offset": 0},
    "ClassSessionUpdate": {"name": "Biology 7b, room 12", "environment": "seminar"},
    "ClassSessionContents": {
        "observed_seconds": 58_120,
        "students_observed": 22,
        "corrections": 2,
        "students_listed": 0,
    },
    "Attendance": _ATTENDANCE,
    "AttendanceEntry": _ATTENDANCE_ENTRY,
    "CorrectionCreate": {"status": "late", "note": "Missed the bus"},
    "RollUpdate": {"student_ids": [17, 18, 21]},
    "Timeline": {
        "class_session_id": 3,
        "emotion_set": "wellbeing",
        "bucket": "1m",
        "start": "2026-11-20T08:00:00Z",
        "end": "2026-11-20T08:45:00Z",
        "labels": _LABELS,
        "buckets": [
            {
                "start": "2026-11-20T08:00:00Z",
                "students_seen": 22,
                "seconds_observed": 1187,
                "probabilities": _PROBABILITIES,
            }
        ],
    },
    "EmotionHistory": {
        "emotion_set": "wellbeing",
        "bucket": "1m",
        "tz": "Europe/Berlin",
        "start": "2026-11-20T08:00:00Z",
        "end": "2026-11-20T09:00:00Z",
        "labels": _LABELS,
        "buckets": [
            {
                "start": "2026-11-20T08:00:00Z",
                "end": "2026-11-20T08:01:00Z",
                "probabilities": _PROBABILITIES,
                "dominant": "happy",
                "seconds_observed": 54,
                "coverage": 0.9,
            }
        ],
    },
    "EmotionBaseline": {
        "enabled": True,
        "refused": False,
        "resting": {"angry": -4.1, "sad": -0.6},
        "minutes": 74,
        "days": 4,
        "updated_at": "2026-11-20T08:44:12Z",
        "outdated": False,
        "usual": {"angry": -4.4, "sad": -2.2},
        "correction": {"angry": 0.211, "sad": 1.057},
        "minutes_needed": 10,
        "days_needed": 2,
        "students_needed": 8,
    },
    "EmotionBaselineUpdate": {"refused": True},
    "EmotionSummary": {
        "emotion_set": "wellbeing",
        "start": "2026-11-20T08:00:00Z",
        "end": "2026-11-20T09:00:00Z",
        "labels": _LABELS,
        "probabilities": _PROBABILITIES,
        "dominant": "happy",
        "dominant_seconds": {"angry": 11, "happy": 1290, "neutral": 1006, "sad": 40, "tired": 171},
        "seconds_observed": 2518,
        "coverage": 0.6994,
        "first_observed_at": "2026-11-20T08:00:04Z",
        "last_observed_at": "2026-11-20T08:44:59Z",
    },
    "HistoryGaps": {
        "start": "2026-11-20T08:00:00Z",
        "end": "2026-11-20T09:00:00Z",
        "min_seconds": 60,
        "total": 2,
        "gaps": [
            {
                "start": "2026-11-20T08:45:00Z",
                "end": "2026-11-20T09:00:00Z",
                "seconds": 900,
                "reason": "nobody",
                "class_session": None,
            },
            {
                "start": "2026-11-20T08:12:30Z",
                "end": "2026-11-20T08:20:00Z",
                "seconds": 450,
                "reason": "not_recognised",
                "class_session": {"id": 3, "name": "Biology 7b"},
            },
        ],
    },
    "About": {
        "version": "0.1.0",
        "database_schema": "0002",
        "started_at": "2026-11-20T07:30:00Z",
        "networks": [{"task": "identity", "name": "sface-webcam", "sha256": _SHA256}],
        "runtime": "openvino",
        "execution_provider": "CPU",
        "emotion_set": "wellbeing",
        "emotion_sets": {
            "wellbeing": _LABELS,
            "engagement": ["angry", "happy", "neutral", "sad", "surprise"],
        },
        "max_enrollment_images": 20,
        "keeps_photos": False,
        "demo_clip_url": None,
    },
    "GalleryInfo": {
        "embedder": "sface-webcam",
        "weights_sha256": _SHA256,
        "students": 24,
        "faces": 71,
        "known_threshold": 0.389,
        "unsure_threshold": 0.284,
        "target_false_accept_rate": 0.001,
        "expected_false_accept_rate": 0.0009995,
        "calibration": {
            "fixed_by_operator": False,
            "mean": 0.001,
            "deviation": 0.094,
            "tail": 1.05,
            "public_mean": -0.0003,
            "public_deviation": 0.0937,
            "public_weight": 50,
            "gallery": {"comparisons": 1633, "mean": 0.004, "deviation": 0.094, "highest": 0.31},
            "left_out": 0,
            "cohort": {"comparisons": 23880, "mean": 0.008, "deviation": 0.091, "highest": 0.36},
        },
        "review": {
            "look_alikes": [
                {
                    "students": [
                        {"id": 17, "name": "Amara Nwosu"},
                        {"id": 21, "name": "Ada Nwosu"},
                    ],
                    "similarity": 0.58,
                    "advice": "Is this one person enrolled twice? Then delete one of the two.",
                }
            ],
            "look_alike_count": 1,
            "disagreeing": [],
            "disagreeing_count": 0,
            "few_photos": [{"id": 9, "name": "Luka Horvat"}],
            "few_photos_count": 1,
            "few_photos_advice": "Fewer than 3 photos: add some.",
        },
        "students_who_need_enrollment": 1,
    },
    "RecentEmotions": {
        "class_session_id": 3,
        "emotion_set": "wellbeing",
        "labels": ["angry", "happy", "neutral", "sad", "tired"],
        "step_seconds": 10,
        "start": "2026-11-20T08:39:59Z",
        "end": "2026-11-20T08:44:59Z",
        "students": [
            {
                "student_id": 17,
                "steps": [
                    {
                        "start": "2026-11-20T08:44:40Z",
                        "probabilities": [0.03, 0.41, 0.38, 0.06, 0.12],
                        "seconds_observed": 9,
                    }
                ],
            }
        ],
    },
    "StorageInfo": {
        "database_bytes": 44_310_528,
        "disk": {
            "total_bytes": 250_059_350_016,
            "free_bytes": 87_960_930_222,
            "is_low": False,
            "low_below_bytes": 1_073_741_824,
        },
        "students": 24,
        "faces": 71,
        "kept_photos": 0,
        "kept_photo_bytes": 0,
        "class_sessions": 31,
        "observations": 402_118,
        "observations_exact": True,
        "oldest_observation_at": "2026-09-07T07:58:12Z",
        "newest_observation_at": "2026-11-20T08:44:59Z",
    },
    "Connections": {
        "cameras": [
            {
                "connection_id": "9f2c51d07a3be864",
                "class_session_id": 3,
                "connected_at": "2026-11-20T07:59:48Z",
                "frames_per_second": 24.6,
                "dropped_per_second": 0.4,
                "latency_ms": 31.5,
                "frames_received": 67214,
                "frames_done": 66120,
                "frames_dropped": 1094,
                "frames_failed": 0,
            }
        ],
        "watchers": 1,
        "max_connections": 64,
        "lowered": ["emotion_rate"],
    },
    "Liveness": {"status": "ok"},
    "Readiness": {"status": "ok", "database": "ok", "networks": "ok"},
}
