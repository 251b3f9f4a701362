import { type ClientFailure, failureOf } from "@nexa/client";
import type { BackupSchedule, BackupScheduleOptions } from "@nexa/contracts";
import { Button } from "@nexa/ui/components/button.tsx";
import { Card } from "@nexa/ui/components/card.tsx";
import { FormError } from "@nexa/ui/components/states.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { Moment } from "@nexa/ui/format/display.tsx";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { Fact, Facts } from "../run/facts.tsx";
import { Loaded } from "../run/list-states.tsx";
import { type ScheduleDraft, ScheduleFields } from "./schedule-fields.tsx";

export function ScheduleForm() {
  const schedule = useQuery(api.backups.getSchedule.queryOptions({}));
  const options = useQuery(api.backups.getScheduleOptions.queryOptions({}));
  return (
    <Card className="max-w-3xl">
      <Loaded query={schedule}>
        {(current) => <Loaded query={options}>{(data) => <Form schedule={current} options={data} />}</Loaded>}
      </Loaded>
    </Card>
  );
}

function Form({ schedule, options }: { schedule: BackupSchedule; options: BackupScheduleOptions }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { frequency, atMinute, weekday, monthDay, kept } = schedule;
  const stored: ScheduleDraft = { frequency, atMinute, weekday, monthDay, kept };
  const [draft, setDraft] = useState<Partial<ScheduleDraft>>({});
  const [failure, setFailure] = useState<ClientFailure | null>(null);
  const save = useMutation({
    ...api.backups.schedule.mutationOptions(),
    onSuccess: async () => {
      toast.success(t("backups.scheduleSaved"));
      await queries.invalidateQueries({ queryKey: api.backups.getSchedule.pathKey() });
      await queries.invalidateQueries({ queryKey: api.settings.pathKey() });
      setDraft({});
    },
    onError: (error) => setFailure(failureOf(error)),
  });
  return (
    <form
      className="grid gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        setFailure(null);
        save.mutate(draft);
      }}
    >
      <Facts>
        <Fact label={t("backups.nextAt")}>
          {schedule.nextAt === null ? t("backups.scheduleOff") : <Moment at={schedule.nextAt} />}
        </Fact>
        <Fact label={t("backups.lastScheduled")}>
          {schedule.lastScheduledAt === null ? t("run.never") : <Moment at={schedule.lastScheduledAt} />}
          {schedule.lastError !== null && <span className="block text-negative">{schedule.lastError}</span>}
        </Fact>
      </Facts>
      <ScheduleFields
        draft={{ ...stored, ...draft }}
        options={options}
        failure={failure}
        onChange={(change) => setDraft({ ...draft, ...change })}
      />
      <FormError failure={failure} />
      <div>
        <Button type="submit" variant="primary" disabled={Object.keys(draft).length === 0} isBusy={save.isPending}>
          {t("settings.save")}
        </Button>
      </div>
    </form>
  );
}
