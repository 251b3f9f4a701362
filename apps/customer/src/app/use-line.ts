import type { Line } from "@nexa/contracts";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { api } from "./api.ts";

const STORED_AS = "nexa.line";
const listeners = new Set<() => void>();

/** The customer's numbers, the registered one first. Loaded before any screen behind the sign-in is shown. */
export const linesQuery = () => api.lines.list.queryOptions({ limit: 100 });

/**
 * The number that screens are about: what was chosen in the line switcher, else the registered number. `line` is null only for an
 * account without any number, such as one whose number is not verified.
 */
export function useLine(): { lines: readonly Line[]; line: Line | null; chooseLine: (lineId: string) => void } {
  const lines = useSuspenseQuery(linesQuery()).data.items;
  const chosenId = useSyncExternalStore(listen, readChosen);
  const line = lines.find(({ id }) => id === chosenId) ?? lines[0] ?? null;
  return { lines, line, chooseLine };
}

function chooseLine(lineId: string): void {
  localStorage.setItem(STORED_AS, lineId);
  for (const listener of listeners) listener();
}

/** The choice is of one account: the next one to sign in here starts with its registered number. */
export function forgetLine(): void {
  localStorage.removeItem(STORED_AS);
}

function readChosen(): string | null {
  return localStorage.getItem(STORED_AS);
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
