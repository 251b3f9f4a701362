import { EmptyInput, OperatorSettings, UpdateSettingsInput } from "@nexa/contracts";
import { adminProcedure, router } from "../trpc/init.ts";
import { getSettings } from "./get-settings.ts";
import { updateSettings } from "./update-settings.ts";

const tags = ["admin: platform"];

export const settingsAdminRouter = router({
  get: adminProcedure
    .meta({
      openapi: { method: "GET", path: "/admin/settings", tags, summary: "The operator's settings", example: {} },
    })
    .input(EmptyInput)
    .output(OperatorSettings)
    .query(({ ctx }) => getSettings(ctx)),
  update: adminProcedure
    .meta({
      openapi: {
        method: "PUT",
        path: "/admin/settings",
        tags,
        summary: "Change settings",
        description: "Changes the fields sent; every change is kept with who made it.",
        message: "The settings are saved.",
        example: { referralCodeDays: 45, maxQueuedPlans: 10 },
      },
    })
    .input(UpdateSettingsInput)
    .output(OperatorSettings)
    .mutation(({ ctx, input }) => updateSettings(ctx, input)),
});
