import { LANGUAGES } from "@nexa/contracts/enums";
import { Skeleton } from "@nexa/ui/components/skeleton.tsx";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { ContentLink } from "./content-link.tsx";

/** The operator's header and cards, as staff publish them. */
export function Announcements() {
  const { t, i18n } = useTranslation();
  const locale = LANGUAGES.find((language) => language === i18n.language) ?? "en";
  const content = useQuery(api.content.get.queryOptions({ locale }));
  if (content.isPending) return <Skeleton className="h-56 rounded-card" />;
  // The rest of the screen stands without them, so nobody is bothered with their absence.
  if (!content.data) return null;
  const { header, carousels } = content.data;
  if (!header && carousels.length === 0) return null;
  return (
    <section aria-label={header?.title ?? t("home.more")} className="grid grid-cols-[minmax(0,1fr)] gap-3">
      {header && (
        <div className="grid gap-1">
          <h2 className="font-semibold text-xl">{header.title}</h2>
          {header.description && <p className="text-muted-foreground text-sm">{header.description}</p>}
          {header.buttonText && header.link && (
            <ContentLink
              link={header.link}
              className="min-h-10 content-center justify-self-start font-medium text-brand-strong text-sm underline-offset-4 hover:underline"
            >
              {header.buttonText}
            </ContentLink>
          )}
        </div>
      )}
      <ul className="-mx-4 flex snap-x snap-mandatory scroll-px-4 gap-3 overflow-x-auto px-4 pb-4 md:mx-0 md:scroll-px-0 md:px-0">
        {carousels.map((card) => (
          <li key={card.id} className="w-64 shrink-0 snap-start">
            <ContentLink
              link={card.link}
              planId={card.planId}
              categoryId={card.categoryId}
              className="flex h-full flex-col overflow-hidden rounded-card border bg-card shadow-card"
            >
              {card.imageUrl && (
                <img
                  src={card.imageUrl}
                  alt=""
                  width={256}
                  height={128}
                  loading="lazy"
                  className="h-32 w-full object-cover"
                />
              )}
              <span className="flex grow flex-col gap-1 p-4 text-sm">
                <span className="font-medium text-base leading-snug">{card.title}</span>
                {card.details && <span className="text-muted-foreground">{card.details}</span>}
                <span className="mt-auto flex flex-wrap justify-between gap-x-3 pt-2">
                  {card.priceText && <span className="tabular font-medium">{card.priceText}</span>}
                  {card.ctaText && <span className="font-medium text-brand-strong">{card.ctaText}</span>}
                </span>
              </span>
            </ContentLink>
          </li>
        ))}
      </ul>
    </section>
  );
}
