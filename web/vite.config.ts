import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react()],
  build: {
    // Inlined assets would be data: URLs, which the content security policy refuses for fonts.
    assetsInlineLimit: 0,
    // The polyfill is an inline script, which the policy refuses; every supported browser preloads modules.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      // The window of chat widgets is a page of its own, small enough for other sites' visitors.
      input: { main: "index.html", widget: "widget.html" },
      output: {
        // What several screens share comes in one file, else the first page asks for sixty small ones.
        codeSplitting: { groups: [{ name: "shared", minShareCount: 4, test: /^(?!.*event-stream\/parse)/ }] },
      },
    },
  },
});
