import {
  GetUsageHistoryInput,
  GetUsageHistoryOutput,
  GetUsageInput,
  GetUsageOutput,
  IngestUsageInput,
  IngestUsageOutput,
} from "@nexa/contracts";
import { customerProcedure, partnerProcedure, router } from "../trpc/init.ts";
import { getUsage } from "./get-usage.ts";
import { getUsageHistory } from "./get-usage-history.ts";
import { ingestUsage } from "./ingest-usage.ts";

const tags = ["usage"];
const MAX_BATCH_BYTES = 8 * 1024 ** 2;

export const usageCustomerRouter = router({
  get: customerProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/customer/usage",
        tags,
        summary: "What is left on your numbers",
        description:
          "Data in bytes, voice in seconds, SMS in messages; null is not limited. All your numbers, or the one you name. A number on a postpaid plan shows the shared allowance in `pool`.",
        example: { phoneNumber: "+919812345678" },
      },
    })
    .input(GetUsageInput)
    .output(GetUsageOutput)
    .query(({ ctx, input }) => getUsage(ctx, input)),
  history: customerProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/customer/usage/history",
        tags,
        summary: "What a number used, day by day",
        description:
          "Days of the operator, both ends included: the last 30 when none are named, at most 366. Without a number it is your registered one. Days from before the number was yours are not shown.",
        example: { from: "2026-11-01", to: "2026-11-30" },
      },
    })
    .input(GetUsageHistoryInput)
    .output(GetUsageHistoryOutput)
    .query(({ ctx, input }) => getUsageHistory(ctx, input)),
});

export const usagePartnerRouter = router({
  ingest: partnerProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/partner/usage-events",
        tags: ["partner"],
        summary: "Send what numbers used",
        description:
          "Up to 10,000 events. Each is rated once for all time, by its `eventId`, in the order sent: where an answer is lost, send the batch again. `amount` is bytes of data, seconds of voice or a number of messages. What cannot be rated is named in `rejected`; the rest counts.",
        maxBodyBytes: MAX_BATCH_BYTES,
        message: "The events were taken. Those that were not are in `rejected`.",
        example: {
          events: [
            {
              eventId: "ggsn1-20261123-000017",
              phoneNumber: "+919812345678",
              kind: "data",
              amount: 52_428_800,
              zone: "home",
              startedAt: "2026-11-23T09:30:00Z",
            },
          ],
        },
      },
    })
    .input(IngestUsageInput)
    .output(IngestUsageOutput)
    .mutation(({ ctx, input }) => ingestUsage(ctx, input)),
});
