import { failureOf } from "@nexa/client";
import type { Device } from "@nexa/contracts";
import { Button } from "@nexa/ui/components/button.tsx";
import { ErrorState } from "@nexa/ui/components/states.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { useFailureText } from "@nexa/ui/failure-text";
import { Moment } from "@nexa/ui/format/display.tsx";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Laptop, Smartphone } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api, queryClient } from "../app/api.ts";

/** The devices whose apps get push notifications, also while nobody looks at them. Absent where there are none. */
export function PushDeviceList() {
  const { t } = useTranslation();
  const list = useQuery(api.notifications.listDevices.queryOptions({}));
  if (list.isError && !list.data) {
    return <ErrorState failure={failureOf(list.error)} onRetry={() => void list.refetch()} />;
  }
  const devices = list.data?.items ?? [];
  if (devices.length === 0) return null;
  return (
    <section className="grid gap-2">
      <h2 className="px-1 font-medium text-muted-foreground text-sm">{t("you.pushDevices")}</h2>
      <ul className="divide-y rounded-card border bg-card shadow-card">
        {devices.map((device) => (
          <PushDevice key={device.id} device={device} />
        ))}
      </ul>
    </section>
  );
}

function PushDevice({ device }: { device: Device }) {
  const { t } = useTranslation();
  const text = useFailureText();
  const remove = useMutation(
    api.notifications.removeDevice.mutationOptions({
      onSuccess: () => toast.success(t("you.pushDeviceRemoved")),
      onError: (error) => void toast.error(text(failureOf(error))),
      onSettled: () => queryClient.invalidateQueries({ queryKey: api.notifications.listDevices.pathKey() }),
    }),
  );
  const Icon = device.platform === "web" ? Laptop : Smartphone;
  const name = t(`you.platforms.${device.platform}`);
  return (
    <li className="flex items-center gap-3 px-4 py-3">
      <Icon aria-hidden className="size-5 shrink-0 text-muted-foreground" />
      <div className="min-w-0 grow">
        <p>{name}</p>
        <p className="tabular text-muted-foreground text-sm">
          {t("you.lastUsed")} <Moment at={device.lastSeenAt} />
        </p>
      </div>
      <Button
        variant="quiet"
        isBusy={remove.isPending}
        aria-label={t("you.removePushDevice", { name })}
        onClick={() => remove.mutate({ deviceId: device.id })}
      >
        {t("you.remove")}
      </Button>
    </li>
  );
}
