import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import {
  arrayMove,
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from "@dnd-kit/sortable";
import { failureOf } from "@nexa/client";
import type { ContentKind } from "@nexa/contracts/content-admin";
import type { Language } from "@nexa/contracts/enums";
import { Badge } from "@nexa/ui/components/badge.tsx";
import { Button } from "@nexa/ui/components/button.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { useFailureText } from "@nexa/ui/failure-text";
import { useMutation } from "@tanstack/react-query";
import { GripVertical, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api, queryClient } from "../app/api.ts";
import { useMay } from "../app/use-may.ts";
import { type ContentItem, contentItems } from "./content-items.ts";

/** The pieces of a kind in their order; cards and questions are dragged, or moved with the space bar and arrows. */
export function ContentList(props: {
  kind: ContentKind;
  locale: Language;
  items: readonly ContentItem[];
  onOpen: (id: string) => void;
  onDelete: (item: ContentItem) => void;
}) {
  const { kind, locale, items } = props;
  const text = useFailureText();
  const mayWrite = useMay("content.write");
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const { queryKey } = contentItems(kind, locale);
  const reorder = useMutation({
    ...api.content.reorder.mutationOptions(),
    onError: (error) => toast.error(text(failureOf(error))),
    onSettled: () => queryClient.invalidateQueries({ queryKey: api.content.pathKey() }),
  });
  const drop = ({ active, over }: DragEndEvent) => {
    if (kind === "header" || over === null || active.id === over.id) return;
    const ids = items.map((item) => item.id);
    const moved = arrayMove([...items], ids.indexOf(String(active.id)), ids.indexOf(String(over.id)));
    queryClient.setQueryData(queryKey, moved);
    reorder.mutate({ kind, locale, ids: moved.map((item) => item.id) });
  };
  return (
    <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={drop}>
      <SortableContext items={items.map((item) => item.id)} strategy={verticalListSortingStrategy}>
        <ul className="grid divide-y overflow-hidden rounded-card border bg-card text-sm shadow-card">
          {items.map((item) => (
            <ContentRow
              key={item.id}
              item={item}
              isMovable={mayWrite && kind !== "header"}
              mayWrite={mayWrite}
              onOpen={props.onOpen}
              onDelete={props.onDelete}
            />
          ))}
        </ul>
      </SortableContext>
    </DndContext>
  );
}

function ContentRow(props: {
  item: ContentItem;
  isMovable: boolean;
  mayWrite: boolean;
  onOpen: (id: string) => void;
  onDelete: (item: ContentItem) => void;
}) {
  const { t } = useTranslation();
  const { item, isMovable, mayWrite } = props;
  const { attributes, listeners, setNodeRef, transform, transition, isDragging } = useSortable({ id: item.id });
  const style = { transform: transform ? `translateY(${transform.y}px)` : undefined, transition };
  return (
    <li
      ref={setNodeRef}
      style={style}
      className={`flex items-center gap-2 bg-card px-2 py-2 ${isDragging ? "relative z-10 shadow-card" : ""}`}
    >
      {isMovable && (
        <button
          type="button"
          className="grid size-10 shrink-0 cursor-grab place-items-center rounded-control text-muted-foreground hover:bg-muted"
          {...attributes}
          {...listeners}
          aria-label={t("content.move", { title: item.title })}
        >
          <GripVertical aria-hidden className="size-4" />
        </button>
      )}
      {item.imageUrl && (
        <img src={item.imageUrl} alt="" className="hidden h-10 w-16 shrink-0 rounded-control object-cover sm:block" />
      )}
      <button
        type="button"
        onClick={() => props.onOpen(item.id)}
        className="grid min-h-10 min-w-0 grow content-center px-1 text-left hover:underline"
      >
        <span className="truncate font-medium">{item.title}</span>
        {item.heading && <span className="truncate text-muted-foreground">{item.heading}</span>}
      </button>
      <StateBadge item={item} />
      {mayWrite && (
        <Button
          variant="quiet"
          size="icon"
          aria-label={t("content.deleteOne", { title: item.title })}
          onClick={() => props.onDelete(item)}
        >
          <Trash2 aria-hidden />
        </Button>
      )}
    </li>
  );
}

function StateBadge({ item }: { item: ContentItem }) {
  const { t } = useTranslation();
  if (item.state === "draft") return <Badge>{t("content.states.draft")}</Badge>;
  if (item.isVisible) return <Badge tone="positive">{t("content.states.visible")}</Badge>;
  return <Badge tone="warning">{t("content.states.hidden")}</Badge>;
}
