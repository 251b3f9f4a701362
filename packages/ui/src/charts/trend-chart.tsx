import { lazy, Suspense } from "react";
import { Skeleton } from "../components/skeleton.tsx";
import type { TrendProps } from "./trend.ts";

// Recharts is large: it comes only where a chart is.
const Drawn = lazy(async () => ({ default: (await import("./drawn-trend.tsx")).DrawnTrend }));

/** A value over time, with the range before it dashed. Its figures are also there as a table for screen readers. */
export function TrendChart(props: TrendProps) {
  return (
    <figure className="m-0">
      <div aria-hidden className="h-56">
        <Suspense fallback={<Skeleton className="h-56" />}>
          <Drawn {...props} />
        </Suspense>
      </div>
      <table className="sr-only">
        <caption>{props.label}</caption>
        <thead>
          <tr>
            <th scope="col">{props.pointLabel}</th>
            <th scope="col">{props.valueLabel}</th>
            <th scope="col">{props.previousLabel}</th>
          </tr>
        </thead>
        <tbody>
          {props.points.map((point) => (
            <tr key={point.key}>
              <th scope="row">{point.label}</th>
              <td>{props.format(point.value)}</td>
              <td>{props.format(point.previous)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
