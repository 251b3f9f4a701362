import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from "@dnd-kit/sortable";
import type { Line, Subscription } from "@nexa/contracts";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ActivateDialog } from "./activate-dialog.tsx";
import { CancelDialog } from "./cancel-dialog.tsx";
import { lengthOf, moved } from "./lay-out.ts";
import { useDragWords } from "./use-drag-words.ts";
import { useReorder } from "./use-queue.ts";
import { WaitingPlan } from "./waiting-plan.tsx";

/** Far enough that a tap is no drag. */
const DRAG_PX = 6;

/** The waiting plans as bars on one scale of time, to drag, to move by key and to act on. */
export function Timeline(props: { line: Line; running: Subscription | null; waiting: readonly Subscription[] }) {
  const { t } = useTranslation();
  const { line, running, waiting } = props;
  const reorder = useReorder(line);
  const [asking, setAsking] = useState<{ to: "activate" | "cancel"; plan: Subscription } | null>(null);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: DRAG_PX } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const words = useDragWords(waiting);
  const move = (from: number, to: number) => {
    if (reorder.isPending || from === to || from < 0 || to < 0 || to >= waiting.length) return;
    reorder.mutate({ subscriptionIds: moved(waiting, from, to).map(({ id }) => id) });
  };
  const drop = ({ active, over }: DragEndEvent) => {
    if (over === null) return;
    move(
      waiting.findIndex(({ id }) => id === active.id),
      waiting.findIndex(({ id }) => id === over.id),
    );
  };
  const scale = scaleOf(running, waiting);
  return (
    <div className="grid gap-3">
      {waiting.length > 1 && <p className="text-muted-foreground text-sm">{t("queue.waitingHint")}</p>}
      <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={drop} accessibility={words}>
        <SortableContext items={waiting.map(({ id }) => id)} strategy={verticalListSortingStrategy}>
          <ol aria-label={t("queue.timeline")} aria-busy={reorder.isPending} className="grid gap-3">
            {waiting.map((plan, index) => (
              <WaitingPlan
                key={plan.id}
                plan={plan}
                bar={scale(plan)}
                isOnly={waiting.length === 1}
                onEarlier={index > 0 ? () => move(index, index - 1) : null}
                onLater={index < waiting.length - 1 ? () => move(index, index + 1) : null}
                onActivate={() => setAsking({ to: "activate", plan })}
                onCancel={() => setAsking({ to: "cancel", plan })}
              />
            ))}
          </ol>
        </SortableContext>
      </DndContext>
      {asking?.to === "activate" && (
        <ActivateDialog
          plan={asking.plan}
          running={running}
          others={waiting.length - 1}
          onClose={() => setAsking(null)}
        />
      )}
      {asking?.to === "cancel" && <CancelDialog plan={asking.plan} onClose={() => setAsking(null)} />}
    </div>
  );
}

/** Where a plan's bar lies, in percent of the time from the start of the running plan to the end of the last. */
function scaleOf(running: Subscription | null, waiting: readonly Subscription[]) {
  const all = running ? [running, ...waiting] : waiting;
  const starts = Math.min(...all.map(({ startsAt }) => Date.parse(startsAt)));
  const whole = Math.max(...all.map(({ endsAt }) => Date.parse(endsAt))) - starts;
  return (plan: Subscription) => ({
    left: ((Date.parse(plan.startsAt) - starts) / whole) * 100,
    width: (lengthOf(plan) / whole) * 100,
  });
}
