import { failureOf } from "@nexa/client";
import type { CheckedSecondary } from "@nexa/contracts";
import { Badge } from "@nexa/ui/components/badge.tsx";
import { Button } from "@nexa/ui/components/button.tsx";
import { ConfirmDialog } from "@nexa/ui/components/confirm-dialog.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { useFailureText } from "@nexa/ui/failure-text";
import { Phone } from "@nexa/ui/format/display.tsx";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { Loaded } from "../run/list-states.tsx";

/** The numbers that share a plan, each with what is wrong with it. */
export function SecondaryNumbers({ activationId, mayRemove }: { activationId: string; mayRemove: boolean }) {
  const { t } = useTranslation();
  const checked = useQuery(api.postpaid.validateSecondaries.queryOptions({ activationId }));
  return (
    <section className="grid gap-2">
      <h2 className="font-medium">{t("postpaid.secondaries")}</h2>
      <Loaded query={checked}>
        {({ items, maxSecondaryNumbers }) =>
          items.length === 0 ? (
            <p className="text-muted-foreground text-sm">{t("postpaid.noSecondary", { count: maxSecondaryNumbers })}</p>
          ) : (
            <ul className="grid divide-y text-sm">
              {items.map((item) => (
                <Secondary key={item.id} item={item} mayRemove={mayRemove} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}

function Secondary({ item, mayRemove }: { item: CheckedSecondary; mayRemove: boolean }) {
  const { t } = useTranslation();
  const text = useFailureText();
  const queries = useQueryClient();
  const [isAsking, setIsAsking] = useState(false);
  const remove = useMutation({
    ...api.postpaid.removeSecondary.mutationOptions(),
    onSuccess: () => {
      toast.success(t("postpaid.removed"));
      return queries.invalidateQueries({ queryKey: api.postpaid.pathKey() });
    },
    onError: (error) => toast.error(text(failureOf(error))),
    onSettled: () => setIsAsking(false),
  });
  return (
    <li className="flex flex-wrap items-center gap-3 py-2">
      <Phone number={item.phoneNumber} />
      {item.label !== null && <span className="text-muted-foreground">{item.label}</span>}
      <Badge tone={item.isValid ? "positive" : "warning"}>{t(`postpaid.secondaryStatuses.${item.status}`)}</Badge>
      {mayRemove && (
        <Button size="sm" className="ml-auto" onClick={() => setIsAsking(true)}>
          {t("postpaid.remove")}
        </Button>
      )}
      {item.problems.map(({ problem, sentence }) => (
        <p key={problem} className="basis-full text-warning">
          {sentence}
        </p>
      ))}
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        title={t("postpaid.removeTitle", { number: item.phoneNumber })}
        confirmLabel={t("postpaid.remove")}
        isDangerous
        isBusy={remove.isPending}
        onConfirm={() => remove.mutate({ secondaryId: item.id })}
      >
        <p>{t("postpaid.removeText")}</p>
      </ConfirmDialog>
    </li>
  );
}
