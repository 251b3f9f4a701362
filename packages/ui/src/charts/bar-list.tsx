/** A few values beside each other as bars with their figures; needs no chart library. */
export function BarList(props: { items: readonly { id: string; label: string; value: number; text: string }[] }) {
  const most = Math.max(1, ...props.items.map(({ value }) => value));
  return (
    <ul className="grid gap-2.5">
      {props.items.map(({ id, label, value, text }) => (
        <li key={id} className="grid gap-1 text-sm">
          <span className="flex justify-between gap-3">
            <span className="min-w-0 truncate">{label}</span>
            <span className="tabular shrink-0">{text}</span>
          </span>
          <span aria-hidden className="h-1.5 overflow-hidden rounded-full bg-muted">
            <span
              className="block h-full rounded-full bg-[var(--chart-1)]"
              style={{ width: `${Math.max(0, (value / most) * 100)}%` }}
            />
          </span>
        </li>
      ))}
    </ul>
  );
}
