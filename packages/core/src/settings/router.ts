import {
  EmptyInput,
  GetSettingsOutput,
  ListSettingChangesInput,
  ListSettingChangesOutput,
  OperatorFacts,
  UpdateSettingsInput,
  UpdateSettingsOutput,
} from "@nexa/contracts";
import { adminProcedure, publicProcedure, router } from "../trpc/init.ts";
import { getOperatorFacts } from "./get-operator-facts.ts";
import { getSettingDetails } from "./get-setting-details.ts";
import { listSettingChanges } from "./list-setting-changes.ts";
import { updateSettings } from "./update-settings.ts";

const tags = ["admin: platform"];

const operator = publicProcedure
  .input(EmptyInput)
  .output(OperatorFacts)
  .query(({ ctx }) => getOperatorFacts(ctx));

/** For the web apps alone: other systems are told by whoever connects them. */
export const settingsCustomerRouter = router({ operator });

export const settingsAdminRouter = router({
  operator,
  get: adminProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/admin/settings",
        tags,
        summary: "The operator's settings",
        description: "Those that your role may change, with type, unit, bounds, default and who changed each last.",
        example: {},
      },
    })
    .input(EmptyInput)
    .output(GetSettingsOutput)
    .query(({ ctx, input }) => getSettingDetails(ctx, input)),
  listChanges: adminProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/admin/settings/history",
        tags,
        summary: "What was changed of the settings, newest first",
        example: { name: "taxPercent", limit: 50 },
      },
    })
    .input(ListSettingChangesInput)
    .output(ListSettingChangesOutput)
    .query(({ ctx, input }) => listSettingChanges(ctx, input)),
  update: adminProcedure
    .meta({
      openapi: {
        method: "PUT",
        path: "/admin/settings",
        tags,
        summary: "Change settings",
        description:
          "Changes the fields sent; every change is kept with who made it. Managers change those of referrals.",
        message: "The settings are saved.",
        example: { referralCodeDays: 45, maxQueuedPlans: 10 },
      },
    })
    .input(UpdateSettingsInput)
    .output(UpdateSettingsOutput)
    .mutation(({ ctx, input }) => updateSettings(ctx, input)),
});
