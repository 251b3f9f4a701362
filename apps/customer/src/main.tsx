import { createI18n } from "@nexa/ui/i18n/create-i18n";
import { followTheme } from "@nexa/ui/theme";
import { createRouter, RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { Providers } from "./app/providers.tsx";
import { en } from "./i18n/en.ts";
import { LiveNotices } from "./notifications/live-notices.tsx";
import { startPwa } from "./pwa/start-pwa.ts";
import { routeTree } from "./routes.gen.ts";
import "@nexa/ui/fonts.css";
import "./styles.css";

const router = createRouter({ routeTree, defaultPreload: "intent", scrollRestoration: true });

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}

followTheme();
const i18n = await createI18n(en, async () => (await import("./i18n/hi.ts")).hi);
await startPwa(i18n);
const root = document.getElementById("root");
if (root === null) throw new Error("the page has no #root");
createRoot(root).render(
  <StrictMode>
    <I18nextProvider i18n={i18n}>
      <Providers>
        <RouterProvider router={router} />
        <LiveNotices router={router} />
      </Providers>
    </I18nextProvider>
  </StrictMode>,
);
