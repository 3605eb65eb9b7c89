/**
 * Puts a page that was built into the folder that a server hands out, so that nobody is ever given
 * half of it: what is new goes in first, then the page itself, and what is old goes last.
 *
 *     node tools/publish.mjs BUILT SERVED
 *
 * The files of the page that was served until now stay until the next time: where it is still open,
 * it fetches parts of itself later.
 */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";

const MANIFEST = join(".vite", "manifest.json");
/** Names everything else, so it comes when that is there. */
const ENTRY = /^index\.html(?:\.gz)?$/;

const [built, served] = process.argv.slice(2);

function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, "/").length));
}

/** What the page that is served now is made of, as far as its names change with each build. */
function filesOfServedPage() {
  try {
    const parts = Object.values(JSON.parse(readFileSync(join(served, MANIFEST), "utf8")));
    const files = parts.flatMap(({ file, css = [], assets = [] }) => [file, ...css, ...assets]);
    return files.flatMap((file) => [file, `${file}.gz`]);
  } catch {
    return []; // none was served yet
  }
}

/** A reader sees the old file or the new one, and nothing between. */
function put(file) {
  const target = join(served, file);
  const arriving = `${target}.arriving`;
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(join(built, file), arriving);
  renameSync(arriving, target);
}

const wanted = filesIn(built);
if (!wanted.includes("index.html")) throw new Error(`There is no built page in ${built}.`);
const kept = new Set([...wanted, ...filesOfServedPage()]);

for (const file of wanted.filter((name) => !ENTRY.test(name))) put(file);
for (const file of wanted.filter((name) => ENTRY.test(name))) put(file);
for (const file of filesIn(served)) if (!kept.has(file)) rmSync(join(served, file));
