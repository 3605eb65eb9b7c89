import { lossOf } from "@/lib/camera/camera-permission";
import { cameraProblemOf, type CameraProblem } from "@/lib/camera/camera-problem";
import { CameraReturn } from "@/lib/camera/camera-return";
import { LumaSampler } from "@/lib/camera/luma-sampler";
import { PictureWatch, type PictureTrouble } from "@/lib/camera/picture-watch";
import { webSocketUrl } from "@/lib/env";
import { epochMs, pageClock } from "@/lib/epoch-clock";
import type { LoweredEffort, ResultMessage, ServerMessage } from "@/lib/protocol.gen";
import { Store } from "@/lib/store";

import { TrackMotion } from "./overlay/track-motion";
import type { RememberedSource } from "./sources/source-memory";
import { openSource, type OpenedSource, type VideoSource } from "./sources/video-source";
import { CaptureLoop } from "./stream/capture-loop";
import { CaptureWindow } from "./stream/capture-window";
import { isSameEffort } from "./stream/effort-words";
import { FramePace } from "./stream/frame-pace";
import { LiveConnection } from "./stream/live-connection";
import { isFailing, NO_FIGURES, StreamStats, type StreamFigures } from "./stream/stream-stats";

const MAX_IN_FLIGHT = 2;
const FIGURES_EVERY_MS = 1_000;
/** A server that answers nothing for so long is gone, whatever the socket says. */
const SILENCE_MS = 10_000;
/** Or it is so slow that another connection would only be one more burden: then patience grows. */
const LONGEST_SILENCE_MS = 80_000;

export type SourceState =
  | { readonly phase: "off" }
  | { readonly phase: "starting" }
  | { readonly phase: "on"; readonly source: VideoSource; readonly mirrored: boolean }
  | { readonly phase: "failed"; readonly problem: CameraProblem };

/** The class session that a camera's connection belongs to. */
export interface Enlistment {
  readonly classSessionId: number | null;
}

interface LiveCameraInit {
  readonly id: number;
  readonly video: HTMLVideoElement;
  readonly choice: RememberedSource;
  /** The ids of cameras that others use, or would when started. */
  readonly taken: () => ReadonlySet<string>;
  /** Asked for whenever a connection opens. */
  readonly enlist: () => Enlistment;
  readonly onResult: (message: ResultMessage, nowMs: number) => void;
  /** The class session was ended or deleted elsewhere. */
  readonly onClassSessionGone: () => void;
}

/** One camera: a video, the frames taken from it, the connection that carries them and its figures. */
export class LiveCamera {
  readonly id: number;
  readonly video: HTMLVideoElement;
  /** What it shows, or would show when started. */
  readonly choice: Store<RememberedSource>;
  readonly source = new Store<SourceState>({ phase: "off" });
  /** While there is any, no frame is sent: nobody is there by a picture that hangs. */
  readonly trouble = new Store<PictureTrouble | null>(null);
  readonly figures = new Store<StreamFigures>(NO_FIGURES);
  /** What the server says is wrong, while it answers no frame with a result. */
  readonly failure = new Store<string | null>(null);
  /** What the server does less of, because it is busy; null while it keeps up. */
  readonly effort = new Store<LoweredEffort | null>(null);
  /** Read by the overlay once per painted frame. */
  readonly motion = new TrackMotion();
  readonly connection: LiveConnection;

  readonly #init: LiveCameraInit;
  readonly #window = new CaptureWindow(MAX_IN_FLIGHT);
  readonly #pace = new FramePace(MAX_IN_FLIGHT);
  readonly #stats = new StreamStats();
  readonly #capture: CaptureLoop;
  readonly #return = new CameraReturn();
  readonly #sampler = new LumaSampler();
  readonly #watch = new PictureWatch();
  #mostInFlight = MAX_IN_FLIGHT;
  #patienceMs = SILENCE_MS;
  #newestError: string | null = null;
  #opened: OpenedSource | null = null;
  #isClosed = false;
  #starting = new AbortController();
  #ticker: number | undefined;
  #unfollowClock: (() => void) | null = null;

