import type { ClassHolder, RunningClass } from "@/lib/class-holder";
import { ClassNow } from "@/lib/class-now/class-now";
import { Sightings } from "@/lib/class-now/sightings";
import type { ResultMessage } from "@/lib/protocol.gen";
import { Store } from "@/lib/store";
import { writeStored } from "@/lib/stored-value";

import { rememberClass } from "./class/class-memory";
import { LiveCamera, type Enlistment } from "./live-camera";
import { STORED_SOURCES, storedSources, type RememberedSource } from "./sources/source-memory";
import { DEFAULT_CAMERA, type VideoSource } from "./sources/video-source";
import type { ConnectionState } from "./stream/live-connection";

/** What one computer's USB and one screen can carry; a large picture and three beside it. */
export const MAX_CAMERAS = 4;

/** The active camera large and the others beside it, or all in the same size. */
export type WallLayout = "large" | "grid";

/**
 * The live view's machinery: the cameras, the class session that they all belong to, and who is
 * there by what they see together. It belongs to the page and not to a view, so that a class goes
 * on while the teacher looks at a student.
 */
export class LiveController implements ClassHolder {
  readonly cameras: Store<readonly LiveCamera[]>;
  /** The camera that is shown large and that the controls are for. */
  readonly active: Store<LiveCamera>;
  readonly layout = new Store<WallLayout>("large");
  /** Whether any camera gives a picture. */
  readonly isLive = new Store(false);
  readonly classSession = new Store<RunningClass | null>(null);
  /** Who is there and how they look, by what all cameras see. */
  readonly classNow = new ClassNow();
  /** Of the camera whose connection is in the best state. */
  readonly connection = { state: new Store<ConnectionState>({ phase: "idle" }) };

  readonly #newVideo: () => HTMLVideoElement;
  readonly #spareVideos: HTMLVideoElement[] = [];
  readonly #sightings = new Sightings();
  /** Of the cameras that start together, those whose turn has not come. */
  readonly #toStart = new Set<LiveCamera>();
  #lastId = 0;
  #touched = false;

  constructor(newVideo: () => HTMLVideoElement) {
    this.#newVideo = newVideo;
    const first = this.#makeCamera({ source: DEFAULT_CAMERA, mirrored: null });
    this.cameras = new Store<readonly LiveCamera[]>([first]);
    this.active = new Store(first);
  }

