import type { components } from "@/lib/api.gen";
import { text } from "@/text";

type Problem = components["schemas"]["Problem"];

/** Of what is no problem document: it is not the server's. */
const UNEXPECTED_ANSWER = "unexpected_answer";

/** The fields of a problem that the page relies on; the others may be missing. */
type ReadableProblem = Pick<Problem, "code" | "detail"> & Partial<Pick<Problem, "errors">>;

/** What the server (or the way to it) refused, with a stable code and a sentence for people. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  readonly fields: readonly FieldFault[];
  /** After how long the server wants to be asked again, where it says so. */
  readonly retryAfterSeconds: number | null;

  constructor({ code, status, detail, fields = [], retryAfterSeconds = null }: ApiErrorInit) {
    super(detail);
    this.name = "ApiError";
    this.code = code;
    this.status = status;
    this.fields = fields;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export interface FieldFault {
  readonly field: string;
  readonly message: string;
}

interface ApiErrorInit {
  readonly code: string;
  readonly status: number;
  readonly detail: string;
  readonly fields?: readonly FieldFault[];
  readonly retryAfterSeconds?: number | null;
}

/** Reads RFC 9457 problem details; anything else (a proxy's page, say) gets a code of its own. */
export function problemToError(
  status: number,
  body: unknown,
  retryAfterSeconds: number | null = null,
): ApiError {
  if (!isProblem(body)) {
    const detail = text.problems.unexpected(status);
    return new ApiError({ code: UNEXPECTED_ANSWER, status, detail, retryAfterSeconds });
  }
  const fields = (body.errors ?? []).map(({ field = "", message = "" }) => ({ field, message }));
  return new ApiError({ code: body.code, status, detail: body.detail, fields, retryAfterSeconds });
}

/** The sentence to show for anything that was thrown. */
export function messageOf(error: unknown): string {
  if (error instanceof ApiError) {
    const faults = error.fields.map(({ field, message }) => `${field}: ${message}`);
    return [error.message, ...faults].join(" ");
  }
  return error instanceof TypeError ? text.problems.unreachable : text.problems.unknown;
}

/** Whether the server itself says so: a proxy that does not find the server says nothing of the data. */
export function isNotFound(error: unknown): boolean {
  return error instanceof ApiError && error.status === 404 && error.code !== UNEXPECTED_ANSWER;
}

/**
 * Whether what was asked for may have been done all the same: the connection, the server or the way
 * between a proxy and the server ended before the answer came.
 */
export function mayBeDone(error: unknown): boolean {
  if (!(error instanceof ApiError)) return error instanceof TypeError;
  const isOfProxy = error.code === UNEXPECTED_ANSWER && error.status >= 500;
  return isOfProxy || error.code === "shutting_down";
}

/** Whether somebody else was faster to correct an attendance. */
export function isCorrectedMeanwhile(error: unknown): boolean {
  return error instanceof ApiError && error.code === "corrected_meanwhile";
}

/** Whether somebody else was faster to change a class's note. */
export function isNoteChangedMeanwhile(error: unknown): boolean {
  return error instanceof ApiError && error.code === "note_changed_meanwhile";
}

function isProblem(body: unknown): body is ReadableProblem {
  return (
    typeof body === "object" &&
    body !== null &&
    "code" in body &&
    typeof body.code === "string" &&
    "detail" in body &&
    typeof body.detail === "string"
  );
}
