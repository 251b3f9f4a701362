import { Button } from "@nexa/ui/components/button.tsx";
import { Field } from "@nexa/ui/components/field.tsx";
import { PhoneInput } from "@nexa/ui/components/phone-input.tsx";
import { Select } from "@nexa/ui/components/select.tsx";
import { groupPhone } from "@nexa/ui/format/group-phone";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { useLine } from "../app/use-line.ts";
import type { RechargeSearch } from "./recharge-link.ts";

const OTHER = "other";

/** Own numbers, linked ones, or any other. */
export function RecipientPicker({ number, search }: { number: string; search: RechargeSearch }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [isOther, setOther] = useState(false);
  const { lines } = useLine();
  const links = useQuery(api.linkedAccounts.list.queryOptions({ status: "linked" })).data?.items ?? [];
  const owned = lines.filter(({ mode }) => mode === "prepaid" || mode === "idle");
  const known = new Map<string, string>([
    ...links.map(
      ({ phoneNumber, label }) =>
        [phoneNumber, t("recharge.linkedNumber", { label, phone: groupPhone(phoneNumber) })] as const,
    ),
    ...owned.map(
      ({ phoneNumber }) => [phoneNumber, t("recharge.ownNumber", { phone: groupPhone(phoneNumber) })] as const,
    ),
  ]);
  if (number !== "" && !known.has(number)) known.set(number, groupPhone(number));
  const choose = (to: string) => void navigate({ to: "/recharge", search: { ...search, to }, replace: true });
  return (
    <div className="grid gap-3">
      <Field label={t("recharge.for")}>
        {(control) => (
          <Select
            {...control}
            value={isOther ? OTHER : number}
            onChange={({ target }) => (target.value === OTHER ? setOther(true) : choose(target.value))}
          >
            {[...known].reverse().map(([phone, text]) => (
              <option key={phone} value={phone}>
                {text}
              </option>
            ))}
            <option value={OTHER}>{t("recharge.otherNumber")}</option>
          </Select>
        )}
      </Field>
      {isOther && <OtherNumber onChoose={choose} />}
    </div>
  );
}

function OtherNumber({ onChoose }: { onChoose: (number: string) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        onChoose(typed.trim());
      }}
    >
      <Field label={t("recharge.otherLabel")} hint={t("recharge.otherHint")}>
        {(control) => (
          <PhoneInput
            {...control}
            autoFocus
            required
            minLength={4}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
        )}
      </Field>
      <Button type="submit" className="justify-self-start">
        {t("recharge.useNumber")}
      </Button>
    </form>
  );
}
