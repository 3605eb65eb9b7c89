import { expect, test } from "vitest";

import { fileSize, percent, whole } from "@/lib/numbers";

test.each([
  [0, "0 bytes"],
  [999, "999 bytes"],
  [1_000, "1 kB"],
  [44_310_528, "44.3 MB"],
  [87_960_930_222, "88 GB"],
  [4e15, "4,000 TB"],
])("a file of %i bytes is %s", (bytes, words) => {
  expect(fileSize(bytes)).toBe(words);
});

test("numbers are those of the viewer's language", () => {
  expect(whole(402_118)).toBe("402,118");
  expect(percent(0.724)).toBe("72%");
});
