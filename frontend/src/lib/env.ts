/** Where the server answers. The page's own address, unless the build says otherwise. */
export interface Env {
  /** Address of the server without a slash at its end; empty means the page's own. */
  readonly serverUrl: string;
}

export function parseEnv(source: Readonly<Record<string, unknown>>): Env {
  const url = source.VITE_SERVER_URL;
  if (url === undefined || url === "") return { serverUrl: "" };
  if (typeof url !== "string" || !URL.canParse(url)) {
    throw new Error(
      `VITE_SERVER_URL is ${JSON.stringify(url)}; give an address such as https://host:8000`,
    );
  }
  return { serverUrl: url.replace(/\/+$/, "") };
}

export const env = parseEnv(import.meta.env);

/** The WebSocket address of a path, secure when the page is. */
export function webSocketUrl(path: string, { serverUrl }: Env = env): string {
  const url = new URL(path, serverUrl === "" ? window.location.origin : serverUrl);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return url.toString();
}
