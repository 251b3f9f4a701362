import { failureOf, itemsOf, pagesOf } from "@nexa/client";
import type { PublicFaq } from "@nexa/contracts";
import { Button } from "@nexa/ui/components/button.tsx";
import { Input } from "@nexa/ui/components/input.tsx";
import { Skeleton } from "@nexa/ui/components/skeleton.tsx";
import { EmptyState, ErrorState } from "@nexa/ui/components/states.tsx";
import { LANGUAGES } from "@nexa/ui/i18n/create-i18n";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { ChevronDown, MessageCircleQuestion, Search } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, client } from "../app/api.ts";
import { CategoryChips } from "./category-chips.tsx";

const PAGE = 30;
const TYPING_MS = 250;

export type HelpSearch = { q?: string; topic?: string };

/** The operator's questions and answers, found by words. */
export function HelpScreen({ q = "", topic, onSearch }: HelpSearch & { onSearch: (search: HelpSearch) => void }) {
  const { t, i18n } = useTranslation();
  const [typed, setTyped] = useState(q);
  useEffect(() => {
    if (typed.trim() === q) return;
    const timer = setTimeout(() => onSearch({ q: typed.trim(), topic }), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, q, topic, onSearch]);
  const input = {
    limit: PAGE,
    locale: LANGUAGES.find((each) => each === i18n.language) ?? "en",
    ...(q && { search: q }),
    ...(topic && { category: topic }),
  };
  const list = useInfiniteQuery({
    ...pagesOf([...api.content.listFaqs.pathKey(), input], (page) =>
      client.content.listFaqs.query({ ...input, ...page }),
    ),
    placeholderData: keepPreviousData,
  });
  const questions = itemsOf(list.data);
  return (
    <div className="grid grid-cols-1 gap-4">
      <h1 className="font-semibold text-xl">{t("help.title")}</h1>
      <search className="relative">
        <Search aria-hidden className="pointer-events-none absolute top-3.5 left-3 size-5 text-muted-foreground" />
        <Input
          type="search"
          aria-label={t("help.search")}
          placeholder={t("help.search")}
          maxLength={100}
          className="h-12 pl-10"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </search>
      <CategoryChips
        categories={list.data?.pages[0]?.categories ?? []}
        chosen={topic}
        onChoose={(next) => onSearch({ q, topic: next })}
      />
      {list.isPending && <QuestionsSkeleton />}
      {list.isError && !questions && <ErrorState failure={failureOf(list.error)} onRetry={() => void list.refetch()} />}
      {questions?.length === 0 && (
        <EmptyState icon={MessageCircleQuestion} title={t("help.nothing")} text={t("help.nothingText")} />
      )}
      {questions && questions.length > 0 && (
        <ul className="divide-y overflow-hidden rounded-card border bg-card shadow-card">
          {questions.map((faq) => (
            <Question key={faq.id} faq={faq} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button
          className="justify-self-center"
          isBusy={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t("help.more")}
        </Button>
      )}
    </div>
  );
}

function Question({ faq }: { faq: PublicFaq }) {
  return (
    <li lang={faq.locale}>
      <details className="group">
        <summary className="flex min-h-14 cursor-pointer list-none items-center gap-3 px-4 py-3 outline-offset-[-2px] hover:bg-muted [&::-webkit-details-marker]:hidden">
          <span className="grow font-medium">{faq.question}</span>
          <ChevronDown
            aria-hidden
            className="size-5 shrink-0 text-muted-foreground transition-transform duration-150 group-open:rotate-180"
          />
        </summary>
        <div className="grid gap-3 px-4 pb-4">
          <p className="whitespace-pre-line text-pretty text-muted-foreground">{faq.answer}</p>
          {faq.imageUrl && <img src={faq.imageUrl} alt="" loading="lazy" className="max-w-full rounded-control" />}
        </div>
      </details>
    </li>
  );
}

const ROWS = ["a", "b", "c", "d", "e", "f"];

function QuestionsSkeleton() {
  return (
    <div className="divide-y rounded-card border bg-card">
      {ROWS.map((row) => (
        <div key={row} className="px-4 py-4">
          <Skeleton className="h-6 w-3/4" />
        </div>
      ))}
    </div>
  );
}
