import { useTranslation } from "react-i18next";

const CHIP =
  "h-10 shrink-0 rounded-full border bg-card px-4 text-sm hover:bg-muted aria-pressed:border-transparent aria-pressed:bg-brand-soft aria-pressed:font-medium aria-pressed:text-brand-strong";

export function CategoryChips(props: {
  categories: readonly string[];
  chosen: string | undefined;
  onChoose: (category: string | undefined) => void;
}) {
  const { t } = useTranslation();
  if (props.categories.length === 0) return null;
  return (
    <fieldset className="-mx-4 flex min-w-0 gap-2 overflow-x-auto px-4 py-1">
      <legend className="sr-only">{t("help.topics")}</legend>
      <button type="button" aria-pressed={!props.chosen} className={CHIP} onClick={() => props.onChoose(undefined)}>
        {t("help.all")}
      </button>
      {props.categories.map((category) => (
        <button
          key={category}
          type="button"
          aria-pressed={category === props.chosen}
          className={CHIP}
          onClick={() => props.onChoose(category)}
        >
          {category}
        </button>
      ))}
    </fieldset>
  );
}
