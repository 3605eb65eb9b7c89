import { env } from "@/lib/env";

/** The address of a file that the server makes; the browser itself downloads it. */
export function fileUrl(path: string, query: Readonly<Record<string, string>>): string {
  return `${env.serverUrl}${path}?${new URLSearchParams(query).toString()}`;
}
