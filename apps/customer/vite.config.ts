import tailwindcss from "@tailwindcss/vite";
import { tanstackRouter } from "@tanstack/router-plugin/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { env } from "./src/env.ts";

export default defineConfig({
  plugins: [
    tanstackRouter({ target: "react", autoCodeSplitting: true, generatedRouteTree: "src/routes.gen.ts" }),
    react(),
    tailwindcss(),
  ],
  build: { target: "es2023", reportCompressedSize: false, assetsInlineLimit: 0 },
  server: {
    port: 3001,
    proxy: Object.fromEntries(
      ["/trpc", "/auth", "/customer", "/media", "/api"].map((path) => [
        path,
        { target: env.serverUrl, headers: { origin: env.serverUrl } },
      ]),
    ),
  },
});
