import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

import { precompress } from "./tools/precompress.mjs";

const { version } = JSON.parse(
  readFileSync(new URL("./package.json", import.meta.url), "utf8"),
) as { version: string };
const server = process.env.HOMEROOM_SERVER ?? "http://127.0.0.1:8000";

// Tests read numbers and times as one locale writes them; workers take it from the environment.
if (process.env.VITEST) process.env.LC_ALL = "en_US.UTF-8";

export default defineConfig({
  plugins: [react(), precompress()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  define: { __PAGE_VERSION__: JSON.stringify(version) },
  server: {
    proxy: {
      // The server takes writes and WebSockets from its own pages only, so the proxy speaks as one.
      "/api": { target: server, changeOrigin: true, headers: { origin: server } },
      "/ws": { target: server, changeOrigin: true, ws: true, headers: { origin: server } },
    },
  },
  build: {
    target: "es2022",
    manifest: true, // for tools/bundle-report.mjs
    // Nothing is inlined as a data: script or font, so that the server's content policy can stay tight.
    assetsInlineLimit: 0,
    // The charts are one chunk of their own, fetched when the first chart is opened.
    chunkSizeWarningLimit: 700,
  },
  test: {
    restoreMocks: true,
    testTimeout: 30_000, // longer than src/testing/setup.ts lets a test wait
    projects: [
      // Most logic needs no page, and a page takes a second to build per file.
      {
        extends: true,
        test: { name: "logic", environment: "node", include: ["src/**/*.test.ts"] },
      },
      {
        extends: true,
        test: {
          name: "views",
          environment: "jsdom",
          setupFiles: ["./src/testing/setup.ts"],
          include: ["src/**/*.test.tsx"],
        },
      },
    ],
  },
});
