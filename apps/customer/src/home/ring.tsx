import type { ReactNode } from "react";

const SIZE = 184;
const STROKE = 14;
const RADIUS = (SIZE - STROKE) / 2;
const AROUND = 2 * Math.PI * RADIUS;
const LITTLE = 0.1;

/** How much of something is left, as an arc around the figure. `share` is from 0 to 1; the label says the same in words. */
export function Ring(props: { share: number; label: string; children: ReactNode }) {
  const share = Math.min(1, Math.max(0, props.share));
  return (
    <div role="img" aria-label={props.label} className="relative grid size-46 place-items-center">
      <svg aria-hidden="true" viewBox={`0 0 ${SIZE} ${SIZE}`} className="absolute inset-0 -rotate-90">
        <circle cx={SIZE / 2} cy={SIZE / 2} r={RADIUS} fill="none" strokeWidth={STROKE} className="stroke-muted" />
        {share > 0 && (
          <circle
            cx={SIZE / 2}
            cy={SIZE / 2}
            r={RADIUS}
            fill="none"
            strokeWidth={STROKE}
            strokeLinecap="round"
            strokeDasharray={`${AROUND * share} ${AROUND}`}
            className={share < LITTLE ? "stroke-warning" : "stroke-brand"}
          />
        )}
      </svg>
      <div className="grid justify-items-center text-center">{props.children}</div>
    </div>
  );
}
