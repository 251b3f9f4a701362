import { failureOf } from "@nexa/client";
import type { StaffCategory } from "@nexa/contracts/catalog";
import { Button } from "@nexa/ui/components/button.tsx";
import { Card } from "@nexa/ui/components/card.tsx";
import { Skeleton } from "@nexa/ui/components/skeleton.tsx";
import { EmptyState, ErrorState } from "@nexa/ui/components/states.tsx";
import { Moment } from "@nexa/ui/format/display.tsx";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Pencil, Plus, Tags, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../app/use-may.ts";
import { CategoryDialog, DeleteCategoryDialog } from "./category-dialogs.tsx";
import { allCategories } from "./use-catalog.ts";

type Open = { kind: "edit"; category: StaffCategory | null } | { kind: "delete"; category: StaffCategory } | null;

/** The headings that plans stand under: few by nature, so all of them on one page. */
export function CategoriesScreen() {
  const { t } = useTranslation();
  const mayWrite = useMay("catalog.write");
  const [open, setOpen] = useState<Open>(null);
  const categories = useQuery(allCategories);
  return (
    <div className="grid max-w-3xl gap-4">
      <header className="flex items-center justify-between gap-3">
        <h1 className="font-semibold text-xl">{t("catalog.categories.title")}</h1>
        {mayWrite && (
          <Button variant="primary" onClick={() => setOpen({ kind: "edit", category: null })}>
            <Plus aria-hidden />
            {t("catalog.categories.new")}
          </Button>
        )}
      </header>
      <Card className="p-0">
        {categories.isPending && <Skeleton className="m-4 h-64" />}
        {categories.isError && (
          <ErrorState failure={failureOf(categories.error)} onRetry={() => void categories.refetch()} />
        )}
        {categories.data?.length === 0 && (
          <EmptyState icon={Tags} title={t("catalog.categories.none")} text={t("catalog.categories.noneText")} />
        )}
        <ul className="divide-y text-sm">
          {categories.data?.map((category) => (
            <CategoryItem key={category.id} category={category} onOpen={setOpen} mayWrite={mayWrite} />
          ))}
        </ul>
      </Card>
      {open?.kind === "edit" && <CategoryDialog category={open.category} onClose={() => setOpen(null)} />}
      {open?.kind === "delete" && <DeleteCategoryDialog category={open.category} onClose={() => setOpen(null)} />}
    </div>
  );
}

function CategoryItem(props: { category: StaffCategory; mayWrite: boolean; onOpen: (open: Open) => void }) {
  const { t } = useTranslation();
  const { category, mayWrite, onOpen } = props;
  return (
    <li className="flex items-center gap-3 px-4 py-2">
      <span className="grid min-w-0 grow">
        <Link to="/catalog/plans" search={{ categoryId: category.id }} className="truncate font-medium hover:underline">
          {category.name}
        </Link>
        <span className="text-muted-foreground">
          {t("catalog.categories.plans", { count: category.planCount })} ·{" "}
          {t("catalog.categories.onSale", { count: category.activePlanCount })}
        </span>
      </span>
      <Moment at={category.updatedAt} as="date" className="hidden text-muted-foreground sm:block" />
      {mayWrite && (
        <>
          <Button
            variant="quiet"
            size="icon"
            aria-label={t("catalog.categories.rename", { name: category.name })}
            onClick={() => onOpen({ kind: "edit", category })}
          >
            <Pencil aria-hidden />
          </Button>
          <Button
            variant="quiet"
            size="icon"
            aria-label={t("catalog.categories.delete", { name: category.name })}
            onClick={() => onOpen({ kind: "delete", category })}
          >
            <Trash2 aria-hidden />
          </Button>
        </>
      )}
    </li>
  );
}
