import { afterEach, expect, test } from "vitest";

import { startsMirrored, storedMirroring, storeMirroring } from "@/lib/camera/mirroring";

afterEach(() => window.localStorage.clear());

test.each([
  ["auto", true, true],
  ["auto", false, false],
  ["always", false, true],
  ["never", true, false],
] as const)("%s with a camera that faces the viewer: %s", (mirroring, facesUser, mirrored) => {
  storeMirroring(mirroring);

  expect(storedMirroring()).toBe(mirroring);
  expect(startsMirrored(facesUser)).toBe(mirrored);
});

test("what another version stored is as good as nothing", () => {
  window.localStorage.setItem("homeroom.mirroring", "sometimes");

  expect(storedMirroring()).toBe("auto");
});
