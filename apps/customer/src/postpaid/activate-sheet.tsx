import { failureOf } from "@nexa/client";
import type { PublicPlan } from "@nexa/contracts";
import { Button } from "@nexa/ui/components/button.tsx";
import { Dialog } from "@nexa/ui/components/dialog.tsx";
import { Field } from "@nexa/ui/components/field.tsx";
import { Select } from "@nexa/ui/components/select.tsx";
import { FormError } from "@nexa/ui/components/states.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { groupPhone } from "@nexa/ui/format/group-phone";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { useLine } from "../app/use-line.ts";
import { refreshPostpaid } from "./refresh-postpaid.ts";

/** Which number the plan goes on. A number that is free comes first, as others are refused. */
export function ActivateSheet({ plan, onClose }: { plan: PublicPlan; onClose: () => void }) {
  const { t } = useTranslation();
  const { money } = useFormats();
  const navigate = useNavigate();
  const { lines, line } = useLine();
  const free = lines.find(({ mode }) => mode === "idle");
  const [lineId, setLineId] = useState((line?.mode === "idle" ? line : (free ?? line))?.id);
  const activate = useMutation(
    api.postpaid.activate.mutationOptions({
      onSuccess: async ({ id, planName, phoneNumber }) => {
        toast.success(t("postpaid.activated", { plan: planName, phone: groupPhone(phoneNumber) }));
        void refreshPostpaid();
        await navigate({ to: "/postpaid", search: { plan: id } });
      },
    }),
  );
  return (
    <Dialog
      isOpen
      shape="sheet"
      onClose={onClose}
      title={t("postpaid.activateTitle", { plan: plan.name })}
      description={t("postpaid.activateText", { price: money(plan.priceMinor) })}
      actions={
        lineId && (
          <Button
            variant="primary"
            isBusy={activate.isPending}
            onClick={() => activate.mutate({ planId: plan.id, lineId })}
          >
            {t("postpaid.activate")}
          </Button>
        )
      }
    >
      <div className="grid gap-4 pt-2">
        {lineId ? (
          <Field label={t("postpaid.line")}>
            {(control) => (
              <Select
                {...control}
                value={lineId}
                onChange={({ target }) => {
                  setLineId(target.value);
                  activate.reset();
                }}
              >
                {lines.map(({ id, phoneNumber }) => (
                  <option key={id} value={id}>
                    {groupPhone(phoneNumber)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        ) : (
          <p className="text-sm">{t("postpaid.noLine")}</p>
        )}
        <FormError failure={activate.error ? failureOf(activate.error) : null} />
      </div>
    </Dialog>
  );
}
