import type { ClientFailure } from "@nexa/client";
import type { BackupSchedule, BackupScheduleOptions } from "@nexa/contracts";
import { Field } from "@nexa/ui/components/field.tsx";
import { Input } from "@nexa/ui/components/input.tsx";
import { Select } from "@nexa/ui/components/select.tsx";
import { useTranslation } from "react-i18next";
import { fieldErrorsOf } from "../run/field-errors.ts";
import { clockOf, minuteOf, useWeekdays } from "../settings/setting-value.ts";

export type ScheduleDraft = Pick<BackupSchedule, "frequency" | "atMinute" | "weekday" | "monthDay" | "kept">;

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

/** When backups are made; only what the frequency asks for. */
export function ScheduleFields(props: {
  draft: ScheduleDraft;
  options: BackupScheduleOptions;
  failure: ClientFailure | null;
  onChange: (change: Partial<ScheduleDraft>) => void;
}) {
  const { t } = useTranslation();
  const { draft, options, onChange } = props;
  const errors = fieldErrorsOf(props.failure);
  return (
    <div className="grid gap-x-6 gap-y-5 sm:grid-cols-2">
      <Field label={t("settings.names.backupFrequency")} error={errors.frequency}>
        {(control) => (
          <Select
            {...control}
            value={draft.frequency}
            onChange={({ target }) => {
              const frequency = options.frequencies.find((each) => each === target.value);
              if (frequency) onChange({ frequency });
            }}
          >
            {options.frequencies.map((each) => (
              <option key={each} value={each}>
                {t(`settings.choices.${each}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {draft.frequency !== "off" && <When {...{ draft, options, onChange }} />}
      <Field
        label={t("settings.names.backupsKept")}
        hint={t("backups.keptHint", { min: options.kept.min, max: options.kept.max })}
        error={errors.kept}
      >
        {(control) => (
          <Input
            {...control}
            type="number"
            required
            min={options.kept.min}
            max={options.kept.max}
            value={draft.kept}
            onChange={({ target }) => onChange({ kept: target.valueAsNumber })}
          />
        )}
      </Field>
    </div>
  );
}

function When(props: {
  draft: ScheduleDraft;
  options: BackupScheduleOptions;
  onChange: (change: Partial<ScheduleDraft>) => void;
}) {
  const { t } = useTranslation();
  const weekdayName = useWeekdays();
  const { draft, options, onChange } = props;
  return (
    <>
      <Field label={t("settings.names.backupAtMinute")} hint={options.timezone}>
        {(control) => (
          <Input
            {...control}
            type="time"
            required
            value={clockOf(draft.atMinute)}
            onChange={({ target }) => target.value !== "" && onChange({ atMinute: minuteOf(target.value) })}
          />
        )}
      </Field>
      {draft.frequency === "weekly" && (
        <Field label={t("settings.names.backupWeekday")}>
          {(control) => (
            <Select
              {...control}
              value={draft.weekday}
              onChange={({ target }) => onChange({ weekday: Number(target.value) })}
            >
              {WEEKDAYS.map((day) => (
                <option key={day} value={day}>
                  {weekdayName(day)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      {draft.frequency === "monthly" && (
        <Field label={t("settings.names.backupMonthDay")}>
          {(control) => (
            <Input
              {...control}
              type="number"
              required
              min={options.monthDay.min}
              max={options.monthDay.max}
              value={draft.monthDay}
              onChange={({ target }) => onChange({ monthDay: target.valueAsNumber })}
            />
          )}
        </Field>
      )}
    </>
  );
}
