import { failureOf } from "@nexa/client";
import { Button } from "@nexa/ui/components/button.tsx";
import { Card } from "@nexa/ui/components/card.tsx";
import { Skeleton } from "@nexa/ui/components/skeleton.tsx";
import { EmptyState, ErrorState } from "@nexa/ui/components/states.tsx";
import { Link, useNavigate } from "@tanstack/react-router";
import { ChevronRight, ReceiptText, UserPlus, Users } from "lucide-react";
import { useTranslation } from "react-i18next";
import { AddLinkSheet } from "./add-link-sheet.tsx";
import type { FamilySearch } from "./family-search.ts";
import { IncomingLinks } from "./incoming-links.tsx";
import { LinkCard } from "./link-card.tsx";
import { LinkSheet } from "./link-sheet.tsx";
import { useLinks } from "./links.ts";

/** Family numbers the customer looks after, and who looks after theirs. */
export function FamilyScreen({ search }: { search: FamilySearch }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const close = () => void navigate({ to: "/family", search: {} });
  return (
    <div className="grid gap-6">
      <header className="flex items-center justify-between gap-3">
        <h1 className="font-semibold text-2xl">{t("family.title")}</h1>
        <Button asChild variant="primary">
          <Link to="/family" search={{ add: true }}>
            <UserPlus aria-hidden />
            {t("family.add")}
          </Link>
        </Button>
      </header>
      <IncomingLinks of="requested" />
      <Links openId={search.link} onClose={close} />
      <IncomingLinks of="linked" />
      <Link
        to="/postpaid"
        className="flex items-center gap-3 rounded-card border bg-card p-4 shadow-card hover:bg-muted"
      >
        <ReceiptText aria-hidden className="size-5 text-muted-foreground" />
        <span className="grow">
          <span className="block font-medium">{t("family.postpaid")}</span>
          <span className="block text-muted-foreground text-sm">{t("family.postpaidText")}</span>
        </span>
        <ChevronRight aria-hidden className="size-5 text-muted-foreground" />
      </Link>
      {search.add && <AddLinkSheet onClose={close} />}
    </div>
  );
}

function Links({ openId, onClose }: { openId: string | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const found = useLinks();
  if (found.isError) return <ErrorState failure={failureOf(found.error)} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Skeleton className="h-44 rounded-card" />;
  const links = found.data.pages.flatMap((page) => page.items);
  const open = links.find(({ id }) => id === openId);
  if (links.length === 0) {
    return (
      <Card>
        <EmptyState icon={Users} title={t("family.empty")} text={t("family.emptyText")} />
      </Card>
    );
  }
  return (
    <section className="grid gap-3" aria-labelledby="family-mine">
      <h2 id="family-mine" className="font-semibold">
        {t("family.mine")}
      </h2>
      <ul className="grid gap-3">
        {links.map((link) => (
          <li key={link.id}>
            <LinkCard link={link} />
          </li>
        ))}
      </ul>
      {found.hasNextPage && (
        <Button isBusy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t("family.more")}
        </Button>
      )}
      {open?.number && <LinkSheet link={open} number={open.number} onClose={onClose} />}
    </section>
  );
}
