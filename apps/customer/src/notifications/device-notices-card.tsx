import { Button } from "@nexa/ui/components/button.tsx";
import { Card } from "@nexa/ui/components/card.tsx";
import { BellRing } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { switchDeviceNotices, useDeviceNotices } from "../pwa/device-notices.ts";

const STORED_AS = "nexa.deviceNoticesAsked";

/** Explains before the browser asks, to people who have notices; whoever says no is not asked again. */
export function DeviceNoticesCard() {
  const { t } = useTranslation();
  const state = useDeviceNotices();
  const [isAnswered, setAnswered] = useState(() => localStorage.getItem(STORED_AS) !== null);
  if (state !== "askable" || isAnswered) return null;
  const answer = () => {
    localStorage.setItem(STORED_AS, "yes");
    setAnswered(true);
  };
  return (
    <Card className="flex flex-wrap items-center gap-3">
      <BellRing aria-hidden className="size-5 shrink-0 text-muted-foreground" />
      <p className="min-w-48 flex-1 text-sm">{t("notices.askDevice")}</p>
      <div className="flex gap-2">
        <Button variant="quiet" onClick={answer}>
          {t("notices.notNow")}
        </Button>
        <Button
          onClick={() => {
            answer();
            void switchDeviceNotices(true);
          }}
        >
          {t("notices.allow")}
        </Button>
      </div>
    </Card>
  );
}
