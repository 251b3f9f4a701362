export type TrendPoint = { key: string; label: string; value: number; previous: number };

export type TrendProps = {
  label: string;
  pointLabel: string;
  valueLabel: string;
  previousLabel: string;
  points: readonly TrendPoint[];
  /** For the table and the tooltip. */
  format: (value: number) => string;
  /** For the axis. */
  formatShort: (value: number) => string;
};
