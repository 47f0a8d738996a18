import { readdir, readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import preact from "@preact/preset-vite";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const TEXT = /\.(css|html|js|json|map|svg)$/;
const SMALLEST = 256; // below this, headers outweigh the gain

/** Writes `.gz` and `.br` beside each text file, so that the server never compresses. */
function precompress(): Plugin {
  const encoders = { gz: promisify(gzip), br: promisify(brotliCompress) };
  return {
    name: "precompress",
    apply: "build",
    async writeBundle({ dir = "" }) {
      const names = await readdir(dir, { recursive: true });
      const served = names.filter((name) => TEXT.test(name) && !name.startsWith("."));
      const files = served.map((name) => resolve(dir, name));
      const compress = async (file: string) => {
        const content = await readFile(file);
        if (content.length < SMALLEST) return;
        for (const [ending, encode] of Object.entries(encoders)) {
          await writeFile(`${file}.${ending}`, await encode(content));
        }
      };
      await Promise.all(files.map(compress));
    },
  };
}

export default defineConfig({
  root: import.meta.dirname,
  base: "./", // relative, so that the page works under any path
  plugins: [preact({ devToolsEnabled: false }), precompress()],
  build: {
    outDir: "../framework/mini/server/page",
    emptyOutDir: true,
    manifest: true,
    target: "es2022",
    cssMinify: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.{ts,tsx}"],
    passWithNoTests: true,
  },
});
