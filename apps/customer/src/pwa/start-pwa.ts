import { toast } from "@nexa/ui/components/toaster.tsx";
import type { i18n } from "i18next";
import { api, client, onSessionEnded, queryClient } from "../app/api.ts";
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
  void refreshFacts();
}

/** The operator's facts may be the restored ones; every screen stands on them, so asking again in vain must not take them away. */
async function refreshFacts(): Promise<void> {
  const { queryKey } = api.settings.operator.queryOptions({});
  if (queryClient.getQueryData(queryKey) === undefined) return;
  const facts = await client.settings.operator.query({}).catch(() => null);
  if (facts) queryClient.setQueryData(queryKey, facts);
}