  constructor(init: LiveCameraInit) {
    this.#init = init;
    this.id = init.id;
    this.video = init.video;
    this.video.muted = true;
    this.video.playsInline = true;
    this.choice = new Store(init.choice);
    this.connection = new LiveConnection({
      url: webSocketUrl("/ws/live"),
      onMessage: (message) => this.#receive(message),
      onGone: () => {
        this.#window.clear();
        this.#clearFailure();
      },
    });
    this.#capture = new CaptureLoop({
      video: init.video,
      window: this.#window,
      canSend: () => this.trouble.get() === null && this.connection.state.get().phase === "open",
      send: (header, image) => this.connection.sendFrame(header, image),
    });
    this.connection.state.subscribe(() => this.#leaveEndedClass());
  }

  /** Of the camera that runs. */
  get deviceId(): string | null {
    const state = this.source.get();
    return state.phase === "on" && state.source.kind === "camera" ? state.source.deviceId : null;
  }

  async start(): Promise<void> {
    if (this.#isClosed) return;
    this.#release();
    const { signal } = this.#starting;
    this.source.set({ phase: "starting" });
    const opened = await this.#open(signal);
    if (opened === null) return;
    this.#opened = opened;
    const mirrored = this.choice.get().mirrored ?? opened.mirrored;
    this.source.set({ phase: "on", source: opened.source, mirrored });
    this.#followNewId(opened.source);
    this.reconnect();
    this.#capture.start();
    this.#ticker = window.setInterval(() => this.#tick(), FIGURES_EVERY_MS);
    this.#unfollowClock = pageClock.jump.subscribe(() => this.#beginAnew());
  }

  /** Takes another source, which starts at once when the last one was running. */
  choose(source: VideoSource): void {
    const running = this.source.get().phase !== "off";
    this.choice.set({ source, mirrored: null });
    if (running) void this.start();
  }

  /** Lets go of the camera and the connection. A class that runs keeps running on the server. */
  stop(): void {
    this.#release();
    this.source.set({ phase: "off" });
  }

  /** Stops for good: its video may show another camera. */
  close(): void {
    this.#isClosed = true;
    this.stop();
  }

  /** A connection records for one class session, so another one takes a new connection. */
  reconnect(): void {
    if (this.source.get().phase !== "on") return;
    this.connection.open({ ...this.#init.enlist(), maxInFlight: MAX_IN_FLIGHT });
  }

  /** From now on the default camera is the one that it is now, also when the browser has another. */
  keepDevice(): void {
    const { source } = this.choice.get();
    const state = this.source.get();
    if (source.kind !== "camera" || source.deviceId !== null || state.phase !== "on") return;
    this.choice.update((choice) => ({ ...choice, source: state.source }));
  }

  setMirrored(mirrored: boolean): void {
    this.choice.update((choice) => ({ ...choice, mirrored }));
    this.source.update((state) => (state.phase === "on" ? { ...state, mirrored } : state));
  }

  /** Null when it failed, or was stopped while it opened. */
  async #open(signal: AbortSignal): Promise<OpenedSource | null> {
    const { source } = this.choice.get();
    try {
      const opened = await openSource(source, {
        video: this.video,
        signal,
        taken: this.#init.taken(),
        onLost: () => void this.#lose(),
        onMuted: (muted) => this.#mute(muted),
      });
      if (!signal.aborted) return opened;
      opened.close();
    } catch (error) {
      if (!signal.aborted) this.#fail(cameraProblemOf(error), source);
    }
    return null;
  }

  /** The browser gave the chosen camera a new id: next time it is asked for by that. */
  #followNewId(opened: VideoSource): void {
    const { source } = this.choice.get();
    if (opened.kind !== "camera" || source.kind !== "camera" || source.deviceId === null) return;
    if (opened.deviceId !== source.deviceId) {
      this.choice.update((choice) => ({ ...choice, source: opened }));
    }
  }

  #receive(message: ServerMessage): void {
    const nowMs = epochMs();
    this.#answer(message, nowMs);
    this.#window.limit = Math.min(this.#pace.limit, this.#mostInFlight);
  }

  #answer(message: ServerMessage, nowMs: number): void {
    switch (message.type) {
      case "ready":
        this.motion.clear(); // the tracks of this connection are counted from 1 again
        this.#pace.clear();
        this.#setEffort(null);
        this.#mostInFlight = message.limits.max_in_flight;
        this.#capture.setMaxPixels(message.limits.max_image_pixels);
        break;
      case "result": {
        const sentAtMs = this.#window.answered(message.frame_id);
        if (sentAtMs !== null) this.#stats.result(nowMs, nowMs - sentAtMs);
        this.motion.update(message.faces, { capturedAtMs: message.captured_at, nowMs });
        this.#pace.answered(message.timings.total ?? 0);
        this.#setEffort(message.effort);
        this.#clearFailure();
        this.#patienceMs = SILENCE_MS;
        this.#init.onResult(message, nowMs);
        break;
      }
      case "dropped":
        this.#window.answered(message.frame_id);
        this.#stats.dropped(nowMs);
        break;
      case "error":
        if (message.frame_id === null) break; // the connection ends, which is told by itself
        this.#window.answered(message.frame_id);
        this.#stats.failed(nowMs);
        this.#newestError = message.detail;
        break;
      case "bye":
        if (message.reason === "class_session_ended") this.#init.onClassSessionGone();
        break;
    }
  }

  #setEffort(effort: LoweredEffort | null): void {
    if (isSameEffort(effort, this.effort.get())) return;
    this.effort.set(effort);
    const isSlower = effort?.lowered.includes("frame_rate") === true;
    this.#capture.setMostPerSecond(isSlower ? effort.max_frames_per_second : null);
  }

  #tick(): void {
    const nowMs = epochMs();
    const figures = this.#stats.figures(nowMs);
    this.figures.set(figures);
    if (isFailing(figures)) this.failure.set(this.#newestError);
    this.#lookAtPicture(nowMs);
    if (this.#window.waitedMs(nowMs) > this.#patienceMs) this.#giveUp();
  }

  #clearFailure(): void {
    this.#newestError = null;
    this.failure.set(null);
  }

  #giveUp(): void {
    this.#patienceMs = Math.min(LONGEST_SILENCE_MS, this.#patienceMs * 2);
    this.connection.reset();
  }

  /** After a jump of the clock no time of before says how long ago it was, here or on the server. */
  #beginAnew(): void {
    this.#capture.stop();
    this.#clearPast();
    this.reconnect();
    this.#capture.start();
  }

  /** A class that was ended or deleted elsewhere is left; the picture goes on without it. */
  #leaveEndedClass(): void {
    const state = this.connection.state.get();
    const inClass = this.connection.request?.classSessionId != null;
    if (state.phase === "refused" && inClass && isAboutClass(state.code)) {
      this.#init.onClassSessionGone();
    }
  }

  #mute(muted: boolean): void {
    this.#watch.clear();
    this.trouble.set(muted ? "muted" : null);
  }

  /**
   * Only cameras hang or are covered, and only a shown tab is sure to get new pictures: in a hidden
   * one nothing new is noticed, but a picture that comes back is.
   */
  #lookAtPicture(nowMs: number): void {
    const trouble = this.trouble.get();
    if (this.choice.get().source.kind !== "camera" || trouble === "muted") return;
    if (document.hidden && trouble === null) return;
    const luma = this.#sampler.sample(this.video);
    if (luma === null) return;
    if (!document.hidden) this.trouble.set(this.#watch.look(luma, nowMs));
    else if (trouble !== null && this.#watch.ends(trouble, luma)) this.trouble.set(null);
  }

  async #lose(): Promise<void> {
    const { signal } = this.#starting;
    const problem = await lossOf();
    if (signal.aborted) return;
    const state = this.source.get();
    this.#fail(problem, state.phase === "on" ? state.source : this.choice.get().source);
  }

  /** A camera starts again by itself when it is plugged in, or allowed. */
  #fail(problem: CameraProblem, source: VideoSource): void {
    this.#release();
    this.source.set({ phase: "failed", problem });
    if (source.kind !== "camera") return;
    const again = (): void => void this.start();
    if (problem === "lost" || problem === "not_found") this.#return.await(source, again);
    if (problem === "denied") void this.#return.awaitPermission(again);
  }

  #release(): void {
    this.#starting.abort();
    this.#starting = new AbortController();
    window.clearInterval(this.#ticker);
    this.#unfollowClock?.();
    this.#unfollowClock = null;
    this.#return.cancel();
    this.#capture.stop();
    this.connection.close();
    this.#opened?.close();
    this.#opened = null;
    this.#clearPast();
    this.#setEffort(null);
    this.#mute(false);
  }

  #clearPast(): void {
    this.motion.clear();
    this.#stats.clear();
    this.#watch.clear();
    this.figures.set(NO_FIGURES);
  }
}

function isAboutClass(code: string): boolean {
  return code.startsWith("class_session_") || code === "closed_4404" || code === "closed_4409";
}
