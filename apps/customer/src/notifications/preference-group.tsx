import { failureOf } from "@nexa/client";
import type { NotificationPreference, NotificationPreferences } from "@nexa/contracts";
import type { NotificationChannel } from "@nexa/contracts/enums";
import { Card } from "@nexa/ui/components/card.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { useFailureText } from "@nexa/ui/failure-text";
import { useMutation } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api, queryClient } from "../app/api.ts";
import type { GroupedType, PREFERENCE_GROUPS } from "./preference-groups.ts";

const key = () => api.notifications.getPreferences.queryKey({});

type Change = { type: GroupedType; channel: NotificationChannel; isEnabled: boolean };

/** Switches at once and takes it back where the server refuses. */
function useSwitch() {
  const text = useFailureText();
  return useMutation(
    api.notifications.updatePreferences.mutationOptions({
      onMutate: ({ preferences = [] }) => {
        const before = queryClient.getQueryData(key());
        if (before) queryClient.setQueryData(key(), changed(before, preferences as Change[]));
        return before;
      },
      onSuccess: (settings) => queryClient.setQueryData(key(), settings),
      onError: (error, _input, before) => {
        queryClient.setQueryData(key(), before);
        toast.error(text(failureOf(error)));
      },
    }),
  );
}

function changed(settings: NotificationPreferences, changes: readonly Change[]): NotificationPreferences {
  const isEnabled = (type: string, channel: string) =>
    changes.find((each) => each.type === type && each.channel === channel)?.isEnabled;
  return {
    ...settings,
    preferences: settings.preferences.map((each) => ({
      ...each,
      channels: each.channels.map((one) => ({ ...one, isEnabled: isEnabled(each.type, one.channel) ?? one.isEnabled })),
    })),
  };
}

export function PreferenceGroup(props: {
  name: (typeof PREFERENCE_GROUPS)[number]["name"];
  types: readonly GroupedType[];
  preferences: readonly NotificationPreference[];
}) {
  const { t } = useTranslation();
  const change = useSwitch();
  const rows = props.types.flatMap((type) => {
    const found = props.preferences.find((each) => each.type === type);
    return found?.canSwitchOff ? [{ type, channels: found.channels }] : [];
  });
  return (
    <Card>
      <h2 className="font-medium">{t(`notices.groups.${props.name}`)}</h2>
      <ul className="divide-y">
        {rows.map(({ type, channels }) => (
          <li key={type} className="grid gap-2 py-3 last:pb-0 sm:flex sm:items-center sm:justify-between">
            <span className="text-sm">{t(`notices.types.${type}`)}</span>
            <span className="flex gap-2">
              {channels.map(({ channel, isEnabled }) => (
                <button
                  key={channel}
                  type="button"
                  aria-pressed={isEnabled}
                  aria-label={t("notices.channelOf", {
                    channel: t(`notices.channels.${channel}`),
                    type: t(`notices.types.${type}`),
                  })}
                  onClick={() => change.mutate({ preferences: [{ type, channel, isEnabled: !isEnabled }] })}
                  className="inline-flex h-10 items-center gap-1.5 rounded-full border px-3 text-muted-foreground text-sm aria-pressed:border-brand aria-pressed:bg-brand-soft aria-pressed:text-brand-strong"
                >
                  {isEnabled && <Check aria-hidden className="size-4" />}
                  {t(`notices.channels.${channel}`)}
                </button>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
