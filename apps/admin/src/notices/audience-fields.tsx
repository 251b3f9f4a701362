import { ACCOUNT_STATUSES, PLAN_TYPES } from "@nexa/contracts/enums";
import { useQuery } from "@tanstack/react-query";
import type { UseFormReturn } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { useMay } from "../app/use-may.ts";
import { allPlans } from "../catalog/use-catalog.ts";
import { NumberField, SelectField, TextField } from "../forms/form-fields.tsx";
import type { ComposeValues, Recipient } from "./compose-values.ts";
import { RecipientPicker } from "./recipient-picker.tsx";

/** As many as one notification may name. */
const MAX_NAMED = 1_000;
const WRITABLE = ACCOUNT_STATUSES.filter((status) => status !== "closed");

/** To whom it goes. */
export function AudienceFields(props: {
  form: UseFormReturn<ComposeValues>;
  recipients: readonly Recipient[];
  onRecipients: (recipients: Recipient[]) => void;
}) {
  const { t } = useTranslation();
  const { form } = props;
  const mayManage = useMay("notifications.manage");
  const to = form.watch("to");
  return (
    <div className="grid gap-4">
      {mayManage && (
        <SelectField form={form} name="to" label={t("notices.to")}>
          {(["segment", "customers", "everyone"] as const).map((each) => (
            <option key={each} value={each}>
              {t(`notices.audiences.${each}`)}
            </option>
          ))}
        </SelectField>
      )}
      {to === "customers" && (
        <RecipientPicker chosen={props.recipients} max={mayManage ? MAX_NAMED : 1} onChange={props.onRecipients} />
      )}
      {to === "segment" && <Segment form={form} />}
    </div>
  );
}

function Segment({ form }: { form: UseFormReturn<ComposeValues> }) {
  const { t } = useTranslation();
  const plans = useQuery(allPlans).data ?? [];
  return (
    <fieldset className="grid gap-4 sm:grid-cols-2">
      <legend className="mb-2 text-muted-foreground text-sm">{t("notices.segmentHint")}</legend>
      <SelectField form={form} name="status" label={t("notices.account")}>
        <option value="">{t("notices.any")}</option>
        {WRITABLE.map((status) => (
          <option key={status} value={status}>
            {t(`notices.accounts.${status}`)}
          </option>
        ))}
      </SelectField>
      <SelectField form={form} name="planType" label={t("notices.planType")}>
        <option value="">{t("notices.any")}</option>
        {PLAN_TYPES.map((type) => (
          <option key={type} value={type}>
            {t(`catalog.types.${type}`)}
          </option>
        ))}
      </SelectField>
      <SelectField form={form} name="planId" label={t("notices.plan")}>
        <option value="">{t("notices.any")}</option>
        {plans.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <NumberField form={form} name="balanceBelowGb" label={t("notices.balanceBelow")} unit="GB" />
      <NumberField
        form={form}
        name="minDaysInactive"
        label={t("notices.inactive")}
        unit={t("catalog.units.days")}
        min={1}
        max={3650}
        isWhole
      />
      <span className="hidden sm:block" />
      <TextField form={form} name="signedUpFrom" type="datetime-local" label={t("notices.signedUpFrom")} />
      <TextField form={form} name="signedUpUntil" type="datetime-local" label={t("notices.signedUpUntil")} />
    </fieldset>
  );
}
