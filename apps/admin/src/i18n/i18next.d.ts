import "i18next";
import type { en as ui } from "@nexa/ui/i18n/en";
import type { en } from "./en.ts";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "app";
    resources: { app: typeof en; ui: typeof ui };
  }
}
