import { useState } from "react";

export const DENSITIES = ["compact", "comfortable"] as const;
export type Density = (typeof DENSITIES)[number];

/** The height of a row in pixels. */
export const ROW_HEIGHTS = { compact: 36, comfortable: 52 } as const satisfies Record<Density, number>;

export type TableLook = { density: Density; columns: Record<string, boolean> };

const PLAIN: TableLook = { density: "compact", columns: {} };

/** Which columns somebody wants to see, and how close the rows stand: kept in this browser for each table. */
export function useTableLook(name: string): [TableLook, (change: Partial<TableLook>) => void] {
  const storedAs = `nexa.table.${name}`;
  const [look, setLook] = useState(() => readLook(storedAs));
  const change = (part: Partial<TableLook>) => {
    const next = { ...look, ...part };
    setLook(next);
    localStorage.setItem(storedAs, JSON.stringify(next));
  };
  return [look, change];
}

function readLook(storedAs: string): TableLook {
  try {
    const stored = JSON.parse(localStorage.getItem(storedAs) ?? "{}") as Partial<TableLook>;
    const density = DENSITIES.find((each) => each === stored.density) ?? PLAIN.density;
    return { density, columns: typeof stored.columns === "object" ? { ...stored.columns } : {} };
  } catch {
    return PLAIN;
  }
}
