import { ClassNow } from "@/lib/class-now/class-now";
import { Sightings } from "@/lib/class-now/sightings";
import { ServerConnection } from "@/lib/connection/server-connection";
import { webSocketUrl } from "@/lib/env";
import { epochMs } from "@/lib/epoch-clock";
import type { ServerMessage } from "@/lib/protocol.gen";
import { Store } from "@/lib/store";

import { CameraLog } from "./camera-log";

/** Codes of a server that has no such class session any more, or never had (docs/protocol.md). */
const OVER_CODES: readonly string[] = ["class_session_ended", "closed_4409"];
const MISSING_CODES: readonly string[] = ["class_session_not_found", "closed_4404"];

/** What is to be seen: the class, or why there is none. */
export type WatchOutcome = "running" | "ended" | "missing";

/** One class session as its cameras see it, followed from another device. */
export class WatchController {
  readonly classNow = new ClassNow();
  readonly cameras = new CameraLog();
  readonly outcome = new Store<WatchOutcome>("running");
  readonly connection: ServerConnection;

  readonly #sightings = new Sightings();

  constructor(classSessionId: number) {
    this.connection = new ServerConnection({
      url: webSocketUrl(`/ws/watch/${classSessionId}`),
      onMessage: (message) => this.#receive(message),
    });
    this.connection.state.subscribe(() => this.#connectionChanged());
  }

  start(): void {
    this.connection.open();
  }

  close(): void {
    this.connection.close();
  }

  #receive(message: ServerMessage): void {
    const nowMs = epochMs();
    if (message.type === "result") {
      this.cameras.result(message.connection_id, nowMs);
      this.#sightings.put(message.connection_id, message.faces, nowMs);
      this.classNow.take(this.#sightings.faces(nowMs), nowMs);
    } else if (message.type === "bye" && message.reason === "class_session_ended") {
      this.#end("ended");
    }
  }

  #connectionChanged(): void {
    const state = this.connection.state.get();
    if (state.phase !== "refused") return;
    if (OVER_CODES.includes(state.code)) this.#end("ended");
    if (MISSING_CODES.includes(state.code)) this.#end("missing");
  }

  #end(outcome: WatchOutcome): void {
    this.connection.close();
    this.cameras.clear();
    this.outcome.set(outcome);
  }
}
