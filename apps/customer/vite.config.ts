import tailwindcss from "@tailwindcss/vite";
import { tanstackRouter } from "@tanstack/router-plugin/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, loadEnv } from "vite";
import { VitePWA } from "vite-plugin-pwa";

const DAY_SECONDS = 86_400;

/** The app's own pages are all the same file; these addresses are the server's or the console's. */
const NOT_OUR_PAGES = [
  /^\/(?:customer|admin|partner|api|trpc|auth|webhooks|health|media|docs|console)(?:\/|$)/,
  /\.\w+$/,
];

const pwa = VitePWA({
  registerType: "prompt",
  // The app registers it itself: a script in the page would need an exception of the page policy.
  injectRegister: false,
  manifest: {
    id: "/",
    name: "NEXA",
    short_name: "NEXA",
    description: "Recharge, plans, bills and data of your numbers.",
    start_url: "/",
    scope: "/",
    display: "standalone",
    background_color: "#f9f9fb",
    theme_color: "#5a35c9",
    categories: ["utilities"],
    icons: [
      { src: "/icons/icon-192.png", sizes: "192x192", type: "image/png" },
      { src: "/icons/icon-512.png", sizes: "512x512", type: "image/png" },
      { src: "/icons/maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
      { src: "/icon.svg", sizes: "any", type: "image/svg+xml" },
    ],
  },
  workbox: {
    globPatterns: ["**/*.{html,js,css,svg,woff2}", "icons/*.png"],
    navigateFallback: "/index.html",
    navigateFallbackDenylist: NOT_OUR_PAGES,
    importScripts: ["/notification-click.js"],
    clientsClaim: true,
    cleanupOutdatedCaches: true,
    inlineWorkboxRuntime: true,
    runtimeCaching: [
      {
        urlPattern: ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith("/media/"),
        handler: "StaleWhileRevalidate",
        options: { cacheName: "media", expiration: { maxEntries: 60, maxAgeSeconds: 30 * DAY_SECONDS } },
      },
    ],
  },
});

/** Where the development server finds NEXA's own. */
const { PORT = "3000", PUBLIC_URL = `http://localhost:${PORT}` } = loadEnv("", "../..", ["PORT", "PUBLIC_URL"]);

export default defineConfig({
  plugins: [
    tanstackRouter({ target: "react", autoCodeSplitting: true, generatedRouteTree: "src/routes.gen.ts" }),
    react(),
    tailwindcss(),
    pwa,
  ],
  build: { target: "es2023", reportCompressedSize: false, assetsInlineLimit: 0 },
  server: {
    port: 3001,
    proxy: Object.fromEntries(
      ["/trpc", "/auth", "/customer", "/media", "/api"].map((path) => [
        path,
        { target: PUBLIC_URL, headers: { origin: PUBLIC_URL } },
      ]),
    ),
  },
});
