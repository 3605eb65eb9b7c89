/**
 * Writes src/lib/api.gen.ts and src/lib/protocol.gen.ts from what the server's code declares.
 *
 *     npm run generate [-- --out DIRECTORY]
 *
 * HOMEROOM_PYTHON names the Python to ask; the project's .venv by default.
 */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { compile } from "json-schema-to-typescript";
import openapiTS, { astToString } from "openapi-typescript";

const project = fileURLToPath(new URL("../..", import.meta.url));
const python = process.env.HOMEROOM_PYTHON ?? join(project, ".venv", "bin", "python");
const { values } = parseArgs({ options: { out: { type: "string" } } });
const out = values.out ?? join(project, "frontend", "src", "lib");

const BANNER = "// Made by `npm run generate` from the server's schemas. Do not edit.\n\n";

function exported(module) {
  return JSON.parse(
    execFileSync(python, ["-m", module], { cwd: project, encoding: "utf8", maxBuffer: 1 << 26 }),
  );
}

/** A tuple in the words of draft 7, which json-schema-to-typescript reads. */
function asDraft7(schema) {
  if (Array.isArray(schema)) return schema.map(asDraft7);
  if (schema === null || typeof schema !== "object") return schema;
  const { prefixItems, title, ...rest } = schema;
  const known = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, asDraft7(value)]),
  );
  // Titles would turn every field into a named type of its own.
  if (typeof title === "object") known.title = asDraft7(title);
  return prefixItems ? { ...known, items: asDraft7(prefixItems), additionalItems: false } : known;
}

async function protocolTypes() {
  const { $defs } = exported("scripts.export_protocol_schema");
  const schema = { definitions: asDraft7($defs), type: "object", additionalProperties: false };
  const renamed = JSON.parse(JSON.stringify(schema).replaceAll("#/$defs/", "#/definitions/"));
  const text = await compile(renamed, "Protocol", {
    bannerComment: BANNER.trim(),
    unreachableDefinitions: true,
    additionalProperties: false,
    style: { printWidth: 100 },
  });
  return text
    .replace(/export interface Protocol {}\n/, "")
    .replace(
      /\/\*\*\n \* This interface was referenced by `Protocol`'s JSON-Schema\n \* via the `definition` "[A-Za-z]+"\.\n \*\/\n/g,
      "",
    )
    .replace(
      / \*\n \* This interface was referenced by `Protocol`'s JSON-Schema\n \* via the `definition` "[A-Za-z]+"\.\n/g,
      "",
    );
}

async function apiTypes() {
  return BANNER + astToString(await openapiTS(exported("scripts.export_openapi")));
}

writeFileSync(join(out, "api.gen.ts"), await apiTypes());
writeFileSync(join(out, "protocol.gen.ts"), await protocolTypes());
