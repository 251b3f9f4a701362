import { failureOf } from "@nexa/client";
import type { TransactionFilters } from "@nexa/contracts";
import { Button } from "@nexa/ui/components/button.tsx";
import { Dialog } from "@nexa/ui/components/dialog.tsx";
import { Field } from "@nexa/ui/components/field.tsx";
import { Select } from "@nexa/ui/components/select.tsx";
import { FormError } from "@nexa/ui/components/states.tsx";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, queryClient } from "../app/api.ts";
import { Part } from "../customers/facts.tsx";
import { ExportTasks } from "./export-tasks.tsx";

/** Starts an export of what the filters let through; a worker writes it, and its progress is followed here. */
export function ExportDialog({ filters, onClose }: { filters: TransactionFilters; onClose: () => void }) {
  const { t } = useTranslation();
  const [format, setFormat] = useState<"csv" | "json">("csv");
  const start = useMutation(
    api.transactions.export.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: api.tasks.list.pathKey() }),
    }),
  );
  return (
    <Dialog
      shape="panel"
      isOpen
      onClose={onClose}
      title={t("transactions.export.title")}
      description={t("transactions.export.text")}
    >
      <div className="grid gap-6 pt-2">
        <div className="flex flex-wrap items-end gap-3">
          <Field label={t("transactions.export.format")} className="grow">
            {(control) => (
              <Select
                {...control}
                value={format}
                onChange={({ target }) => setFormat(target.value === "json" ? "json" : "csv")}
              >
                <option value="csv">{t("transactions.export.csv")}</option>
                <option value="json">{t("transactions.export.json")}</option>
              </Select>
            )}
          </Field>
          <Button variant="primary" isBusy={start.isPending} onClick={() => start.mutate({ ...filters, format })}>
            {t("transactions.export.start")}
          </Button>
        </div>
        <FormError failure={start.error ? failureOf(start.error) : null} />
        <Part title={t("transactions.export.recent")}>
          <ExportTasks />
        </Part>
      </div>
    </Dialog>
  );
}
