import { failureOf } from "@nexa/client";
import type { StaffPlan } from "@nexa/contracts/catalog";
import { Button } from "@nexa/ui/components/button.tsx";
import { ConfirmDialog } from "@nexa/ui/components/confirm-dialog.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { useFailureText } from "@nexa/ui/failure-text";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { useMay } from "../app/use-may.ts";
import { invalidateCatalog } from "./use-catalog.ts";

type Question = "activate" | "deactivate" | "delete";

/** What may be done with a plan: change, put on sale or take off, delete. Each question says what it means for buyers. */
export function PlanActions(props: { plan: StaffPlan; onEdit: () => void; onDeleted: () => void }) {
  const { t } = useTranslation();
  const { plan } = props;
  const mayWrite = useMay("catalog.write");
  const text = useFailureText();
  const [question, setQuestion] = useState<Question | null>(null);
  const handlers = {
    onError: (error: unknown) => toast.error(text(failureOf(error))),
    onSuccess: async () => {
      await invalidateCatalog();
      if (question) toast.success(t(`catalog.plan.done.${question}`, { name: plan.name }));
      setQuestion(null);
      if (question === "delete") props.onDeleted();
    },
  };
  const actions = {
    activate: useMutation({ ...api.catalog.activatePlan.mutationOptions(), ...handlers }),
    deactivate: useMutation({ ...api.catalog.deactivatePlan.mutationOptions(), ...handlers }),
    delete: useMutation({ ...api.catalog.deletePlan.mutationOptions(), ...handlers }),
  };
  if (!mayWrite) return null;
  const toggle = plan.status === "active" ? "deactivate" : "activate";
  return (
    <>
      <Button variant="danger" onClick={() => setQuestion("delete")}>
        {t("forms.delete")}
      </Button>
      <Button onClick={() => setQuestion(toggle)}>{t(`catalog.plan.${toggle}`)}</Button>
      <Button variant="primary" onClick={props.onEdit}>
        {t("forms.edit")}
      </Button>
      {question && (
        <ConfirmDialog
          isOpen
          onClose={() => setQuestion(null)}
          title={t(`catalog.plan.ask.${question}`, { name: plan.name })}
          confirmLabel={t(question === "delete" ? "forms.delete" : `catalog.plan.${question}`)}
          onConfirm={() => actions[question].mutate({ planId: plan.id })}
          isBusy={actions[question].isPending}
          isDangerous={question === "delete"}
        >
          <p>{t(`catalog.plan.effect.${question}`)}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
