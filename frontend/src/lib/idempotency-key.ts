const KEY_BYTES = 16;

/** A text that no other request has. Not `crypto.randomUUID`, which plain HTTP does not offer. */
export function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
