import type { ApiKey } from "@nexa/contracts";
import { Badge } from "@nexa/ui/components/badge.tsx";
import { Button } from "@nexa/ui/components/button.tsx";
import { Card } from "@nexa/ui/components/card.tsx";
import { EmptyState } from "@nexa/ui/components/states.tsx";
import { Tab, TabList, TabPanel, Tabs } from "@nexa/ui/components/tabs.tsx";
import { Moment } from "@nexa/ui/format/display.tsx";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { KeyRound, Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { DetailPanel } from "../run/detail-panel.tsx";
import { Loaded } from "../run/list-states.tsx";
import { PageHead } from "../run/page-head.tsx";
import { type SimpleColumn, SimpleTable } from "../run/simple-table.tsx";
import { AddApiKey } from "./add-api-key.tsx";
import { ApiKeyDetail } from "./api-key-detail.tsx";

const ALL = 500;

/** `open` is the key whose panel is open. */
export type ApiKeysSearch = { isRevoked?: true; open?: string; add?: true };

/** The keys that partners call with. */
export function ApiKeysScreen({ search }: { search: ApiKeysSearch }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const isRevoked = search.isRevoked === true;
  const keys = useQuery(api.partners.listApiKeys.queryOptions({ limit: ALL, isRevoked }));
  const filters: ApiKeysSearch = isRevoked ? { isRevoked } : {};
  const go = (next: ApiKeysSearch) => void navigate({ to: "/api-keys", search: next });
  const opened = keys.data?.items.find(({ id }) => id === search.open);
  const shown = isRevoked ? "revoked" : "live";
  return (
    <>
      <PageHead
        title={t("apiKeys.title")}
        text={t("apiKeys.text")}
        actions={
          <Button variant="primary" onClick={() => go({ ...filters, add: true })}>
            <Plus aria-hidden /> {t("apiKeys.add")}
          </Button>
        }
      />
      <Tabs value={shown} onValueChange={(tab) => go(tab === "revoked" ? { isRevoked: true } : {})}>
        <TabList aria-label={t("apiKeys.status")} className="mb-3">
          <Tab value="live">{t("apiKeys.live")}</Tab>
          <Tab value="revoked">{t("apiKeys.revoked")}</Tab>
        </TabList>
        <TabPanel value={shown} tabIndex={-1}>
          <Card className="p-0">
            <Loaded query={keys}>
              {({ items }) =>
                items.length === 0 ? (
                  <EmptyState
                    icon={KeyRound}
                    title={t(isRevoked ? "apiKeys.noneRevoked" : "apiKeys.none")}
                    text={isRevoked ? undefined : t("apiKeys.noneText")}
                  />
                ) : (
                  <KeyTable keys={items} filters={filters} />
                )
              }
            </Loaded>
          </Card>
        </TabPanel>
      </Tabs>
      {search.add && <AddApiKey onClose={() => go(filters)} />}
      {opened && (
        <DetailPanel title={opened.label} description={opened.partnerName} onClose={() => go(filters)}>
          <ApiKeyDetail apiKey={opened} />
        </DetailPanel>
      )}
    </>
  );
}

function KeyTable({ keys, filters }: { keys: readonly ApiKey[]; filters: ApiKeysSearch }) {
  const { t } = useTranslation();
  const columns: SimpleColumn<ApiKey>[] = [
    {
      name: "label",
      header: t("apiKeys.label"),
      cell: ({ id, label, partnerName }) => (
        <Link to="/api-keys" search={{ ...filters, open: id }} className="grid py-1 hover:underline">
          <span className="font-medium">{label}</span>
          <span className="text-muted-foreground">{partnerName}</span>
        </Link>
      ),
    },
    { name: "prefix", header: t("apiKeys.begins"), cell: ({ prefix }) => <code>{prefix}…</code> },
    {
      name: "scopes",
      header: t("apiKeys.scopes"),
      cell: ({ scopes }) => (
        <span className="flex flex-wrap gap-1">
          {scopes.map((scope) => (
            <Badge key={scope}>{scope}</Badge>
          ))}
        </span>
      ),
    },
    {
      name: "used",
      header: t("apiKeys.lastUsed"),
      cell: ({ lastUsedAt }) => (lastUsedAt === null ? t("run.never") : <Moment at={lastUsedAt} />),
    },
    { name: "made", header: t("apiKeys.made"), cell: ({ createdAt }) => <Moment at={createdAt} as="date" /> },
  ];
  return <SimpleTable label={t("apiKeys.title")} rows={keys} columns={columns} keyOf={({ id }) => id} />;
}
