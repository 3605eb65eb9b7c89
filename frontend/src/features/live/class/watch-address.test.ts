import { expect, test } from "vitest";

import { isOwnComputer, watchAddress } from "./watch-address";

test("the address is the page's own with the class", () => {
  expect(watchAddress(12, "https://school.example:8000")).toBe(
    "https://school.example:8000/watch/12",
  );
});

test.each([
  ["http://localhost:8000/watch/1", true],
  ["http://127.0.0.1:8000/watch/1", true],
  ["http://[::1]:8000/watch/1", true],
  ["http://192.168.1.20:8000/watch/1", false],
  ["https://localhost.school.example/watch/1", false],
])("whether %s is understood by this computer only: %s", (address, expected) => {
  expect(isOwnComputer(address)).toBe(expected);
});
