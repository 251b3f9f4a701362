import { Search, X } from "lucide-react";
import { type ReactNode, useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../components/button.tsx";
import { Input } from "../components/input.tsx";
import { Select } from "../components/select.tsx";

/** People type faster than a list should be asked for. */
const TYPING_MS = 250;

/** The filters of a list in one line, with a button that takes all of them back. */
export function FilterBar(props: { children: ReactNode; onClear: (() => void) | null }) {
  const { t } = useTranslation("ui");
  return (
    <div className="flex flex-wrap items-center gap-2">
      {props.children}
      {props.onClear && (
        <Button size="sm" variant="quiet" onClick={props.onClear}>
          <X />
          {t("table.clear")}
        </Button>
      )}
    </div>
  );
}

/** Searches while somebody types. */
export function SearchFilter(props: {
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}) {
  const { value = "", onChange } = props;
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed.trim() === value) return;
    const timer = setTimeout(() => onChange(typed.trim() || undefined), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return (
    <span className="relative w-full sm:w-64">
      <Search aria-hidden className="absolute top-2 left-2.5 size-4 text-muted-foreground" />
      <Input
        type="search"
        aria-label={props.label}
        placeholder={props.label}
        className="h-8 pl-8"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
    </span>
  );
}

/** One of a few values, or all of them. */
export function SelectFilter<Value extends string>(props: {
  label: string;
  value: Value | undefined;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value | undefined) => void;
}) {
  const { t } = useTranslation("ui");
  return (
    <Select
      aria-label={props.label}
      className="w-auto max-w-56 [&_select]:h-8 [&_select]:text-sm"
      value={props.value ?? ""}
      onChange={({ target }) => props.onChange(props.options.find(({ value }) => value === target.value)?.value)}
    >
      <option value="">{t("table.all", { label: props.label })}</option>
      {props.options.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </Select>
  );
}

/** A day as `2026-12-20`. */
export function DayFilter(props: {
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}) {
  const id = useId();
  return (
    <span className="flex items-center gap-1.5">
      <label htmlFor={id} className="text-muted-foreground text-sm">
        {props.label}
      </label>
      <Input
        id={id}
        type="date"
        className="h-8 w-auto"
        value={props.value ?? ""}
        onChange={({ target }) => props.onChange(target.value || undefined)}
      />
    </span>
  );
}
