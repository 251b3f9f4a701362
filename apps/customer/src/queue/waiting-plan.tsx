import { useSortable } from "@dnd-kit/sortable";
import type { Subscription } from "@nexa/contracts";
import { cn } from "@nexa/ui/class-names";
import { Button } from "@nexa/ui/components/button.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { ArrowDown, ArrowUp, GripVertical } from "lucide-react";
import { useTranslation } from "react-i18next";
import { daysOf, lengthOf } from "./lay-out.ts";

/** A waiting plan: its dates, its bar on the scale of all, and what can be done with it. */
export function WaitingPlan(props: {
  plan: Subscription;
  bar: { left: number; width: number };
  isOnly: boolean;
  onEarlier: (() => void) | null;
  onLater: (() => void) | null;
  onActivate: () => void;
  onCancel: () => void;
}) {
  const { t } = useTranslation();
  const { day } = useFormats();
  const { plan, bar } = props;
  const sortable = useSortable({ id: plan.id, disabled: props.isOnly });
  const { transform, transition, isDragging } = sortable;
  return (
    <li
      ref={sortable.setNodeRef}
      style={{ ...(transform && { transform: `translate3d(0, ${transform.y}px, 0)` }), transition }}
      className={cn(
        "grid gap-3 rounded-card border bg-card p-4 shadow-card",
        isDragging && "relative z-10 border-brand",
      )}
    >
      <div className="flex items-start gap-1">
        {!props.isOnly && (
          <button
            type="button"
            ref={sortable.setActivatorNodeRef}
            {...sortable.attributes}
            {...sortable.listeners}
            aria-label={t("queue.drag", { name: plan.planName })}
            className="-ml-3 grid size-10 shrink-0 cursor-grab touch-none place-items-center rounded-control text-muted-foreground hover:bg-muted"
          >
            <GripVertical aria-hidden className="size-5" />
          </button>
        )}
        <div className="min-w-0 grow">
          <h3 className="font-medium">{plan.planName}</h3>
          <p className="tabular text-muted-foreground text-sm">
            <span className="block">{t("queue.span", { from: day(plan.startsAt), until: day(plan.endsAt) })}</span>
            {t("queue.days", { count: daysOf(lengthOf(plan)) })}
          </p>
        </div>
        {!props.isOnly && (
          <div className="-mr-2 flex">
            <Mover icon="up" label={t("queue.up", { name: plan.planName })} onMove={props.onEarlier} />
            <Mover icon="down" label={t("queue.down", { name: plan.planName })} onMove={props.onLater} />
          </div>
        )}
      </div>
      <span aria-hidden className="relative block h-2 rounded-full bg-muted">
        <span
          className="absolute inset-y-0 rounded-full bg-brand transition-all duration-150"
          style={{ left: `${bar.left}%`, width: `${bar.width}%` }}
        />
      </span>
      <div className="flex flex-wrap gap-2">
        <Button onClick={props.onActivate} aria-label={`${t("queue.activate")}: ${plan.planName}`}>
          {t("queue.activate")}
        </Button>
        <Button variant="quiet" onClick={props.onCancel} aria-label={`${t("queue.cancel")}: ${plan.planName}`}>
          {t("queue.cancel")}
        </Button>
      </div>
    </li>
  );
}

/** The way to move a plan without dragging. */
function Mover({ icon, label, onMove }: { icon: "up" | "down"; label: string; onMove: (() => void) | null }) {
  const Icon = icon === "up" ? ArrowUp : ArrowDown;
  return (
    <Button
      variant="quiet"
      size="icon"
      aria-label={label}
      aria-disabled={onMove === null}
      onClick={onMove ?? undefined}
    >
      <Icon />
    </Button>
  );
}
