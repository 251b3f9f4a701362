import { Button } from "@nexa/ui/components/button.tsx";
import { Input } from "@nexa/ui/components/input.tsx";
import { BookmarkPlus, X } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { type CustomerSearch, customerSearch } from "./customer-search.ts";

const STORED_AS = "nexa.customers.filters";
const MAX_SAVED = 12;
type Saved = { name: string; filters: Record<string, string> };

function readSaved(): Saved[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORED_AS) ?? "[]");
    return Array.isArray(stored) ? stored.filter((each) => typeof each?.name === "string") : [];
  } catch {
    return [];
  }
}

const filtersOf = ({ after: _after, open: _open, tab: _tab, ...filters }: CustomerSearch) => filters;

/** Filters that somebody uses again and again, kept in this browser. */
export function SavedFilters(props: { search: CustomerSearch; set: (change: Partial<CustomerSearch>) => void }) {
  const { t } = useTranslation();
  const [saved, setSaved] = useState(readSaved);
  const [name, setName] = useState<string | null>(null);
  const filters = filtersOf(props.search);
  const keep = (next: Saved[]) => {
    localStorage.setItem(STORED_AS, JSON.stringify(next));
    setSaved(next);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const given = name?.trim();
    if (!given) return;
    keep([{ name: given, filters }, ...saved.filter((each) => each.name !== given)].slice(0, MAX_SAVED));
    setName(null);
  };
  const use = (each: Saved) => {
    const none = Object.fromEntries(Object.keys(filters).map((key) => [key, undefined]));
    props.set({ ...none, ...filtersOf(customerSearch(each.filters)) });
  };
  return (
    <>
      {saved.map((each) => (
        <span key={each.name} className="inline-flex items-center rounded-full border bg-card">
          <Button size="sm" variant="quiet" className="rounded-full pr-1" onClick={() => use(each)}>
            {each.name}
          </Button>
          <Button
            size="icon-sm"
            variant="quiet"
            className="rounded-full"
            aria-label={t("customers.saved.remove", { name: each.name })}
            onClick={() => keep(saved.filter((other) => other !== each))}
          >
            <X />
          </Button>
        </span>
      ))}
      {Object.keys(filters).length > 0 && name === null && (
        <Button size="sm" variant="quiet" onClick={() => setName("")}>
          <BookmarkPlus />
          {t("customers.saved.save")}
        </Button>
      )}
      {name !== null && (
        <form onSubmit={submit} className="flex items-center gap-2">
          <Input
            aria-label={t("customers.saved.name")}
            placeholder={t("customers.saved.name")}
            className="h-8 w-48"
            maxLength={40}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <Button size="sm" type="submit">
            {t("customers.saved.confirm")}
          </Button>
        </form>
      )}
    </>
  );
}
