import createClient from "openapi-fetch";

import type { components, paths } from "@/lib/api.gen";
import { problemToError, type ApiError } from "@/lib/api/problem";
import { env } from "@/lib/env";
import { serverClock } from "@/lib/server-clock";

export type Schemas = components["schemas"];

/** Typed calls to the REST API: paths, queries and answers come from the server's OpenAPI. */
export const api = createClient<paths>({
  baseUrl: env.serverUrl === "" ? window.location.origin : env.serverUrl,
  fetch: fetchTimed,
});

async function fetchTimed(request: Request): Promise<Response> {
  const sentAtMs = Date.now();
  // Looked up at the call, so that a test may bring its own.
  const response = await globalThis.fetch(request);
  serverClock.heard(response.headers.get("Date"), { sentAtMs, answeredAtMs: Date.now() });
  return response;
}

interface Answer<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/** The answer's body; throws an ApiError for a problem. */
export async function dataOf<T>(call: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) throw errorOf(response, error);
  if (data === undefined) throw problemToError(response.status, null);
  return data;
}

/** For calls that answer without a body. */
export async function done(call: Promise<Answer<unknown>>): Promise<void> {
  const { error, response } = await call;
  if (!response.ok) throw errorOf(response, error);
}

function errorOf({ status, headers }: Response, body: unknown): ApiError {
  const seconds = Number.parseFloat(headers.get("Retry-After") ?? "");
  return problemToError(status, body, Number.isFinite(seconds) ? seconds : null);
}
