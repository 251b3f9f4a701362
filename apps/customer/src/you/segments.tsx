import { useId } from "react";

/** One of a few, all in sight. */
export function Segments<T extends string>(props: {
  label: string;
  value: T;
  options: readonly { value: T; label: string; lang?: string }[];
  onChange: (value: T) => void;
}) {
  const name = useId();
  return (
    <fieldset className="flex rounded-control bg-muted p-0.5">
      <legend className="sr-only">{props.label}</legend>
      {props.options.map(({ value, label, lang }) => (
        <label
          key={value}
          lang={lang}
          className="grid h-10 cursor-pointer place-items-center rounded-[6px] px-2.5 text-muted-foreground text-sm has-checked:bg-card has-checked:text-foreground has-checked:shadow-card has-focus-visible:outline-2 has-focus-visible:outline-brand"
        >
          <input
            type="radio"
            name={name}
            value={value}
            checked={value === props.value}
            onChange={() => props.onChange(value)}
            className="sr-only"
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
