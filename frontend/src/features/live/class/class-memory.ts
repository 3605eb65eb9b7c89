import { readStored, writeStored } from "@/lib/stored-value";

const STORED_CLASS = "class-session";

/** The id of the class that this browser's cameras see, or saw before the page was reloaded. */
export function rememberedClass(): number | null {
  const stored = readStored(STORED_CLASS);
  return stored === null ? null : Number(stored);
}

/** Null when the class has ended: it is not to be carried on with. */
export function rememberClass(classSessionId: number | null): void {
  writeStored(STORED_CLASS, classSessionId === null ? null : String(classSessionId));
}
