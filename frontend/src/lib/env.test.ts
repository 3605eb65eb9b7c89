import { expect, test } from "vitest";

import { parseEnv, webSocketUrl } from "./env";

test("without a setting the server is where the page came from", () => {
  expect(parseEnv({})).toEqual({ serverUrl: "" });
});

test("a slash at the end is taken off", () => {
  expect(parseEnv({ VITE_SERVER_URL: "https://school:8000/" })).toEqual({
    serverUrl: "https://school:8000",
  });
});

test("an address that makes no sense is refused with its value", () => {
  expect(() => parseEnv({ VITE_SERVER_URL: "school" })).toThrow(/"school"/);
});

test.each([
  ["https://school:8000", "wss://school:8000/ws/live"],
  ["http://localhost:8000", "ws://localhost:8000/ws/live"],
])("the WebSocket of %s is %s", (serverUrl, expected) => {
  expect(webSocketUrl("/ws/live", { serverUrl })).toBe(expected);
});
