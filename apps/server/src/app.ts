import { BillPdfInput, GetTransactionInput } from "@nexa/contracts";
import type { Runtime } from "@nexa/core";
import { getBillPdf } from "@nexa/core/postpaid/index";
import { getReceipt } from "@nexa/core/transactions/index";
import {
  createRestApp,
  HAND_ROUTES,
  type HandRouteName,
  type HttpEnv,
  honoPath,
  problemResponse,
  refusalOfUnmatched,
} from "@nexa/openapi";
import { type Handler, Hono } from "hono";
import { frame } from "./http/frame.ts";
import { closedForRestore } from "./http/maintenance.ts";
import { type RequestContexts, requestContexts } from "./http/request-context.ts";
import { failure, logUnknown } from "./http/respond.ts";
import type { HttpSettings } from "./http/settings.ts";
import { backupFileRoutes } from "./routes/backup-files.ts";
import { customerPdfRoute } from "./routes/customer-pdf.ts";
import { addDocs } from "./routes/docs.ts";
import { health, healthReady } from "./routes/health.ts";
import { mediaRoutes } from "./routes/media.ts";
import { notificationStreamRoute } from "./routes/notification-stream.ts";
import { paymentWebhook } from "./routes/payment-webhook.ts";
import { pictureRoutes } from "./routes/picture.ts";
import { addSignIn } from "./routes/sign-in.ts";
import { transactionExportRoutes } from "./routes/transaction-export.ts";
import { addTrpc } from "./routes/trpc.ts";
import { addWebApp } from "./routes/web-app.ts";

export type ServerApp = Hono<HttpEnv>;

/** The whole HTTP side over a runtime: no socket, no environment, so that tests call it as it is. */
export function createApp(runtime: Runtime, settings: HttpSettings): ServerApp {
  const app: ServerApp = new Hono<HttpEnv>({ strict: false });
  const contexts = requestContexts(runtime, settings);
  app.use(frame(settings, runtime.logger));
  app.use(closedForRestore(settings));
  addApi(app, runtime, contexts, settings);
  addTrpc(app, runtime, contexts, settings);
  addSignIn(app, runtime, contexts, settings);
  addDocs(app);
  for (const webApp of settings.webApps ?? []) addWebApp(app, webApp);
  app.get("/", (c) => c.redirect("/docs"));

  const refusalOf = refusalOfUnmatched(app);
  app.notFound((c) => {
    const { error, headers } = refusalOf(c.req.path);
    return problemResponse(error, c.get("requestId"), headers);
  });
  app.onError((error, c) => failure(error, c, runtime.logger));
  return app;
}

/** REST: the routes of the routers and those made by hand, each also under /api/v1. */
function addApi(app: ServerApp, runtime: Runtime, contexts: RequestContexts, settings: HttpSettings): void {
  const rest = createRestApp({ contextOf: contexts.of, onError: (error, c) => logUnknown(error, c, runtime.logger) });
  const picture = pictureRoutes(runtime, contexts);
  const backupFiles = backupFileRoutes(runtime, contexts);
  const media = mediaRoutes(runtime, contexts);
  const exports = transactionExportRoutes(runtime, contexts, settings);
  const byHand: Record<HandRouteName, Handler<HttpEnv>> = {
    notificationsStream: notificationStreamRoute(runtime, contexts, settings),
    receipt: customerPdfRoute(runtime, contexts, { input: GetTransactionInput, get: getReceipt }),
    billPdf: customerPdfRoute(runtime, contexts, { input: BillPdfInput, get: getBillPdf }),
    getPicture: picture.get,
    putPicture: picture.put,
    uploadMedia: media.put,
    getMedia: media.get,
    streamTransactionExport: exports.stream,
    downloadTransactionExport: exports.download,
    downloadBackup: backupFiles.download,
    uploadBackup: backupFiles.upload,
    paymentWebhook: paymentWebhook(runtime, contexts),
    health,
    healthReady: healthReady(runtime, settings.stopping),
  };
  const hand = new Hono<HttpEnv>({ strict: false });
  for (const { name, method, path } of HAND_ROUTES) hand.on(method, honoPath(path), byHand[name]);
  for (const base of ["/", "/api/v1"]) app.route(base, hand).route(base, rest);
}
