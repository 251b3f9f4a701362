import { Button } from "@nexa/ui/components/button.tsx";
import { Card } from "@nexa/ui/components/card.tsx";
import { useTranslation } from "react-i18next";
import { switchDeviceNotices, useDeviceNotices } from "../pwa/device-notices.ts";

/** Notices of this device's own kind, while the app is open. */
export function DeviceNoticesSwitch() {
  const { t } = useTranslation();
  const state = useDeviceNotices();
  if (state === "unable") return null;
  const isOn = state === "on";
  return (
    <Card className="flex flex-wrap items-center justify-between gap-3">
      <div className="min-w-48 flex-1">
        <h2 className="font-medium">{t("notices.onDevice")}</h2>
        <p className="text-muted-foreground text-sm">
          {state === "blocked" ? t("notices.deviceBlocked") : t("notices.onDeviceText")}
        </p>
      </div>
      {state !== "blocked" && (
        <Button onClick={() => void switchDeviceNotices(!isOn)}>
          {isOn ? t("notices.turnOff") : t("notices.turnOn")}
        </Button>
      )}
    </Card>
  );
}
