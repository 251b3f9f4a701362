import { failureOf } from "@nexa/client";
import { Skeleton } from "@nexa/ui/components/skeleton.tsx";
import { ErrorState } from "@nexa/ui/components/states.tsx";
import { useQuery } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { PageHead } from "../you/page-head.tsx";
import { DeviceNoticesSwitch } from "./device-notices-switch.tsx";
import { PreferenceGroup } from "./preference-group.tsx";
import { PREFERENCE_GROUPS } from "./preference-groups.ts";
import { QuietHours } from "./quiet-hours.tsx";

/** What the customer is told, over which channel, and when not. */
export function PreferencesScreen() {
  const { t } = useTranslation();
  const settings = useQuery(api.notifications.getPreferences.queryOptions({}));
  return (
    <div className="grid gap-4">
      <PageHead title={t("notices.preferences")} back="/notifications" />
      <DeviceNoticesSwitch />
      {settings.isError && !settings.data && (
        <ErrorState failure={failureOf(settings.error)} onRetry={() => void settings.refetch()} />
      )}
      {settings.isPending &&
        PREFERENCE_GROUPS.map(({ name }) => <Skeleton key={name} className="h-24 w-full rounded-card" />)}
      {settings.data && (
        <>
          {PREFERENCE_GROUPS.map(({ name, types }) => (
            <PreferenceGroup key={name} name={name} types={types} preferences={settings.data.preferences} />
          ))}
          <p className="flex items-start gap-2 text-muted-foreground text-sm">
            <ShieldCheck aria-hidden className="mt-0.5 size-4 shrink-0" />
            {t("notices.always")}
          </p>
          <QuietHours key={JSON.stringify(settings.data.quietHours)} settings={settings.data} />
        </>
      )}
    </div>
  );
}
