import { PAYMENT_METHODS, type PaymentMethod } from "@nexa/contracts/enums";
import { Field } from "@nexa/ui/components/field.tsx";
import { Select } from "@nexa/ui/components/select.tsx";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import type { PayChoice } from "./use-pay.ts";

const FIRST = "upi";
const IN_ORDER = [FIRST, ...PAYMENT_METHODS.filter((method) => method !== FIRST)] as const;

export function MethodPicker(props: { method: PaymentMethod; onChange: (part: Partial<PayChoice>) => void }) {
  const { t } = useTranslation();
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-2 font-medium text-sm">{t("recharge.method.title")}</legend>
      <div className="grid grid-cols-2 gap-2">
        {IN_ORDER.map((method) => (
          <label
            key={method}
            className="flex min-h-12 items-center gap-3 rounded-control border border-input bg-card px-3 text-sm has-checked:border-brand has-checked:bg-brand-soft"
          >
            <input
              type="radio"
              name="method"
              value={method}
              checked={props.method === method}
              onChange={() => props.onChange({ method })}
              className="size-4 accent-brand"
            />
            {t(`recharge.method.${method}`)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** Tokens that the simulated gateway of the demo answers to. */
const DEMO_TOKENS = ["tok_success", "tok_declined", "tok_pending", "tok_timeout"] as const;

/** Lets visitors of the demo see every way a payment can end; elsewhere there is no such choice. */
export function DemoBank(props: { token: string | undefined; onChange: (part: Partial<PayChoice>) => void }) {
  const { t } = useTranslation();
  const isDemo = useQuery(api.settings.operator.queryOptions({})).data?.isDemo === true;
  if (!isDemo) return null;
  return (
    <Field label={t("recharge.demo.label")}>
      {(control) => (
        <Select
          {...control}
          value={props.token ?? DEMO_TOKENS[0]}
          onChange={({ target }) => props.onChange({ token: target.value })}
        >
          {DEMO_TOKENS.map((token) => (
            <option key={token} value={token}>
              {t(`recharge.demo.${token}`)}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
