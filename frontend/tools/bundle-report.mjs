/**
 * Says what a browser has to fetch: the first load of the live view, and every part that comes later.
 *
 *     npm run bundle-report [-- --dist DIRECTORY] [--budget KILOBYTES]
 *
 * Sizes are bytes after gzip, a kilobyte is 1,000 of them. Ends with status 1 when the first load is
 * larger than the budget.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";

const ENTRY = "index.html";

const { values } = parseArgs({
  options: { dist: { type: "string" }, budget: { type: "string", default: "350" } },
});
const dist = values.dist ?? fileURLToPath(new URL("../dist", import.meta.url));
const budgetBytes = Number(values.budget) * 1000;

const manifest = JSON.parse(readFileSync(join(dist, ".vite", "manifest.json"), "utf8"));

/** The files of a part and of all that it imports at once; what it imports later is not among them. */
function filesOf(part, seen = new Set(), files = new Set()) {
  if (seen.has(part)) return files;
  seen.add(part);
  const { file, css = [], imports = [] } = manifest[part];
  for (const name of [file, ...css]) files.add(name);
  for (const imported of imports) filesOf(imported, seen, files);
  return files;
}

function gzippedBytes(file) {
  return gzipSync(readFileSync(join(dist, file)), { level: 9 }).length;
}

function total(files) {
  return [...files].reduce((sum, file) => sum + gzippedBytes(file), 0);
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1).padStart(7)} kB`;
}

function printLargestFirst(rows) {
  for (const { name, bytes } of rows.sort((a, b) => b.bytes - a.bytes)) {
    console.log(`${kilobytes(bytes)}  ${name}`);
  }
}

const first = filesOf(ENTRY).add(ENTRY);
const firstBytes = total(first);
console.log(`First load of the live view: ${kilobytes(firstBytes).trim()}, gzipped`);
printLargestFirst([...first].map((file) => ({ name: file, bytes: gzippedBytes(file) })));

console.log("\nLoaded when needed, beyond that");
printLargestFirst(
  Object.entries(manifest)
    .filter(([, { isDynamicEntry }]) => isDynamicEntry)
    .map(([part]) => {
      const more = [...filesOf(part)].filter((file) => !first.has(file));
      return {
        name: `${part} (${more.length === 1 ? "1 file" : `${more.length} files`})`,
        bytes: total(more),
      };
    }),
);

if (firstBytes > budgetBytes) {
  console.error(`\nThe first load is larger than its budget of ${values.budget} kB.`);
  process.exitCode = 1;
}
