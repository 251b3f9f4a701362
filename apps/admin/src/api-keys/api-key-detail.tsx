import { failureOf } from "@nexa/client";
import type { ApiKey } from "@nexa/contracts";
import { Button } from "@nexa/ui/components/button.tsx";
import { ConfirmDialog } from "@nexa/ui/components/confirm-dialog.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { useFailureText } from "@nexa/ui/failure-text";
import { Moment } from "@nexa/ui/format/display.tsx";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { Fact, Facts } from "../run/facts.tsx";

export function ApiKeyDetail({ apiKey }: { apiKey: ApiKey }) {
  const { t } = useTranslation();
  const { revokedAt, lastUsedAt } = apiKey;
  return (
    <div className="grid gap-6">
      <Facts>
        <Fact label={t("apiKeys.partner")}>{apiKey.partnerName}</Fact>
        <Fact label={t("apiKeys.begins")}>
          <code>{apiKey.prefix}…</code>
        </Fact>
        <Fact label={t("apiKeys.made")}>
          <Moment at={apiKey.createdAt} />
        </Fact>
        <Fact label={t("apiKeys.lastUsed")}>{lastUsedAt === null ? t("run.never") : <Moment at={lastUsedAt} />}</Fact>
        <Fact label={t("apiKeys.scopes")} isWide>
          {apiKey.scopes.join(", ")}
        </Fact>
        {revokedAt !== null && (
          <Fact label={t("apiKeys.revokedAt")}>
            <Moment at={revokedAt} />
          </Fact>
        )}
      </Facts>
      {revokedAt === null && <Revoke apiKey={apiKey} />}
    </div>
  );
}

function Revoke({ apiKey }: { apiKey: ApiKey }) {
  const { t } = useTranslation();
  const text = useFailureText();
  const queries = useQueryClient();
  const [isAsking, setIsAsking] = useState(false);
  const revoke = useMutation({
    ...api.partners.revokeApiKey.mutationOptions(),
    onSuccess: () => {
      toast.success(t("apiKeys.isRevoked"));
      return queries.invalidateQueries({ queryKey: api.partners.listApiKeys.pathKey() });
    },
    onError: (error) => toast.error(text(failureOf(error))),
    onSettled: () => setIsAsking(false),
  });
  return (
    <div>
      <Button variant="danger" onClick={() => setIsAsking(true)}>
        {t("apiKeys.revoke")}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        title={t("apiKeys.revokeTitle", { label: apiKey.label })}
        confirmLabel={t("apiKeys.revoke")}
        isDangerous
        isBusy={revoke.isPending}
        onConfirm={() => revoke.mutate({ apiKeyId: apiKey.id })}
      >
        <p>{t("apiKeys.revokeText", { partner: apiKey.partnerName })}</p>
      </ConfirmDialog>
    </div>
  );
}
