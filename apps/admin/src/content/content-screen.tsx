import { failureOf } from "@nexa/client";
import { CONTENT_KINDS } from "@nexa/contracts/content-admin";
import { LANGUAGES } from "@nexa/contracts/enums";
import { Button } from "@nexa/ui/components/button.tsx";
import { Card } from "@nexa/ui/components/card.tsx";
import { ConfirmDialog } from "@nexa/ui/components/confirm-dialog.tsx";
import { Select } from "@nexa/ui/components/select.tsx";
import { Skeleton } from "@nexa/ui/components/skeleton.tsx";
import { EmptyState, ErrorState, FormError } from "@nexa/ui/components/states.tsx";
import { Tab, TabList, Tabs } from "@nexa/ui/components/tabs.tsx";
import { useMutation, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { LayoutTemplate, Plus, TriangleAlert } from "lucide-react";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, queryClient } from "../app/api.ts";
import { useMay } from "../app/use-may.ts";
import { ContentForm } from "./content-form.tsx";
import { type ContentItem, contentItems } from "./content-items.ts";
import { ContentList } from "./content-list.tsx";
import { type ContentValues, deleteContent } from "./content-values.ts";
import { PhonePreview } from "./phone-preview.tsx";

const route = getRouteApi("/_app/content");

/** What the apps show beside the catalogue, with the customers' screen beside it. */
export function ContentScreen() {
  const { t } = useTranslation();
  const { kind = "carousel", locale = "en", open } = route.useSearch();
  const navigate = route.useNavigate();
  const mayWrite = useMay("content.write");
  const [values, setValues] = useState<ContentValues | null>(null);
  const [deleting, setDeleting] = useState<ContentItem | null>(null);
  const go = (to: { kind?: typeof kind; locale?: typeof locale; open?: string | undefined }) => {
    setValues(null);
    void navigate({ search: { kind, locale, ...to } });
  };
  const items = useQuery(contentItems(kind, locale));
  const item = items.data?.find((each) => each.id === open) ?? null;
  const isEditing = open === "new" || item !== null;
  const onChange = useCallback((typed: ContentValues) => setValues({ ...typed }), []);
  return (
    <div className="grid gap-4">
      <header className="flex flex-wrap items-center gap-2">
        <h1 className="grow font-semibold text-xl">{t("content.title")}</h1>
        <Select
          aria-label={t("content.language")}
          className="w-auto"
          value={locale}
          onChange={({ target }) => go({ locale: LANGUAGES.find((each) => each === target.value) ?? "en" })}
        >
          {LANGUAGES.map((each) => (
            <option key={each} value={each}>
              {t(`content.languages.${each}`)}
            </option>
          ))}
        </Select>
        {mayWrite && !isEditing && (
          <Button variant="primary" onClick={() => go({ open: "new" })}>
            <Plus aria-hidden />
            {t(`content.new.${kind}`)}
          </Button>
        )}
      </header>
      <Problems />
      <Tabs value={kind} onValueChange={(next) => go({ kind: CONTENT_KINDS.find((each) => each === next) ?? kind })}>
        <TabList aria-label={t("content.title")}>
          {CONTENT_KINDS.map((each) => (
            <Tab key={each} value={each} aria-controls={undefined}>
              {t(`content.kinds.${each}`)}
            </Tab>
          ))}
        </TabList>
      </Tabs>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        {isEditing ? (
          <Card className="grid grid-cols-[minmax(0,1fr)] gap-4">
            <h2 className="font-semibold text-base">{item ? t("content.edit") : t(`content.new.${kind}`)}</h2>
            <ContentForm
              key={`${open}-${item?.revision}`}
              {...{ kind, locale, item, onChange }}
              onDone={() => go({ open: undefined })}
            />
          </Card>
        ) : (
          <div className="grid gap-4">
            {items.isPending && <Skeleton className="h-80" />}
            {items.isError && <ErrorState failure={failureOf(items.error)} onRetry={() => void items.refetch()} />}
            {items.data?.length === 0 && (
              <EmptyState icon={LayoutTemplate} title={t("content.none")} text={t("content.noneText")} />
            )}
            {items.data && items.data.length > 0 && (
              <ContentList
                {...{ kind, locale, items: items.data }}
                onOpen={(id) => go({ open: id })}
                onDelete={setDeleting}
              />
            )}
          </div>
        )}
        <PhonePreview locale={locale} draft={isEditing && open && values ? { kind, id: open, values } : null} />
      </div>
      {deleting && <DeleteContent item={deleting} onClose={() => setDeleting(null)} />}
    </div>
  );
}

/** What is published but not seen as it was meant. */
function Problems() {
  const { t } = useTranslation();
  const overview = useQuery(api.content.getOverview.queryOptions({}));
  const problems = overview.data?.problems ?? [];
  if (problems.length === 0) return null;
  return (
    <ul className="grid gap-2 rounded-card bg-warning-soft p-3 text-sm text-warning">
      {problems.map((problem) => (
        <li key={`${problem.id}-${problem.problem}`} className="flex gap-2">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span>
            <strong className="font-medium">{problem.title}</strong>{" "}
            <span>{t(`content.languages.${problem.locale}`)}</span> {problem.advice}
          </span>
        </li>
      ))}
    </ul>
  );
}

function DeleteContent({ item, onClose }: { item: ContentItem; onClose: () => void }) {
  const { t } = useTranslation();
  const removal = useMutation({
    mutationFn: () => deleteContent(item),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: api.content.pathKey() });
      onClose();
    },
  });
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={t("content.deleteTitle", { title: item.title })}
      confirmLabel={t("forms.delete")}
      onConfirm={() => removal.mutate()}
      isBusy={removal.isPending}
      isDangerous
    >
      <p>{t(item.isVisible ? "content.deleteVisible" : "content.deleteHidden")}</p>
      <FormError failure={removal.error ? failureOf(removal.error) : null} />
    </ConfirmDialog>
  );
}
