/** Small things that the browser remembers: the chosen camera, a mirrored preview. */
const PREFIX = "homeroom.";

export function readStored(key: string): string | null {
  try {
    return window.localStorage.getItem(PREFIX + key);
  } catch {
    return null; // storage is blocked in some private windows; nothing is remembered there
  }
}

export function writeStored(key: string, value: string | null): void {
  try {
    if (value === null) window.localStorage.removeItem(PREFIX + key);
    else window.localStorage.setItem(PREFIX + key, value);
  } catch {
    // as above
  }
}
