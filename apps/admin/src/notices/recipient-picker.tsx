import { Button } from "@nexa/ui/components/button.tsx";
import { Field } from "@nexa/ui/components/field.tsx";
import { Input } from "@nexa/ui/components/input.tsx";
import { Phone } from "@nexa/ui/format/display.tsx";
import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import type { Recipient } from "./compose-values.ts";

/** Finds customers by name or number and keeps those chosen. */
export function RecipientPicker(props: {
  chosen: readonly Recipient[];
  max: number;
  onChange: (chosen: Recipient[]) => void;
}) {
  const { t } = useTranslation();
  const { chosen, max, onChange } = props;
  const [typed, setTyped] = useState("");
  const search = useDeferredValue(typed.trim());
  const found = useQuery({
    ...api.customers.list.queryOptions({ search, limit: 6 }),
    enabled: search.length >= 3 && chosen.length < max,
  });
  const matches = found.data?.items.filter(({ id }) => chosen.every((each) => each.id !== id)) ?? [];
  return (
    <div className="grid gap-2">
      {chosen.length < max && (
        <Field label={t("notices.findCustomer")}>
          {(control) => (
            <Input {...control} type="search" value={typed} onChange={(event) => setTyped(event.target.value)} />
          )}
        </Field>
      )}
      {search.length >= 3 && matches.length > 0 && (
        <ul className="divide-y rounded-control border text-sm">
          {matches.map(({ id, fullName, phoneNumber }) => (
            <li key={id}>
              <button
                type="button"
                className="flex min-h-10 w-full justify-between gap-3 px-3 py-2 text-left hover:bg-muted"
                onClick={() => {
                  onChange([...chosen, { id, fullName, phoneNumber }]);
                  setTyped("");
                }}
              >
                {fullName}
                {phoneNumber && <Phone number={phoneNumber} className="text-muted-foreground" />}
              </button>
            </li>
          ))}
        </ul>
      )}
      <ul className="flex flex-wrap gap-2">
        {chosen.map((each) => (
          <li key={each.id} className="flex items-center gap-1 rounded-full bg-muted py-0.5 pr-1 pl-3 text-sm">
            {each.fullName}
            <Button
              size="icon-sm"
              variant="quiet"
              aria-label={t("notices.removeCustomer", { name: each.fullName })}
              onClick={() => onChange(chosen.filter(({ id }) => id !== each.id))}
            >
              <X aria-hidden />
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
