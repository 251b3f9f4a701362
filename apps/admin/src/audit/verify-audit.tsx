import { type ClientFailure, failureOf } from "@nexa/client";
import type { VerifyAuditLogOutput } from "@nexa/contracts";
import { Button } from "@nexa/ui/components/button.tsx";
import { Dialog } from "@nexa/ui/components/dialog.tsx";
import { FormError } from "@nexa/ui/components/states.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { CircleAlert, CircleCheck, ShieldCheck } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { client } from "../app/api.ts";

type Result = { checked: number; last: VerifyAuditLogOutput };

/** Checks the whole chain, part after part, and says where it is broken. */
export function VerifyAudit() {
  const { t } = useTranslation();
  const { number } = useFormats();
  const [result, setResult] = useState<Result | null>(null);
  const [failure, setFailure] = useState<ClientFailure | null>(null);
  const [checking, setChecking] = useState<number | null>(null);
  const check = async () => {
    setResult(null);
    setFailure(null);
    setChecking(0);
    try {
      setResult(await verifyAll(setChecking));
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setChecking(null);
    }
  };
  const isOpen = result !== null || failure !== null;
  const close = () => {
    setResult(null);
    setFailure(null);
  };
  return (
    <>
      <Button variant="primary" isBusy={checking !== null} onClick={() => void check()}>
        <ShieldCheck aria-hidden />
        {checking ? t("audit.checking", { count: checking, rows: number(checking) }) : t("audit.verify")}
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={close}
        title={t("audit.verified")}
        actions={<Button onClick={close}>{t("forms.close")}</Button>}
      >
        <FormError failure={failure} />
        {result && <Verdict result={result} />}
      </Dialog>
    </>
  );
}

async function verifyAll(onChecked: (rows: number) => void): Promise<Result> {
  let checked = 0;
  let head: VerifyAuditLogOutput["head"] = null;
  for (;;) {
    const last: VerifyAuditLogOutput = await client.audit.verify.query(
      head ? { afterSeq: head.seq, afterHash: head.hash } : {},
    );
    checked += last.checkedCount;
    onChecked(checked);
    if (last.isComplete || !last.isIntact || last.head === null) return { checked, last };
    head = last.head;
  }
}

function Verdict({ result: { checked, last } }: { result: Result }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { firstBroken, head } = last;
  return (
    <div className="grid gap-3 text-sm">
      {firstBroken === null ? (
        <p className="flex items-center gap-2 font-medium text-positive">
          <CircleCheck aria-hidden className="size-5 shrink-0" />
          {t("audit.intact", { count: checked, rows: number(checked) })}
        </p>
      ) : (
        <p role="alert" className="flex items-center gap-2 font-medium text-negative">
          <CircleAlert aria-hidden className="size-5 shrink-0" />
          {t(`audit.faults.${firstBroken.fault}`, { seq: firstBroken.seq ?? "–" })}
        </p>
      )}
      {last.unsealedCount > 0 && <p>{t("audit.waiting", { count: last.unsealedCount })}</p>}
      {head && (
        <p className="break-all text-muted-foreground">
          {t("audit.head", { seq: head.seq })} <code>{head.hash}</code>
        </p>
      )}
    </div>
  );
}
