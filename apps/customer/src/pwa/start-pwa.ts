import { toast } from "@nexa/ui/components/toaster.tsx";
import type { i18n } from "i18next";
import { onSessionEnded, queryClient } from "../app/api.ts";
import { listenForInstall } from "./install.ts";
import { keepLoaded } from "./keep-loaded.ts";
import { registerWorker } from "./register-worker.ts";

/** Makes the app installable and what was loaded last readable without a connection. Resolves once that can be shown. */
export async function startPwa({ t }: i18n): Promise<void> {
  listenForInstall();
  registerWorker((apply) => {
    toast(t("pwa.update"), {
      duration: Number.POSITIVE_INFINITY,
      action: { label: t("pwa.reload"), onClick: apply },
    });
  });
  await keepLoaded(queryClient, onSessionEnded);
}
