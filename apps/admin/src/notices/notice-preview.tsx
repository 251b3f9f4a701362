import { failureOf } from "@nexa/client";
import { Skeleton } from "@nexa/ui/components/skeleton.tsx";
import { FormError } from "@nexa/ui/components/states.tsx";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, client } from "../app/api.ts";
import type { noticeOf } from "./compose-values.ts";

type Notice = NonNullable<ReturnType<typeof noticeOf>>;
const TYPING_MS = 400;

/** What would be sent, once nobody types any more. */
function useSettled(notice: Notice | null): Notice | null {
  const written = JSON.stringify(notice);
  const [settled, setSettled] = useState(written);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(written), TYPING_MS);
    return () => clearTimeout(timer);
  }, [written]);
  return JSON.parse(settled) as Notice | null;
}

/** Whom it would reach now and how it reads, as the server says; nothing is sent. */
export function useNoticePreview(notice: Notice | null) {
  const settled = useSettled(notice);
  return useQuery({
    queryKey: [...api.notifications.pathKey(), "preview", settled],
    queryFn: () => (settled === null ? null : client.notifications.preview.mutate(settled)),
    enabled: notice !== null && settled !== null,
    retry: false,
    placeholderData: keepPreviousData,
  });
}

export function NoticePreview({ preview }: { preview: ReturnType<typeof useNoticePreview> }) {
  const { t } = useTranslation();
  const { data } = preview;
  return (
    <section aria-live="polite" className="grid content-start gap-4">
      <h2 className="font-semibold text-base">{t("notices.preview")}</h2>
      {preview.isError && <FormError failure={failureOf(preview.error)} />}
      {preview.isFetching && !data && <Skeleton className="h-40" />}
      {!preview.isFetching && !preview.isError && !data && (
        <p className="text-muted-foreground text-sm">{t("notices.previewHint")}</p>
      )}
      {data && !preview.isError && (
        <>
          <p className="text-sm">
            <strong className="tabular font-semibold">{t("notices.reaches", { count: data.recipients })}</strong>
            {data.recipientsByLanguage.map(({ language, recipients }) => (
              <span key={language} className="block text-muted-foreground">
                {t(`content.languages.${language}`)}: {recipients}
              </span>
            ))}
          </p>
          {data.previews.map(({ language, title, body }) => (
            <figure key={language} className="grid gap-1">
              <figcaption className="text-muted-foreground text-sm">{t(`content.languages.${language}`)}</figcaption>
              <div lang={language} className="rounded-card border bg-card p-3 text-sm shadow-card">
                <p className="font-medium">{title}</p>
                <p className="whitespace-pre-line">{body}</p>
              </div>
            </figure>
          ))}
        </>
      )}
    </section>
  );
}
