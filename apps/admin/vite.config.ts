import tailwindcss from "@tailwindcss/vite";
import { tanstackRouter } from "@tanstack/router-plugin/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, loadEnv } from "vite";

/** Where the development server finds NEXA's own. */
const { PORT = "3000", PUBLIC_URL = `http://localhost:${PORT}` } = loadEnv("", "../..", ["PORT", "PUBLIC_URL"]);

export default defineConfig({
  base: "/console/",
  plugins: [
    tanstackRouter({ target: "react", autoCodeSplitting: true, generatedRouteTree: "src/routes.gen.ts" }),
    react(),
    tailwindcss(),
  ],
  build: { target: "es2023", reportCompressedSize: false, assetsInlineLimit: 0 },
  server: {
    port: 3002,
    proxy: Object.fromEntries(
      ["/trpc", "/auth", "/admin", "/media", "/api", "/customer"].map((path) => [
        path,
        { target: PUBLIC_URL, headers: { origin: PUBLIC_URL } },
      ]),
    ),
  },
});
