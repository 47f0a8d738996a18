// Reads a JSON list of values a line, and answers with what the page's codec makes of them: decoded,
// each tagged number taken to its JavaScript value and back, and encoded again.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";

const frontend = new URL("../../frontend/", import.meta.url);
const vite = await import(pathToFileURL(fileURLToPath(new URL("node_modules/vite/dist/node/index.js", frontend))));
const path = fileURLToPath(new URL("src/wire.ts", frontend));
const { code } = await vite.transformWithOxc(readFileSync(path, "utf8"), path);
const wire = await import(`data:text/javascript;base64,${Buffer.from(code).toString("base64")}`);

for await (const line of createInterface({ input: process.stdin })) {
  const { numbers, texts } = wire.decode(line);
  const values = numbers.map((value) => wire.fromNumber(wire.toNumber(value)));
  process.stdout.write(`${wire.encode({ numbers: values, texts })}\n`);
}
