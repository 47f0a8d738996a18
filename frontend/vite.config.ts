import { readdir, readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import preact from "@preact/preset-vite";
import { gemoji } from "gemoji";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const TEXT = /\.(css|html|js|json|map|svg)$/;
const LARGE = 500_000; // above this, the last percents take most of the build
const SMALLEST = 256; // below this, headers outweigh the gain

/** Writes `.gz` and `.br` beside each text file, so that the server never compresses. */
function precompress(): Plugin {
  const compress = promisify(brotliCompress);
  const br = (content: Buffer) =>
    compress(content, {
      params: { [constants.BROTLI_PARAM_QUALITY]: content.length < LARGE ? 11 : 6 },
    });
  const gz = (content: Buffer) => promisify(gzip)(content, { level: 9 });
  const encoders = { gz, br };
  return {
    name: "precompress",
    apply: "build",
    async writeBundle({ dir = "" }) {
      const names = await readdir(dir, { recursive: true });
      const served = names.filter((name) => TEXT.test(name) && !name.startsWith("."));
      const files = served.map((name) => resolve(dir, name));
      const write = async (file: string) => {
        const content = await readFile(file);
        if (content.length < SMALLEST) return;
        for (const [ending, encode] of Object.entries(encoders)) {
          await writeFile(`${file}.${ending}`, await encode(content));
        }
      };
      await Promise.all(files.map(write));
    },
  };
}

/** Emoji and their shortcodes, as the text that src/markdown/emoji.ts reads. */
function emojiTable(): Plugin {
  const name = "virtual:emoji";
  return {
    name: "emoji-table",
    resolveId: (id) => (id === name ? `\0${name}` : null),
    load: (id) => {
      if (id !== `\0${name}`) return null;
      const table = gemoji.map(({ emoji, names }) => `${emoji}=${names}`).join(" ");
      return `export default ${JSON.stringify(table)}`;
    },
  };
}

/** The script names all its parts, and what is random in their names does not compress. */
const NAMED = "assets/[name]-[hash:7]";

const PACK = 32;
const STYLES = ["-outline-rounded", "-rounded", "-outline", ""];

/** A path that begins at the origin also behind another one. */
function fromOrigin(path = ""): string {
  return path.startsWith("m") ? `M0 0${path}` : path;
}

/** The outlines of all Material Symbols, rounded where they are drawn so, by Google's names. */
async function drawSymbols(): Promise<[string, string][]> {
  const { icons, aliases = {} } = (await import("@iconify-json/material-symbols")).icons;
  const pathOf = (name: string): string | undefined => {
    const { body } = icons[name] ?? icons[aliases[name]?.parent ?? ""] ?? {};
    return body && [...body.matchAll(/ d="([^"]*)"/g)].map(([, path]) => fromOrigin(path)).join("");
  };
  const all = [...Object.keys(icons), ...Object.keys(aliases)];
  const names = new Set(all.map((name) => name.replace(/(-outline)?(-rounded|-sharp)?$/, "")));
  return [...names].sort().flatMap((name): [string, string][] => {
    const path = STYLES.map((style) => pathOf(name + style)).find((found) => found);
    return path ? [[name.replaceAll("-", "_"), path]] : [];
  });
}

/** Material Symbols, in packs of neighbours in the alphabet that src/symbols.ts asks for. */
function symbolPacks(): Plugin {
  const index = "virtual:symbols";
  const pack = /^\0virtual:symbols\/(\d+)$/;
  let drawn: Promise<[string, string][]> | undefined;
  const sorted = async () => (await drawSymbols()).sort(([one], [other]) => (one < other ? -1 : 1));
  return {
    name: "symbol-packs",
    resolveId: (id) => (id === index || pack.test(`\0${id}`) ? `\0${id}` : null),
    async load(id) {
      const number = pack.exec(id)?.[1];
      if (id !== `\0${index}` && number === undefined) return null;
      drawn ??= sorted();
      const all = await drawn;
      if (number !== undefined) {
        const members = all.slice(Number(number) * PACK, (Number(number) + 1) * PACK);
        return `export default ${JSON.stringify(Object.fromEntries(members))}`;
      }
      const firsts = all.filter((_, place) => place % PACK === 0).map(([name]) => name);
      const loads = firsts.map((_, place) => `() => import("${index}/${place}")`);
      return `export const firsts = ${JSON.stringify(firsts)};\nexport const packs = [${loads}];`;
    },
  };
}

/** Holds the first paint until the script has chosen the theme: without inline script, nothing else can. */
function blockingScript(): Plugin {
  return {
    name: "blocking-script",
    transformIndexHtml: {
      order: "post",
      handler: (html) => html.replaceAll('<script type="module"', '$& blocking="render"'),
    },
  };
}

/** Leaves KaTeX its woff2 fonts, which every browser that we build for reads. */
function modernFonts(): Plugin {
  const older = /,\s*url\([^)]+\.(?:woff|ttf)\)\s*format\(["'][a-z]+["']\)/g;
  return {
    name: "modern-fonts",
    enforce: "pre",
    transform: (code, id) => (id.endsWith("katex.min.css") ? code.replace(older, "") : null),
  };
}

export default defineConfig({
  root: import.meta.dirname,
  base: "./", // relative, so that the page works under any path
  plugins: [
    preact({ devToolsEnabled: false }),
    emojiTable(),
    symbolPacks(),
    modernFonts(),
    blockingScript(),
    precompress(),
  ],
  build: {
    outDir: "../framework/mini/server/page",
    emptyOutDir: true,
    manifest: true,
    target: "es2022",
    cssMinify: true,
    cssTarget: ["chrome123", "firefox121", "safari17.5"], // the first with light-dark() and nesting
    rolldownOptions: {
      checks: { pluginTimings: false }, // a slow machine is no fault of the page
      output: {
        entryFileNames: `${NAMED}.js`,
        chunkFileNames: `${NAMED}.js`,
        assetFileNames: `${NAMED}[extname]`,
        // All that the script imports at once is one request, whoever else imports parts of it.
        codeSplitting: { groups: [{ name: "page", test: /src\/(?:app|page|socket)\.tsx?$/ }] },
      },
    },
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 6_000, // kB: Plotly's script is one, and loads with the first figure
  },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.{ts,tsx}"],
    passWithNoTests: true,
    // One document for all files, which takes a third of the time of one for each.
    pool: "threads",
    isolate: false,
    testTimeout: 30_000,
  },
});
