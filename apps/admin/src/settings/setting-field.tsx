import type { SettingDetail } from "@nexa/contracts";
import { BYTES_PER_MB } from "@nexa/contracts/volume";
import { Field, type FieldControl } from "@nexa/ui/components/field.tsx";
import { Input } from "@nexa/ui/components/input.tsx";
import { Select } from "@nexa/ui/components/select.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useTranslation } from "react-i18next";
import type { SettingName } from "./setting-groups.ts";
import { useSettingText, useWeekdays } from "./setting-value.ts";

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

type Props = {
  name: SettingName;
  detail: SettingDetail;
  typed: string;
  error: string | undefined;
  onType: (typed: string) => void;
};

/** One setting with what it takes, its bounds and what holds when nobody changed it. */
export function SettingField({ name, detail, typed, error, onType }: Props) {
  const { t } = useTranslation();
  const text = useSettingText();
  const bounds = useBounds(detail);
  const hint = [bounds, t("settings.default", { value: text(detail.default, detail) })].filter(Boolean).join(" · ");
  return (
    <Field label={t(`settings.names.${name}`)} hint={hint} error={error}>
      {(control) => <Control {...{ control, detail, typed, onType }} />}
    </Field>
  );
}

function Control({
  control,
  detail,
  typed,
  onType,
}: Pick<Props, "detail" | "typed" | "onType"> & { control: FieldControl }) {
  const { t } = useTranslation();
  const weekday = useWeekdays();
  const shared = { ...control, value: typed, required: true };
  const onChange = ({ target }: { target: { value: string } }) => onType(target.value);
  if (detail.type === "choice" || detail.unit === "weekday") {
    const options =
      detail.options?.map((each) => ({ value: each, words: t(`settings.choices.${each}` as never) as string })) ??
      WEEKDAYS.map((day) => ({ value: String(day), words: weekday(day) }));
    return (
      <Select {...shared} onChange={onChange}>
        {options.map(({ value, words }) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </Select>
    );
  }
  if (detail.unit === "minuteOfDay") return <Input {...shared} type="time" onChange={onChange} />;
  if (detail.type === "text") return <Input {...shared} maxLength={detail.max ?? undefined} onChange={onChange} />;
  if (detail.type === "integers") return <Input {...shared} inputMode="numeric" onChange={onChange} />;
  const scale = detail.unit === "bytes" ? BYTES_PER_MB : 1;
  return (
    <Input
      {...shared}
      type="number"
      className="tabular"
      min={(detail.min ?? 0) / scale}
      max={detail.max === null ? undefined : detail.max / scale}
      step={scale === 1 ? (detail.step ?? "any") : "any"}
      onChange={onChange}
    />
  );
}

/** "1 to 365 days", where there are bounds worth telling. */
function useBounds({ type, unit, min, max, maxItems }: SettingDetail): string | null {
  const { t } = useTranslation();
  const { number } = useFormats();
  if (min === null || max === null || unit === "minuteOfDay" || unit === "weekday" || type === "choice") return null;
  if (type === "text") return t("settings.letters", { min, max });
  if (unit === "bytes") return t("settings.inMb");
  const range = { min: number(min), max: number(max) };
  if (type === "integers") return t("settings.listBounds", { ...range, count: maxItems ?? 1 });
  if (unit === "days") return t("settings.dayBounds", range);
  if (unit === "minutes") return t("settings.minuteBounds", range);
  if (unit === "percent") return t("settings.percentBounds", range);
  return t("settings.bounds", range);
}
