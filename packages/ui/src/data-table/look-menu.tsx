import { Columns3 } from "lucide-react";
import { Popover } from "radix-ui";
import { useTranslation } from "react-i18next";
import { Button } from "../components/button.tsx";
import type { Column } from "./columns.ts";
import { DENSITIES, type TableLook } from "./use-table-look.ts";

/** Chooses the columns and how close the rows stand. The first column always shows. */
export function LookMenu(props: {
  columns: readonly Column<never>[];
  isShown: (id: string) => boolean;
  look: TableLook;
  onChange: (change: Partial<TableLook>) => void;
}) {
  const { t } = useTranslation("ui");
  const { look, onChange } = props;
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <Button variant="quiet" size="icon-sm" aria-label={t("table.look")} title={t("table.look")}>
          <Columns3 />
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={4}
          className="z-50 grid max-h-96 w-56 gap-3 overflow-y-auto rounded-card border bg-card p-3 text-sm shadow-card"
        >
          <fieldset className="grid gap-1">
            <legend className="pb-1 text-muted-foreground text-xs">{t("table.rows")}</legend>
            {DENSITIES.map((density) => (
              <label key={density} className="flex min-h-8 items-center gap-2">
                <input
                  type="radio"
                  name="density"
                  className="accent-brand"
                  checked={look.density === density}
                  onChange={() => onChange({ density })}
                />
                {t(`table.${density}`)}
              </label>
            ))}
          </fieldset>
          <fieldset className="grid gap-1">
            <legend className="pb-1 text-muted-foreground text-xs">{t("table.columns")}</legend>
            {props.columns.slice(1).map(({ id, label }) => (
              <label key={id} className="flex min-h-8 items-center gap-2">
                <input
                  type="checkbox"
                  className="accent-brand"
                  checked={props.isShown(id)}
                  onChange={(event) => onChange({ columns: { ...look.columns, [id]: event.target.checked } })}
                />
                {label}
              </label>
            ))}
          </fieldset>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
