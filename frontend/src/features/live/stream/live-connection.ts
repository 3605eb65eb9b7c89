import { ServerConnection, type ConnectionState } from "@/lib/connection/server-connection";
import type { ServerMessage, StartMessage } from "@/lib/protocol.gen";
import type { Store } from "@/lib/store";

import { encodeFrameHeader, type FrameHeader } from "./frame-header";

export type { ConnectionState };

/** What is asked of the server when a connection opens, and asked again when it reopens. */
export interface StreamRequest {
  readonly classSessionId: number | null;
  readonly maxInFlight: number;
}

interface LiveConnectionInit {
  readonly url: string;
  readonly onMessage: (message: ServerMessage) => void;
  /** Called when a connection ended, wanted or not: nothing in flight will be answered. */
  readonly onGone: () => void;
}

/** A connection to /ws/live that comes back by itself, with the same class session. */
export class LiveConnection {
  readonly state: Store<ConnectionState>;

  readonly #server: ServerConnection;
  #request: StreamRequest | null = null;

  constructor(init: LiveConnectionInit) {
    this.#server = new ServerConnection(init);
    this.state = this.#server.state;
  }

  get request(): StreamRequest | null {
    return this.#request;
  }

  /** Opens a connection, or replaces the one that is open: one class session per connection. */
  open(request: StreamRequest): void {
    this.#request = request;
    this.#server.open(JSON.stringify(startMessage(request)));
  }

  /** Says goodbye and stays away. */
  close(): void {
    this.#request = null;
    this.#server.close();
  }

  /** Gives up on a connection that went silent and makes a new one. */
  reset(): void {
    this.#server.reset();
  }

  sendFrame(header: FrameHeader, image: Blob): void {
    this.#server.send(new Blob([encodeFrameHeader(header), image]));
  }
}

function startMessage({ classSessionId, maxInFlight }: StreamRequest): StartMessage {
  return {
    type: "start",
    protocol: 1,
    class_session_id: classSessionId,
    max_in_flight: maxInFlight,
  };
}
