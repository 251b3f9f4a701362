import {
  type EmptyInput,
  type GetSettingsOutput,
  OperatorSettings,
  type SETTING_UNITS,
  type SettingDetail,
} from "@nexa/contracts";
import { operatorSettings } from "@nexa/db";
import { z } from "zod";
import type { AdminActor, CoreContext } from "../context.ts";
import { DEFAULT_SETTINGS, type SettingName, settingsFrom } from "./definitions.ts";
import { settingsOfRole } from "./settings-of-role.ts";

const Bounds = z.looseObject({
  type: z.enum(["integer", "number", "string", "array"]),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  multipleOf: z.number().optional(),
  maxItems: z.number().optional(),
  enum: z.array(z.string()).optional(),
  items: z.looseObject({ minimum: z.number().optional(), maximum: z.number().optional() }).optional(),
});
type Bounds = z.infer<typeof Bounds>;

/** The unit stands at the end of a setting's name. */
const UNITS: readonly (readonly [ending: string, unit: (typeof SETTING_UNITS)[number]])[] = [
  ["Days", "days"],
  ["Minutes", "minutes"],
  ["Minute", "minuteOfDay"],
  ["Percent", "percent"],
  ["Bytes", "bytes"],
  ["Weekday", "weekday"],
  ["MonthDay", "dayOfMonth"],
];

/** The settings that the caller's role may change, each with its type, bounds, default, and who changed it last. */
export async function getSettingDetails(ctx: CoreContext<AdminActor>, _input: EmptyInput): Promise<GetSettingsOutput> {
  const rows = await ctx.db.orm.select().from(operatorSettings);
  const all = settingsFrom(rows);
  const names = settingsOfRole(ctx.actor.role);
  const changes = new Map(rows.map((row) => [row.name, row]));
  const details = names.map((name) => {
    const change = changes.get(name);
    const changedAt = change?.updatedAt.toISOString() ?? null;
    return { ...describe(name), value: all[name], changedAt, changedBy: change?.updatedBy ?? null };
  });
  return { settings: Object.fromEntries(names.map((name) => [name, all[name]])), details };
}

function describe(name: SettingName): Omit<SettingDetail, "value" | "changedAt" | "changedBy"> {
  const bounds = Bounds.parse(z.toJSONSchema(OperatorSettings.shape[name], { io: "input" }));
  const unit = UNITS.find(([ending]) => name.endsWith(ending))?.[1] ?? null;
  return {
    ...{ name, type: typeOf(bounds), unit, default: DEFAULT_SETTINGS[name] },
    min: bounds.minimum ?? bounds.minLength ?? bounds.items?.minimum ?? null,
    max: bounds.maximum ?? bounds.maxLength ?? bounds.items?.maximum ?? null,
    step: bounds.multipleOf ?? (bounds.type === "integer" ? 1 : null),
    maxItems: bounds.maxItems ?? null,
    options: bounds.enum ?? null,
  };
}

function typeOf({ type, enum: options }: Bounds): SettingDetail["type"] {
  if (type === "array") return "integers";
  if (type === "string") return options ? "choice" : "text";
  return type;
}
