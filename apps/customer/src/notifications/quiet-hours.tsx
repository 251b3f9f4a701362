import { failureOf } from "@nexa/client";
import type { NotificationPreferences } from "@nexa/contracts";
import { Button } from "@nexa/ui/components/button.tsx";
import { Card } from "@nexa/ui/components/card.tsx";
import { Field } from "@nexa/ui/components/field.tsx";
import { Input } from "@nexa/ui/components/input.tsx";
import { Select } from "@nexa/ui/components/select.tsx";
import { FormError } from "@nexa/ui/components/states.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, queryClient } from "../app/api.ts";

const MINUTES = 60;
const KINDS = ["operator", "own", "none"] as const;
type Kind = (typeof KINDS)[number];

/** When notices that can wait do wait: as the operator has it, own hours, or never. */
export function QuietHours({ settings }: { settings: NotificationPreferences }) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<Kind>(kindOf(settings));
  const [from, setFrom] = useState(clock(settings.quietHours.fromMinute));
  const [until, setUntil] = useState(clock(settings.quietHours.untilMinute));
  const save = useMutation(
    api.notifications.updatePreferences.mutationOptions({
      onSuccess: (saved) => {
        queryClient.setQueryData(api.notifications.getPreferences.queryKey({}), saved);
        toast.success(t("notices.quietSaved"));
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(minutesOf(kind, from, until));
  };
  return (
    <Card>
      <form onSubmit={submit} className="grid gap-4">
        <div className="grid gap-1">
          <h2 className="font-medium">{t("notices.quiet")}</h2>
          <p className="text-muted-foreground text-sm">{t("notices.quietText")}</p>
        </div>
        <Field label={t("notices.quietWhen")}>
          {(control) => (
            <Select {...control} value={kind} onChange={(event) => setKind(event.target.value as Kind)}>
              {KINDS.map((each) => (
                <option key={each} value={each}>
                  {t(`notices.quietKinds.${each}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {kind === "own" && (
          <div className="grid grid-cols-2 gap-3">
            <Field label={t("notices.quietFrom")}>
              {(control) => (
                <Input
                  {...control}
                  type="time"
                  required
                  value={from}
                  onChange={(event) => setFrom(event.target.value)}
                />
              )}
            </Field>
            <Field label={t("notices.quietUntil")}>
              {(control) => (
                <Input
                  {...control}
                  type="time"
                  required
                  value={until}
                  onChange={(event) => setUntil(event.target.value)}
                />
              )}
            </Field>
          </div>
        )}
        {kind === "operator" && settings.quietFromMinute === null && (
          <p className="tabular text-muted-foreground text-sm">
            {t("notices.quietNow", {
              from: clock(settings.quietHours.fromMinute),
              until: clock(settings.quietHours.untilMinute),
            })}
          </p>
        )}
        <FormError failure={save.error && failureOf(save.error)} />
        <Button type="submit" variant="primary" className="justify-self-start" isBusy={save.isPending}>
          {t("notices.save")}
        </Button>
      </form>
    </Card>
  );
}

function kindOf({ quietFromMinute, quietUntilMinute }: NotificationPreferences): Kind {
  if (quietFromMinute === null) return "operator";
  return quietFromMinute === quietUntilMinute ? "none" : "own";
}

function minutesOf(kind: Kind, from: string, until: string) {
  if (kind === "operator") return { quietFromMinute: null, quietUntilMinute: null };
  if (kind === "none") return { quietFromMinute: 0, quietUntilMinute: 0 };
  return { quietFromMinute: minute(from), quietUntilMinute: minute(until) };
}

/** 1,320 as 22:00. */
function clock(minuteOfDay: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor(minuteOfDay / MINUTES))}:${two(minuteOfDay % MINUTES)}`;
}

function minute(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * MINUTES + minutes;
}
