import { api } from "@/lib/api/client";
import { env } from "@/lib/env";
import { Store } from "@/lib/store";

const ASKED_EVERY_MS = 3_000;
/** What a reverse proxy answers in place of a server that is not there. */
const NOBODY_BEHIND_PROXY = new Set([502, 503, 504]);

type Probe = () => Promise<boolean>;

/**
 * Whether the server answers. A request that got no answer raises the suspicion and a small one of
 * its own confirms it, since a browser also breaks requests off for reasons that mean nothing.
 */
export class Reachability {
  readonly isReachable = new Store(true);

  readonly #probe: Probe;
  #timer: number | undefined;
  #isAsking = false;

  constructor(probe: Probe) {
    this.#probe = probe;
  }

  /** Watches all requests and the device's network. The function that comes back ends it. */
  start(): () => void {
    const middleware = {
      onResponse: ({ response }: { response: Response }) => {
        if (!NOBODY_BEHIND_PROXY.has(response.status)) this.#tell(true);
      },
      onError: ({ error }: { error: unknown }) => {
        if (!isAbort(error)) this.check();
      },
    };
    api.use(middleware);
    window.addEventListener("online", this.check);
    window.addEventListener("offline", this.check);
    return () => {
      api.eject(middleware);
      window.removeEventListener("online", this.check);
      window.removeEventListener("offline", this.check);
      window.clearTimeout(this.#timer);
    };
  }

  /** Asks the server now, and again and again until it answers. */
  readonly check = (): void => {
    if (this.#isAsking) return;
    window.clearTimeout(this.#timer);
    this.#isAsking = true;
    void this.#probe().then((answered) => {
      this.#isAsking = false;
      this.#tell(answered);
      if (!answered) this.#timer = window.setTimeout(this.check, ASKED_EVERY_MS);
    });
  };

  #tell(isReachable: boolean): void {
    if (isReachable) window.clearTimeout(this.#timer);
    this.isReachable.set(isReachable);
  }
}

async function askServer(): Promise<boolean> {
  try {
    const { status } = await fetch(`${env.serverUrl}/api/health/live`, { cache: "no-store" });
    return !NOBODY_BEHIND_PROXY.has(status);
  } catch {
    return false;
  }
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}

/** The page's one server. */
export const reachability = new Reachability(askServer);
