import { cn } from "@nexa/ui/class-names";
import { useTranslation } from "react-i18next";

const TAB =
  "-mb-px flex h-11 items-center whitespace-nowrap border-transparent border-b-2 px-3 text-muted-foreground text-sm hover:text-foreground aria-pressed:border-brand aria-pressed:font-medium aria-pressed:text-foreground";

/** One category at a time. They narrow the one list below, so they are pressed buttons and no tab panels. */
export function CategoryTabs(props: {
  categories: readonly { id: string; name: string }[];
  chosen: string | undefined;
  onChoose: (id: string | undefined) => void;
}) {
  const { t } = useTranslation();
  return (
    <fieldset className="-mx-4 min-w-0">
      <legend className="sr-only">{t("plans.categories")}</legend>
      <div className="flex overflow-x-auto border-b px-4 [scrollbar-width:none]">
        {[{ id: undefined, name: t("plans.all") }, ...props.categories].map(({ id, name }) => (
          <button
            key={name}
            type="button"
            aria-pressed={props.chosen === id}
            onClick={() => props.onChoose(id)}
            className={cn(TAB, "outline-offset-[-2px]")}
          >
            {name}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
