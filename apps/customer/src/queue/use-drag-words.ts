import type { Announcements, UniqueIdentifier } from "@dnd-kit/core";
import type { Subscription } from "@nexa/contracts";
import { useTranslation } from "react-i18next";

/** What a screen reader hears while a plan is moved. */
export function useDragWords(plans: readonly Subscription[]) {
  const { t } = useTranslation();
  const name = (id: UniqueIdentifier) => plans.find((plan) => plan.id === id)?.planName ?? "";
  const place = (id: UniqueIdentifier) => plans.findIndex((plan) => plan.id === id) + 1;
  const count = plans.length;
  const announcements: Announcements = {
    onDragStart: ({ active: { id } }) => t("queue.dnd.start", { name: name(id), place: place(id), count }),
    onDragOver: ({ active, over }) =>
      over ? t("queue.dnd.over", { name: name(active.id), place: place(over.id), count }) : undefined,
    onDragEnd: ({ active, over }) =>
      over
        ? t("queue.dnd.end", { name: name(active.id), place: place(over.id), count })
        : t("queue.dnd.cancel", { name: name(active.id) }),
    onDragCancel: ({ active: { id } }) => t("queue.dnd.cancel", { name: name(id) }),
  };
  return { announcements, screenReaderInstructions: { draggable: t("queue.dnd.instructions") } };
}
