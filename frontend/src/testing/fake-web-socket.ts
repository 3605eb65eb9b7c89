type Listener = (event: never) => void;

/** A WebSocket whose server is the test: it records what is sent and says what it is told to. */
export class FakeWebSocket {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;
  /** Every socket that was opened, the newest last. */
  static opened: FakeWebSocket[] = [];

  readonly url: string;
  readonly sent: unknown[] = [];
  readyState = FakeWebSocket.CONNECTING;
  readonly #listeners = new Map<string, Listener[]>();

  constructor(url: string) {
    this.url = url;
    FakeWebSocket.opened.push(this);
  }

  static get last(): FakeWebSocket {
    const socket = FakeWebSocket.opened.at(-1);
    if (socket === undefined) throw new Error("No WebSocket was opened.");
    return socket;
  }

  addEventListener(type: string, listener: Listener): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener]);
  }

  send(data: unknown): void {
    this.sent.push(data);
  }

  close(): void {
    this.readyState = FakeWebSocket.CLOSED;
  }

  /** The server accepts. */
  accept(): void {
    this.readyState = FakeWebSocket.OPEN;
    this.#emit("open", {});
  }

  /** The server says something. */
  say(message: object): void {
    this.#emit("message", { data: JSON.stringify(message) });
  }

  /** The connection ends, by the server or by the network. */
  end(code: number, reason = ""): void {
    this.readyState = FakeWebSocket.CLOSED;
    this.#emit("close", { code, reason });
  }

  #emit(type: string, event: object): void {
    for (const listener of this.#listeners.get(type) ?? []) listener(event as never);
  }
}
