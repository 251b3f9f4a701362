import { DownloadTransactionExportInput, ExportTransactionsInput } from "@nexa/contracts";
import type { Runtime } from "@nexa/core";
import { openTransactionExport, streamTransactions } from "@nexa/core/transactions/index";
import { invalidInput } from "@nexa/core/trpc/errors";
import { readQuery } from "@nexa/openapi";
import type { z } from "zod";
import { fileResponse } from "../http/file-response.ts";
import type { RequestContexts } from "../http/request-context.ts";
import type { HttpSettings } from "../http/settings.ts";
import { staffRoutes } from "../http/staff-route.ts";

/** Transactions as a file: written while it is read, or as an export task left it. */
export function transactionExportRoutes(runtime: Runtime, contexts: RequestContexts, { stopping }: HttpSettings) {
  const route = staffRoutes(runtime, contexts);
  return {
    stream: route(async (ctx, c) => {
      const input = parsed(ExportTransactionsInput, readQuery(ExportTransactionsInput, c.req));
      return fileResponse(streamTransactions(ctx, input, stopping), c, runtime.logger);
    }),
    download: route(async (ctx, c) => {
      const input = parsed(DownloadTransactionExportInput, c.req.param());
      return fileResponse(await openTransactionExport(ctx, input), c, runtime.logger);
    }),
  };
}

function parsed<Output>(schema: z.ZodType<Output>, input: unknown): Output {
  const result = schema.safeParse(input);
  if (!result.success) throw invalidInput(result.error);
  return result.data;
}
