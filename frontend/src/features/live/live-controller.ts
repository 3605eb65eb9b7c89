import { cameraProblemOf, type CameraProblem } from "@/lib/camera/camera-problem";
import { webSocketUrl } from "@/lib/env";
import type { EmotionSet, ServerMessage } from "@/lib/protocol.gen";
import { Store } from "@/lib/store";

import { CaptureLoop, epochMs } from "./capture-loop";
import { CaptureWindow } from "./capture-window";
import { LiveConnection } from "./live-connection";
import { EMPTY_ROSTER, withResult, type Roster } from "./roster";
import { NO_FIGURES, StreamStats, type StreamFigures } from "./stream-stats";
import { TrackMotion } from "./track-motion";
import { openSource, type OpenedSource, type VideoSource } from "./video-source";

const MAX_IN_FLIGHT = 2;
const FIGURES_EVERY_MS = 1_000;
const ROSTER_EVERY_MS = 250;
/** A server that answers nothing for so long is gone, whatever the socket says. */
const SILENCE_MS = 10_000;
const DEFAULT_EMOTION_SET: EmotionSet = "wellbeing";

export type SourceState =
  | { readonly phase: "off" }
  | { readonly phase: "starting" }
  | { readonly phase: "on"; readonly source: VideoSource; readonly mirrored: boolean }
  | { readonly phase: "failed"; readonly problem: CameraProblem };

export interface RunningClass {
  readonly id: number;
  readonly name: string;
  readonly emotionSet: EmotionSet;
  readonly startedAt: string;
}

/**
 * The live view's machinery: a video, the frames taken from it, the connection that carries them
 * and what came back. It belongs to the page and not to a view, so that a class goes on while the
 * teacher looks at a student.
 */
export class LiveController {
  readonly video: HTMLVideoElement;
  readonly source = new Store<SourceState>({ phase: "off" });
  readonly classSession = new Store<RunningClass | null>(null);
  readonly roster = new Store<Roster>(EMPTY_ROSTER);
  readonly figures = new Store<StreamFigures>(NO_FIGURES);
  /** Read by the overlay once per painted frame. */
  readonly motion = new TrackMotion();
  readonly connection: LiveConnection;

  readonly #window = new CaptureWindow(MAX_IN_FLIGHT);
  readonly #stats = new StreamStats();
  readonly #capture: CaptureLoop;
  #opened: OpenedSource | null = null;
  #touched = false;
  #starting = new AbortController();
  #ticker: number | undefined;
  #latestRoster = EMPTY_ROSTER;
  #rosterAtMs = 0;

  constructor(video: HTMLVideoElement) {
    this.video = video;
    video.muted = true;
    video.playsInline = true;
    this.connection = new LiveConnection({
      url: webSocketUrl("/ws/live"),
      onMessage: (message) => this.#receive(message),
      onGone: () => this.#window.clear(),
    });
    this.#capture = new CaptureLoop({
      video,
      window: this.#window,
      canSend: () => this.connection.state.get().phase === "open",
      send: (header, image) => this.connection.sendFrame(header, image),
    });
    this.connection.state.subscribe(() => this.#leaveEndedClass());
  }

  /** True once per visit: what somebody stopped does not start again by itself. */
  mayStartByItself(): boolean {
    const untouched = !this.#touched;
    this.#touched = true;
    return untouched && this.source.get().phase === "off";
  }

  async start(source: VideoSource): Promise<void> {
    this.stop();
    this.#touched = true;
    const { signal } = this.#starting;
    this.source.set({ phase: "starting" });
    const opened = await this.#open(source, signal);
    if (opened === null) return;
    this.#opened = opened;
    this.source.set({ phase: "on", source, mirrored: opened.mirrored });
    this.#connect();
    this.#capture.start();
    this.#ticker = window.setInterval(() => this.#tick(), FIGURES_EVERY_MS);
  }

  /** Lets go of the camera and the connection. A class that runs keeps running on the server. */
  stop(): void {
    this.#starting.abort();
    this.#starting = new AbortController();
    window.clearInterval(this.#ticker);
    this.#capture.stop();
    this.connection.close();
    this.#opened?.close();
    this.#opened = null;
    this.motion.clear();
    this.#stats.clear();
    this.#publishRoster(EMPTY_ROSTER);
    this.figures.set(NO_FIGURES);
    this.source.set({ phase: "off" });
  }

  setMirrored(mirrored: boolean): void {
    this.source.update((state) => (state.phase === "on" ? { ...state, mirrored } : state));
  }

  /** A connection records for one class session, so another one takes a new connection. */
  setClassSession(classSession: RunningClass | null): void {
    this.classSession.set(classSession);
    if (this.source.get().phase === "on") this.#connect();
  }

  /** Null when it failed, or was stopped while it opened. */
  async #open(source: VideoSource, signal: AbortSignal): Promise<OpenedSource | null> {
    try {
      const onLost = (): void => this.#fail("lost");
      const opened = await openSource(source, { video: this.video, signal, onLost });
      if (!signal.aborted) return opened;
      opened.close();
    } catch (error) {
      if (!signal.aborted) this.#fail(cameraProblemOf(error));
    }
    return null;
  }

  #connect(): void {
    const classSession = this.classSession.get();
    this.connection.open({
      classSessionId: classSession?.id ?? null,
      emotionSet: classSession?.emotionSet ?? DEFAULT_EMOTION_SET,
      maxInFlight: MAX_IN_FLIGHT,
    });
  }

  #receive(message: ServerMessage): void {
    const nowMs = epochMs();
    switch (message.type) {
      case "ready":
        this.#window.limit = Math.min(MAX_IN_FLIGHT, message.limits.max_in_flight);
        break;
      case "result": {
        const sentAtMs = this.#window.answered(message.frame_id);
        if (sentAtMs !== null) this.#stats.result(nowMs, nowMs - sentAtMs);
        this.motion.update(message.faces, { capturedAtMs: message.captured_at, nowMs });
        this.#latestRoster = withResult(this.#latestRoster, message, nowMs);
        if (nowMs - this.#rosterAtMs >= ROSTER_EVERY_MS) this.#publishRoster(this.#latestRoster);
        break;
      }
      case "dropped":
        this.#window.answered(message.frame_id);
        this.#stats.dropped(nowMs);
        break;
      case "error":
        if (message.frame_id !== null) this.#window.answered(message.frame_id);
        break;
      case "bye":
        if (message.reason === "class_session_ended") this.setClassSession(null);
        break;
    }
  }

  #publishRoster(roster: Roster): void {
    this.#latestRoster = roster;
    this.#rosterAtMs = epochMs();
    this.roster.set(roster);
  }

  #tick(): void {
    const nowMs = epochMs();
    this.figures.set(this.#stats.figures(nowMs));
    this.#publishRoster({ ...this.#latestRoster });
    if (this.#window.waitedMs(nowMs) > SILENCE_MS) this.connection.reset();
  }

  /** A class that was ended or deleted elsewhere is left; the picture goes on without it. */
  #leaveEndedClass(): void {
    const state = this.connection.state.get();
    if (state.phase === "refused" && this.classSession.get() !== null && isAboutClass(state.code)) {
      this.setClassSession(null);
    }
  }

  #fail(problem: CameraProblem): void {
    this.stop();
    this.source.set({ phase: "failed", problem });
  }
}

function isAboutClass(code: string): boolean {
  return code.startsWith("class_session_") || code === "closed_4404" || code === "closed_4409";
}
