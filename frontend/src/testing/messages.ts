import type { Face, ReadyMessage, ResultMessage } from "@/lib/protocol.gen";

/** Messages of the server as tests need them; every field can be set. */
export function makeReady(overrides: Partial<ReadyMessage> = {}): ReadyMessage {
  return {
    type: "ready",
    protocol: 1,
    connection_id: "c1",
    class_session_id: null,
    emotion_set: "wellbeing",
    emotion_labels: ["angry", "happy", "neutral", "sad", "tired"],
    limits: {
      max_in_flight: 8,
      max_message_bytes: 8_388_608,
      max_image_pixels: 40_000_000,
      max_frames_per_second: 240,
    },
    networks: [],
    runtime: "openvino",
    execution_provider: "CPU",
    students: 12,
    latency_target_ms: 100,
    ...overrides,
  };
}

export function makeFace(overrides: Partial<Face> = {}): Face {
  return {
    track_id: 1,
    box: [0.4, 0.4, 0.1, 0.2],
    detection_score: 0.99,
    identity: { status: "known", student_id: 7, name: "Amara Okafor", similarity: 0.7 },
    emotion: {
      label: "happy",
      probability: 0.8,
      probabilities: { happy: 0.8, neutral: 0.2 },
      baseline: false,
    },
    liveness: { status: "live", reasons: ["moves_like_a_head"] },
    ...overrides,
  };
}

export function makeResult(faces: Face[], overrides: Partial<ResultMessage> = {}): ResultMessage {
  return {
    type: "result",
    connection_id: "c1",
    frame_id: 1,
    captured_at: 0,
    faces,
    timings: { total: 20 },
    effort: null,
    ...overrides,
  };
}
