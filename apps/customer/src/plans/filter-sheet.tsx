import { BYTES_PER_GB } from "@nexa/contracts/volume";
import { Button } from "@nexa/ui/components/button.tsx";
import { Dialog } from "@nexa/ui/components/dialog.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { DAILY_STEPS_GB, type PlansSearch, PRICE_STEPS, VALIDITIES, type Validity } from "./plans-search.ts";

type Filters = Pick<PlansSearch, "price" | "validity" | "daily">;

/** Price, validity and data a day. Each choice counts at once; the list behind it shows how many are left. */
export function FilterSheet(props: {
  isOpen: boolean;
  onClose: () => void;
  filters: Filters;
  onChange: (filters: Filters) => void;
  count: number;
}) {
  const { t } = useTranslation();
  const { money, volume } = useFormats();
  const { filters, onChange } = props;
  return (
    <Dialog
      isOpen={props.isOpen}
      onClose={props.onClose}
      shape="sheet"
      title={t("plans.filtersTitle")}
      actions={
        <>
          <Button
            variant="quiet"
            size="lg"
            onClick={() => onChange({ price: undefined, validity: undefined, daily: undefined })}
          >
            {t("plans.clearFilters")}
          </Button>
          <Button variant="primary" size="lg" className="grow" onClick={props.onClose}>
            {t("plans.showPlans", { count: props.count })}
          </Button>
        </>
      }
    >
      <div className="grid gap-5">
        <Choice
          label={t("plans.price")}
          options={PRICE_STEPS.map((step) => ({ value: step, label: t("plans.upTo", { amount: money(step) }) }))}
          chosen={filters.price}
          onChoose={(price) => onChange({ ...filters, price })}
        />
        <Choice
          label={t("plans.validity")}
          options={(Object.keys(VALIDITIES) as Validity[]).map((value) => ({
            value,
            label: t(`plans.validities.${value}`),
          }))}
          chosen={filters.validity}
          onChoose={(validity) => onChange({ ...filters, validity })}
        />
        <Choice
          label={t("plans.dataADay")}
          options={DAILY_STEPS_GB.map((step) => ({
            value: step,
            label: t("plans.from", { amount: volume(step * BYTES_PER_GB) }),
          }))}
          chosen={filters.daily}
          onChoose={(daily) => onChange({ ...filters, daily })}
        />
      </div>
    </Dialog>
  );
}

function Choice<Value extends string | number>(props: {
  label: string;
  options: readonly { value: Value; label: string }[];
  chosen: Value | undefined;
  onChoose: (value: Value | undefined) => void;
}) {
  const { t } = useTranslation();
  const name = useId();
  const all = [{ value: undefined, label: t("plans.any") }, ...props.options];
  return (
    <fieldset>
      <legend className="mb-2 font-medium text-sm">{props.label}</legend>
      <div className="flex flex-wrap gap-2">
        {all.map(({ value, label }) => (
          <label
            key={label}
            className="flex h-10 cursor-pointer items-center rounded-control border border-input px-3 text-sm has-checked:border-brand has-checked:bg-brand-soft has-checked:font-medium has-checked:text-brand-strong has-focus-visible:outline-2 has-focus-visible:outline-brand has-focus-visible:outline-offset-2"
          >
            <input
              type="radio"
              name={name}
              checked={props.chosen === value}
              onChange={() => props.onChoose(value)}
              className="sr-only"
            />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
