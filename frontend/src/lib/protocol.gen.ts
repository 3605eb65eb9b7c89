// Made by `npm run generate` from the server's schemas. Do not edit.

export type ClientMessage = StartMessage | FrameMessage | StopMessage;
/**
 * Five of the six emotions: what a class session shows.
 */
export type EmotionSet = "wellbeing" | "engagement";
/**
 * How sure the server is of who a face belongs to. "unknown" is a correct answer.
 */
export type IdentityStatus = "known" | "unsure" | "unknown";
/**
 * Whether a face is that of a person who is there, as far as it can be told by now.
 *
 * `unsure` is no suspicion: not enough was seen, as of anybody who has just come or sits still.
 */
export type LivenessStatus = "live" | "unsure" | "suspect";
/**
 * What speaks for a liveness status.
 *
 * `moves_like_a_head`: turns, blinks or speaks as no flat picture does. `flat`: was moved, and
 * moved as a flat picture does. `motionless`: not a blink for a minute. `screen_edges`: a straight
 * frame moves with it. `too_small` and `not_seen_enough`: nothing can be said.
 */
export type LivenessReason =
  "moves_like_a_head" | "flat" | "motionless" | "screen_edges" | "too_small" | "not_seen_enough";
/**
 * What an effort below the full one spares, in the order in which it is given up.
 */
export type Lowered = "emotion_rate" | "scan_rate" | "smallest_face" | "frame_rate";
export type ServerMessage =
  ReadyMessage | ResultMessage | DroppedMessage | ErrorMessage | ByeMessage;

/**
 * The last message before a close. The totals are a camera's; for who watches they are 0.
 */
export interface ByeMessage {
  type: "bye";
  reason: "stopped" | "server_stopping" | "class_session_ended";
  frames_received: number;
  frames_done: number;
  frames_dropped: number;
  frames_failed: number;
}
/**
 * Opens the stream. Must come before any frame.
 */
export interface StartMessage {
  type: "start";
  protocol: 1;
  class_session_id?: number | null;
  emotion_set?: EmotionSet | null;
  max_in_flight?: number;
}
/**
 * A frame as text, for clients that cannot send binary: a data URL or bare base64.
 */
export interface FrameMessage {
  type: "frame";
  frame_id: number;
  captured_at?: number | null;
  image: string;
}
/**
 * Asks for the totals and a clean close.
 */
export interface StopMessage {
  type: "stop";
}
/**
 * The frame was not looked at: a newer one came first, or the client went over its limits.
 */
export interface DroppedMessage {
  type: "dropped";
  frame_id: number;
  reason: "newer_frame" | "rate_limit" | "too_many_in_flight" | "overload" | "stopping";
}
export interface Emotion {
  label: string;
  probability: number;
  probabilities: {
    [k: string]: number;
  };
  baseline: boolean;
}
export interface ErrorMessage {
  type: "error";
  frame_id: number | null;
  code: string;
  detail: string;
}
export interface Face {
  track_id: number;
  /**
   * @minItems 4
   * @maxItems 4
   */
  box: [number, number, number, number];
  detection_score: number;
  identity: Identity;
  emotion: Emotion | null;
  liveness: Liveness | null;
}
export interface Identity {
  status: IdentityStatus;
  student_id: number | null;
  name: string | null;
  similarity: number | null;
}
/**
 * Whether a person is there, or a photo or a screen that is held into the camera.
 */
export interface Liveness {
  status: LivenessStatus;
  reasons: LivenessReason[];
}
export interface Limits {
  max_in_flight: number;
  max_message_bytes: number;
  max_image_pixels: number;
  max_frames_per_second: number;
}
/**
 * What a busy server has lowered to keep answering in time, and to what.
 */
export interface LoweredEffort {
  lowered: Lowered[];
  emotion_interval_seconds: number;
  scan_interval_seconds: number;
  min_face_px: number;
  max_frames_per_second: number;
}
/**
 * A neural network in use: its task, its name and the SHA-256 of its weights.
 */
export interface NetworkInfo {
  task: "detection" | "identity" | "emotion";
  name: string;
  sha256: string;
}
export interface ReadyMessage {
  type: "ready";
  protocol: 1;
  connection_id: string;
  class_session_id: number | null;
  emotion_set: EmotionSet;
  emotion_labels: string[];
  limits: Limits;
  networks: NetworkInfo[];
  runtime: string;
  execution_provider: string;
  students: number;
  latency_target_ms: number;
}
export interface ResultMessage {
  type: "result";
  connection_id: string;
  frame_id: number;
  captured_at: number;
  faces: Face[];
  timings: {
    [k: string]: number;
  };
  effort: LoweredEffort | null;
}
