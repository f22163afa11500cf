// How the tab is bundled: into dist/tab, hashed, with only the sentences it says.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { texts } from "./vite-texts.mjs";

const here = dirname(fileURLToPath(import.meta.url));

export default defineConfig({
  root: here,
  // The server mounts it at /tab/; relative addresses would serve any other place as well.
  base: "./",
  publicDir: false,
  logLevel: "warn",
  plugins: [texts(join(here, ".."))],
  build: {
    outDir: join(here, "../../dist/tab"),
    emptyOutDir: true,
    target: "es2022",
    // The policy of the page allows no data: script, and small files need no saving.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      // Libraries mark modules for server rendering, which means nothing here.
      onwarn(warning, warn) {
        if (warning.code !== "MODULE_LEVEL_DIRECTIVE") warn(warning);
      },
    },
  },
});
