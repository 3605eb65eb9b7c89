import type { ReadyMessage, ServerMessage } from "@/lib/protocol.gen";
import { Store } from "@/lib/store";

import { reconnectDelayMs } from "./reconnect-delay";

/** Close codes after which the same request would only be refused again (docs/protocol.md). */
const FINAL_CLOSE_CODES = new Set([1002, 4404, 4409]);
/** A server that does not say `ready` for so long is asked again, with more patience each time. */
const READY_WITHIN_MS = 10_000;
const MOST_PATIENCE = 8;

export type ConnectionState =
  | { readonly phase: "idle" }
  /** `retry` after a connection that was lost or did not come about. */
  | { readonly phase: "connecting"; readonly retry?: boolean }
  | { readonly phase: "open"; readonly ready: ReadyMessage }
  /** `offline` when this computer has no network at all. */
  | { readonly phase: "waiting"; readonly retryAtMs: number; readonly offline?: boolean }
  | { readonly phase: "refused"; readonly code: string; readonly detail: string };

interface ServerConnectionInit {
  readonly url: string;
  readonly onMessage: (message: ServerMessage) => void;
  /** Called when a connection ended, wanted or not: nothing in flight will be answered. */
  readonly onGone?: () => void;
}

/** One WebSocket to the server that comes back by itself, and says the same greeting again. */
export class ServerConnection {
  readonly state = new Store<ConnectionState>({ phase: "idle" });

  readonly #init: ServerConnectionInit;
  #greeting: string | null = null;
  #socket: WebSocket | null = null;
  #timer: number | undefined;
  #failures = 0;
  #lastError: { readonly code: string; readonly detail: string } | null = null;

  constructor(init: ServerConnectionInit) {
    this.#init = init;
  }

  /** Opens a connection, or replaces the one that is open. A watcher needs no greeting. */
  open(greeting: string | null = null): void {
    this.close();
    this.#greeting = greeting;
    this.#failures = 0;
    window.addEventListener("online", this.#onOnline);
    window.addEventListener("offline", this.#onOffline);
    this.#connect();
  }

  /** Says goodbye and stays away. */
  close(): void {
    window.removeEventListener("online", this.#onOnline);
    window.removeEventListener("offline", this.#onOffline);
    window.clearTimeout(this.#timer);
    this.#release(true);
    this.state.set({ phase: "idle" });
  }

  /** Gives up on a connection that went silent and makes a new one. */
  reset(): void {
    if (this.#socket === null) return;
    this.#release(false);
    this.#wait();
  }

  send(data: string | Blob): void {
    const socket = this.#socket;
    // One that is closing says so only later, and a browser complains of what is sent to it.
    if (this.state.get().phase !== "open" || socket?.readyState !== WebSocket.OPEN) return;
    socket.send(data);
  }

  #connect(): void {
    this.state.set({ phase: "connecting", retry: this.#failures > 0 });
    this.#lastError = null;
    const socket = new WebSocket(this.#init.url);
    this.#socket = socket;
    const patience = Math.min(MOST_PATIENCE, 2 ** this.#failures);
    this.#timer = window.setTimeout(() => this.reset(), READY_WITHIN_MS * patience);
    socket.addEventListener("open", () => {
      if (socket === this.#socket && this.#greeting !== null) socket.send(this.#greeting);
    });
    socket.addEventListener("message", ({ data }) => {
      if (socket === this.#socket && typeof data === "string") this.#receive(data);
    });
    socket.addEventListener("close", ({ code, reason }) => {
      if (socket === this.#socket) this.#ended(code, reason);
    });
  }

  #receive(data: string): void {
    const message = JSON.parse(data) as ServerMessage;
    if (message.type === "ready") {
      this.#failures = 0;
      window.clearTimeout(this.#timer);
      this.state.set({ phase: "open", ready: message });
    }
    if (message.type === "error" && message.frame_id === null) {
      this.#lastError = { code: message.code, detail: message.detail };
    }
    this.#init.onMessage(message);
  }

  #ended(code: number, reason: string): void {
    this.#release(false);
    if (FINAL_CLOSE_CODES.has(code)) {
      const error = this.#lastError ?? { code: `closed_${code}`, detail: reason };
      this.state.set({ phase: "refused", ...error });
    } else {
      this.#wait();
    }
  }

  #wait(): void {
    this.#failures += 1;
    const delayMs = reconnectDelayMs(this.#failures);
    const retryAtMs = Date.now() + delayMs;
    this.state.set({ phase: "waiting", retryAtMs, offline: this.#isOffline() });
    this.#timer = window.setTimeout(() => this.#connect(), delayMs);
  }

  /** A server on this computer is reached without any network. */
  #isOffline(): boolean {
    return !navigator.onLine && !isLoopback(this.#init.url);
  }

  readonly #onOnline = (): void => {
    if (this.state.get().phase !== "waiting") return;
    window.clearTimeout(this.#timer);
    this.#connect();
  };

  /** Without a network the socket would be silent for long before it is given up. */
  readonly #onOffline = (): void => {
    if (!this.#isOffline()) return;
    this.reset();
    this.state.update((state) => (state.phase === "waiting" ? { ...state, offline: true } : state));
  };

  #release(sayGoodbye: boolean): void {
    const socket = this.#socket;
    if (socket === null) return;
    this.#socket = null;
    window.clearTimeout(this.#timer);
    this.#init.onGone?.();
    if (socket.readyState === WebSocket.CONNECTING) {
      // Closing now would be reported as a failure in the browser's console.
      socket.addEventListener("open", () => socket.close());
      return;
    }
    if (sayGoodbye && socket.readyState === WebSocket.OPEN) socket.send('{"type":"stop"}');
    socket.close();
  }
}

function isLoopback(url: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(url).hostname);
}
