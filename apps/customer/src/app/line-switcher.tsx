import { groupPhone } from "@nexa/ui/format/group-phone";
import { ChevronDown } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useLine } from "./use-line.ts";

/** The number that screens are about; a list to choose from where there are several. */
export function LineSwitcher() {
  const { t } = useTranslation();
  const { lines, line, chooseLine } = useLine();
  if (line === null) return <span className="text-muted-foreground text-sm">{t("shell.noNumber")}</span>;
  if (lines.length === 1) return <span className="tabular font-medium text-sm">{groupPhone(line.phoneNumber)}</span>;
  return (
    <span className="relative inline-flex min-w-0 items-center">
      <select
        aria-label={t("shell.number")}
        value={line.id}
        onChange={(event) => chooseLine(event.target.value)}
        className="tabular h-10 min-w-0 appearance-none rounded-control bg-transparent pr-7 font-medium text-sm hover:bg-muted"
      >
        {lines.map(({ id, phoneNumber, mode }) => (
          <option key={id} value={id} className="bg-card">
            {groupPhone(phoneNumber)} · {t(`shell.modes.${mode}`)}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden className="pointer-events-none absolute right-1.5 size-4 text-muted-foreground" />
    </span>
  );
}
