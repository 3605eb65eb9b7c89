import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";

const COMPRESSED = /\.(?:css|html|js|svg)$/;
/** Below that a compressed file saves no packet. */
const SMALLEST_BYTES = 1_400;

/** A Vite plugin that puts FILE.gz beside what was built: the server hands it out as it is. */
export function precompress() {
  let folder = "";
  return {
    name: "precompress",
    apply: "build",
    configResolved({ root, build }) {
      folder = resolve(root, build.outDir);
    },
    closeBundle() {
      for (const file of readdirSync(folder, { recursive: true })) {
        if (COMPRESSED.test(file)) compress(join(folder, file));
      }
    },
  };
}

function compress(path) {
  const content = readFileSync(path);
  if (content.length >= SMALLEST_BYTES)
    writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
}
