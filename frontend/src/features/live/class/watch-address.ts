/** Where another device finds the class. */
export function watchAddress(classSessionId: number, origin = window.location.origin): string {
  return new URL(`/watch/${classSessionId}`, origin).toString();
}

/** Whether only this computer understands the address. */
export function isOwnComputer(address: string): boolean {
  const { hostname } = new URL(address);
  return /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}