  /** Sets the cameras up as they were last time, unless somebody was quicker. */
  restore(remembered: readonly RememberedSource[]): void {
    if (this.#touched) return;
    this.#spareVideos.push(...this.cameras.get().map(({ video }) => video));
    const cameras = remembered.map((choice) => this.#makeCamera(choice));
    const [first] = cameras;
    if (first === undefined) return;
    this.cameras.set(cameras);
    this.active.set(first);
  }

  /** True once per visit: what somebody stopped does not start again by itself. */
  mayStartByItself(): boolean {
    const untouched = !this.#touched;
    this.#touched = true;
    return untouched;
  }

  /** Adds a camera, which becomes the active one; null when there are as many as can be. */
  add(source: VideoSource): LiveCamera | null {
    if (this.cameras.get().length >= MAX_CAMERAS) return null;
    this.#touched = true;
    const camera = this.#makeCamera({ source, mirrored: null });
    this.cameras.update((cameras) => [...cameras, camera]);
    this.active.set(camera);
    this.#tellApart();
    this.#remember();
    return camera;
  }

  /** Stops a camera and takes it away; the last one stays. */
  remove(camera: LiveCamera): void {
    const rest = this.cameras.get().filter((other) => other !== camera);
    const [first] = rest;
    if (first === undefined) return;
    camera.close();
    if (this.active.get() === camera) this.active.set(first);
    this.cameras.set(rest);
    this.#spareVideos.push(camera.video);
    this.#remember();
  }

  /**
   * One after the other: a browser asks for one permission at a time. Whatever somebody starts,
   * stops or removes before its turn is left alone.
   */
  async startAll(): Promise<void> {
    for (const camera of this.cameras.get()) {
      if (!isStarted(camera)) this.#toStart.add(camera);
    }
    for (const camera of this.#toStart) await camera.start();
  }

  stop(): void {
    for (const camera of this.cameras.get()) camera.stop();
  }

  /**
   * All cameras see the same class; each of them takes a new connection for it. The browser
   * remembers it until it has ended.
   */
  setClassSession(classSession: RunningClass | null): void {
    if (classSession?.id !== this.classSession.get()?.id) this.classNow.clear();
    rememberClass(classSession?.id ?? null);
    this.classSession.set(classSession);
    for (const camera of this.cameras.get()) camera.reconnect();
  }

  #makeCamera(choice: RememberedSource): LiveCamera {
    this.#lastId += 1;
    const camera: LiveCamera = new LiveCamera({
      id: this.#lastId,
      video: this.#spareVideos.pop() ?? this.#newVideo(),
      choice,
      taken: () => this.#takenBut(camera),
      enlist: () => this.#enlist(),
      onResult: (message, nowMs) => this.#see(camera, message, nowMs),
      onClassSessionGone: () => this.setClassSession(null),
    });
    camera.choice.subscribe(() => this.#remember());
    camera.source.subscribe(() => this.#sourceChanged(camera));
    camera.connection.state.subscribe(() => this.#connectionChanged());
    return camera;
  }

  #remember(): void {
    const choices = this.cameras.get().map(({ choice }) => choice.get());
    writeStored(STORED_SOURCES, storedSources(choices));
  }

  /** The cameras that others than this one use, or would when started. */
  #takenBut(camera: LiveCamera): ReadonlySet<string> {
    const others = this.cameras.get().filter((other) => other !== camera);
    const chosen = others.flatMap((other) => {
      const { source } = other.choice.get();
      return source.kind === "camera" ? (source.deviceId ?? []) : [];
    });
    return new Set([...chosen, ...others.flatMap((other) => other.deviceId ?? [])]);
  }

  /** Which camera is the default one may change, and it may be another of these the next time. */
  #tellApart(): void {
    const cameras = this.cameras.get();
    if (cameras.length > 1) for (const camera of cameras) camera.keepDevice();
  }

  #enlist(): Enlistment {
    return { classSessionId: this.classSession.get()?.id ?? null };
  }

  #see(camera: LiveCamera, message: ResultMessage, nowMs: number): void {
    this.#sightings.put(String(camera.id), message.faces, nowMs);
    this.classNow.take(this.#sightings.faces(nowMs), nowMs);
  }

  #sourceChanged(camera: LiveCamera): void {
    this.#toStart.delete(camera);
    const { phase } = camera.source.get();
    if (phase === "starting") this.#touched = true;
    if (phase === "on") this.#tellApart();
    if (phase !== "on") this.#sightings.forget(String(camera.id));
    this.isLive.set(this.cameras.get().some((other) => other.source.get().phase === "on"));
    // What was seen of a class that goes on stays, also while no camera runs.
    if (!this.#isRunning() && this.classSession.get() === null) this.classNow.clear();
  }

  /** Also while a camera is away by a fault: the roster then tells since when people are away. */
  #isRunning(): boolean {
    return this.cameras.get().some(({ source }) => source.get().phase !== "off");
  }

  #connectionChanged(): void {
    const states = this.cameras.get().map(({ connection }) => connection.state.get());
    const best = PHASES.flatMap((phase) => states.filter((state) => state.phase === phase))[0];
    this.connection.state.set(best ?? { phase: "idle" });
  }
}

function isStarted({ source }: LiveCamera): boolean {
  const { phase } = source.get();
  return phase === "starting" || phase === "on";
}

/** From the best state of a connection to the worst. */
const PHASES: readonly ConnectionState["phase"][] = [
  "open",
  "connecting",
  "waiting",
  "refused",
  "idle",
];
