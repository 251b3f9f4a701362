import "i18next";
import type { en } from "./en.ts";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "app";
    resources: { ui: typeof en; app: { reasons: Record<string, string> } };
  }
}
