import { failureOf } from "@nexa/client";
import type { Line } from "@nexa/contracts";
import { Badge } from "@nexa/ui/components/badge.tsx";
import { Button } from "@nexa/ui/components/button.tsx";
import { ConfirmDialog } from "@nexa/ui/components/confirm-dialog.tsx";
import { EmptyState, FormError } from "@nexa/ui/components/states.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { Moment, Phone } from "@nexa/ui/format/display.tsx";
import { useMutation } from "@tanstack/react-query";
import { Plus, Smartphone } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, client, queryClient } from "../app/api.ts";
import { useLine } from "../app/use-line.ts";
import { PageHead } from "./page-head.tsx";
import { ProofDialog } from "./proof-dialog.tsx";

const reloadLines = () => queryClient.invalidateQueries({ queryKey: api.lines.pathKey() });

/** The customer's numbers: what runs on each, add one, give one up. */
export function NumbersScreen() {
  const { t } = useTranslation();
  const { lines } = useLine();
  const [isAdding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<Line | null>(null);
  return (
    <div className="grid gap-4">
      <PageHead title={t("you.numbers")} back="/you" />
      {lines.length === 0 ? (
        <EmptyState icon={Smartphone} title={t("you.noNumbers")} text={t("you.noNumbersText")} />
      ) : (
        <ul className="divide-y rounded-card border bg-card shadow-card">
          {lines.map((line) => (
            <LineRow key={line.id} line={line} onGiveUp={() => setLeaving(line)} />
          ))}
        </ul>
      )}
      {lines.length > 1 && <p className="px-1 text-muted-foreground text-sm">{t("you.giveUpHint")}</p>}
      <Button variant="primary" className="justify-self-start" onClick={() => setAdding(true)}>
        <Plus aria-hidden />
        {t("you.addNumber")}
      </Button>
      {isAdding && (
        <ProofDialog
          onClose={() => setAdding(false)}
          title={t("you.addNumber")}
          text={t("you.addNumberText")}
          kind="phone"
          submitLabel={t("you.addNumber")}
          request={(address) => client.lines.request.mutate({ phoneNumber: address })}
          confirm={async ({ code }, { lineId }) => {
            await client.lines.confirm.mutate({ lineId, code });
            await reloadLines();
            toast.success(t("you.numberAdded"));
          }}
        />
      )}
      {leaving && <GiveUp line={leaving} onClose={() => setLeaving(null)} />}
    </div>
  );
}

function LineRow({ line, onGiveUp }: { line: Line; onGiveUp: () => void }) {
  const { t } = useTranslation();
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 px-4 py-3">
      <div className="grid gap-1">
        <span className="flex flex-wrap items-center gap-2">
          <Phone number={line.phoneNumber} className="font-medium" />
          {line.isRegistered && <Badge tone="brand">{t("you.registered")}</Badge>}
        </span>
        <span className="text-muted-foreground text-sm">
          {t(`shell.modes.${line.mode}`)}
          {line.baseEndsAt && (
            <>
              {" · "}
              {t("you.until")} <Moment at={line.baseEndsAt} as="date" />
            </>
          )}
        </span>
      </div>
      {!line.isRegistered && line.mode === "idle" && (
        <Button variant="quiet" onClick={onGiveUp}>
          {t("you.giveUp")}
        </Button>
      )}
    </li>
  );
}

function GiveUp({ line, onClose }: { line: Line; onClose: () => void }) {
  const { t } = useTranslation();
  const giveUp = useMutation(
    api.lines.giveUp.mutationOptions({
      onSuccess: async () => {
        await reloadLines();
        toast.success(t("you.givenUp"));
        onClose();
      },
    }),
  );
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={t("you.giveUpTitle")}
      confirmLabel={t("you.giveUp")}
      isDangerous
      isBusy={giveUp.isPending}
      onConfirm={() => giveUp.mutate({ lineId: line.id })}
    >
      <p>
        <Phone number={line.phoneNumber} className="font-medium" />
      </p>
      <p>{t("you.giveUpText")}</p>
      <FormError failure={giveUp.error && failureOf(giveUp.error)} />
    </ConfirmDialog>
  );
}
