import type { ContentKind } from "@nexa/contracts/content-admin";
import type { Language } from "@nexa/contracts/enums";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { contentItems } from "./content-items.ts";
import type { ContentValues } from "./content-values.ts";

type Shown = {
  id: string;
  title: string;
  text: string | null;
  button: string | null;
  price: string | null;
  imageUrl: string | null;
};

/** What is being written, as its preview shows it. */
export type Draft = { kind: ContentKind; id: string; values: ContentValues } | null;

/** The customers' home screen with what they see now and, in its place, what is being written. */
export function PhonePreview({ locale, draft }: { locale: Language; draft: Draft }) {
  const { t } = useTranslation();
  const [header] = useShown("header", locale, draft);
  const cards = useShown("carousel", locale, draft);
  const questions = useShown("faq", locale, draft);
  return (
    <section aria-label={t("content.preview")} lang={locale} className="mx-auto w-80 lg:sticky lg:top-4">
      <div className="flex h-160 flex-col gap-4 overflow-y-auto *:shrink-0 rounded-[28px] border-8 border-foreground/80 bg-background p-3 text-sm">
        {header && (
          <div className="grid gap-2">
            {header.imageUrl && <img src={header.imageUrl} alt="" className="h-28 w-full rounded-card object-cover" />}
            <p className="font-semibold text-lg leading-snug">{header.title}</p>
            {header.text && <p className="text-muted-foreground">{header.text}</p>}
            {header.button && <PreviewButton text={header.button} />}
          </div>
        )}
        <ul tabIndex={0} aria-label={t("content.kinds.carousel")} className="relative flex gap-3 overflow-x-auto pb-1">
          {cards.map((card) => (
            <li
              key={card.id}
              ref={draft?.kind === "carousel" && draft.id === card.id ? (element) => showInRow(element) : null}
              className="grid w-60 shrink-0 content-start overflow-hidden rounded-card border bg-card"
            >
              {card.imageUrl && <img src={card.imageUrl} alt="" className="h-24 w-full object-cover" />}
              <div className="grid gap-1 p-3">
                <p className="font-medium">{card.title}</p>
                {card.text && <p className="text-muted-foreground">{card.text}</p>}
                {card.price && <p className="font-medium">{card.price}</p>}
                {card.button && <PreviewButton text={card.button} />}
              </div>
            </li>
          ))}
        </ul>
        <ul className="divide-y rounded-card border bg-card px-3">
          {questions.map((question) => (
            <li key={question.id}>
              <details open={draft?.kind === "faq" && draft.id === question.id} className="py-2">
                <summary className="cursor-pointer font-medium">{question.title}</summary>
                <p className="mt-1 whitespace-pre-line text-muted-foreground">{question.text}</p>
              </details>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

/** Moves the row, not the page, to the card that is being written: at each letter, since its siblings may come later. */
function showInRow(card: HTMLElement | null): void {
  if (card?.parentElement) card.parentElement.scrollLeft = card.offsetLeft;
}

function PreviewButton({ text }: { text: string }) {
  return <span className="justify-self-start rounded-control bg-brand px-3 py-1.5 text-brand-foreground">{text}</span>;
}

function useShown(kind: ContentKind, locale: Language, draft: Draft): Shown[] {
  const items = useQuery(contentItems(kind, locale)).data ?? [];
  if (draft?.kind !== kind) return items.filter((item) => item.isVisible);
  const { title, text, button, price, imageUrl } = draft.values;
  const written: Shown = { id: draft.id, title, text, button, price, imageUrl: imageUrl || null };
  // Only one header is published in a language, and a new card or question comes last.
  if (kind === "header") return [written];
  const shown = items.filter((item) => item.isVisible || item.id === draft.id);
  if (!shown.some((item) => item.id === draft.id)) return [...shown, written];
  return shown.map((item) => (item.id === draft.id ? written : item));
}
