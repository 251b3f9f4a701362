import { Command } from "cmdk";
import type { LucideIcon } from "lucide-react";
import { Dialog as Base } from "radix-ui";

export type PaletteItem = {
  id: string;
  label: string;
  /** Beside the label, quieter: a number, an amount. */
  hint?: string;
  icon?: LucideIcon;
  onSelect: () => void;
};
export type PaletteGroup = { id: string; label: string; items: readonly PaletteItem[] };

/** Finds pages, records and actions by typing. The caller decides what matches: some of it comes from the server. */
export function CommandPalette(props: {
  isOpen: boolean;
  onClose: () => void;
  label: string;
  typed: string;
  onType: (typed: string) => void;
  groups: readonly PaletteGroup[];
  emptyText: string;
}) {
  return (
    <Base.Root open={props.isOpen} onOpenChange={(isOpen) => !isOpen && props.onClose()}>
      <Base.Portal>
        <Base.Overlay className="fixed inset-0 z-40 bg-overlay data-[state=open]:animate-[appear_150ms]" />
        <Base.Content
          aria-describedby={undefined}
          className="fixed inset-x-4 top-[12dvh] z-50 mx-auto max-w-xl overflow-hidden rounded-card border bg-card shadow-card"
        >
          <Base.Title className="sr-only">{props.label}</Base.Title>
          <Command shouldFilter={false} label={props.label}>
            <Command.Input
              value={props.typed}
              onValueChange={props.onType}
              placeholder={props.label}
              className="h-12 w-full border-b bg-card px-4 text-base outline-none placeholder:text-muted-foreground"
            />
            <Command.List className="max-h-[60dvh] overflow-y-auto p-2">
              <Command.Empty className="px-3 py-6 text-center text-muted-foreground text-sm">
                {props.emptyText}
              </Command.Empty>
              {props.groups.map((group) => (
                <Group key={group.id} group={group} />
              ))}
            </Command.List>
          </Command>
        </Base.Content>
      </Base.Portal>
    </Base.Root>
  );
}

function Group({ group }: { group: PaletteGroup }) {
  if (group.items.length === 0) return null;
  return (
    <Command.Group
      heading={group.label}
      className="[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-muted-foreground [&_[cmdk-group-heading]]:text-xs"
    >
      {group.items.map(({ id, label, hint, icon: Icon, onSelect }) => (
        <Command.Item
          key={id}
          value={`${group.id}:${id}`}
          onSelect={onSelect}
          className="flex min-h-10 cursor-pointer items-center gap-3 rounded-control px-3 text-sm data-[selected=true]:bg-brand-soft"
        >
          {Icon && <Icon aria-hidden className="size-4 shrink-0 text-muted-foreground" />}
          <span className="min-w-0 grow truncate">{label}</span>
          {hint && <span className="tabular shrink-0 text-muted-foreground text-xs">{hint}</span>}
        </Command.Item>
      ))}
    </Command.Group>
  );
}
