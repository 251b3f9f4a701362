import {
  Broadcast,
  BroadcastDetail,
  GetBroadcastInput,
  ListBroadcastRecipientsInput,
  ListBroadcastRecipientsOutput,
  ListBroadcastsInput,
  ListBroadcastsOutput,
  PreviewNotificationInput,
  PreviewNotificationOutput,
  SendNotificationInput,
} from "@nexa/contracts";
import { adminProcedure } from "../../trpc/init.ts";
import { getBroadcast } from "./get-broadcast.ts";
import { listBroadcastRecipients } from "./list-broadcast-recipients.ts";
import { listBroadcasts } from "./list-broadcasts.ts";
import { previewNotification } from "./preview-notification.ts";
import { resumeBroadcast } from "./resume-broadcast.ts";
import { sendNotification } from "./send-notification.ts";
import { stopBroadcast } from "./stop-broadcast.ts";

const adminTags = ["admin: notifications"];
const anId = "0199c2f0-7b1e-7c3a-9f10-2a6d5b8c4e01";
const AN_OFFER = {
  planType: "prepaid",
  title: "Holi offer",
  text: "Every plan is 10 % cheaper this week.",
  titleHi: "होली ऑफ़र",
  textHi: "इस हफ़्ते हर प्लान 10 % सस्ता है।",
  channels: ["sms", "push"],
};
const AUDIENCE =
  "To the customers named, or to all who meet every condition named; without either `isToEveryone` must be true. Accounts that are suspended get it only where `status` asks for them or they are named.";

/** What staff send, and how far it has come: part of the staff's notifications router. */
export const broadcastProcedures = {
  preview: adminProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/admin/notifications/preview",
        tags: adminTags,
        summary: "Whom a notification would reach now, and how it reads",
        description: `Takes what sending takes and sends nothing. ${AUDIENCE}`,
        example: AN_OFFER,
      },
    })
    .input(PreviewNotificationInput)
    .output(PreviewNotificationOutput)
    .mutation(({ ctx, input }) => previewNotification(ctx, input)),
  send: adminProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/admin/notifications/send",
        tags: adminTags,
        summary: "Send a notification to one customer, many, a segment or all",
        description: `${AUDIENCE} It is carried out in the background: follow it under /admin/notifications/broadcasts. Hindi goes to those who read it. Support may send to one customer. The same Idempotency-Key and content answer with the same broadcast.`,
        status: 201,
        idempotent: true,
        message: "The notification is on its way.",
        example: AN_OFFER,
      },
    })
    .input(SendNotificationInput)
    .output(Broadcast)
    .mutation(({ ctx, input }) => sendNotification(ctx, input)),
  listBroadcasts: adminProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/admin/notifications/broadcasts",
        tags: adminTags,
        summary: "What staff sent, newest first, with its progress",
        example: { status: "running", limit: 20 },
      },
    })
    .input(ListBroadcastsInput)
    .output(ListBroadcastsOutput)
    .query(({ ctx, input }) => listBroadcasts(ctx, input)),
  getBroadcast: adminProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/admin/notifications/broadcasts/{broadcastId}",
        tags: adminTags,
        summary: "One broadcast: progress, deliveries by channel, delivery rate, how many read it",
        example: { broadcastId: anId },
      },
    })
    .input(GetBroadcastInput)
    .output(BroadcastDetail)
    .query(({ ctx, input }) => getBroadcast(ctx, input)),
  listBroadcastRecipients: adminProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/admin/notifications/broadcasts/{broadcastId}/recipients",
        tags: adminTags,
        summary: "Whom a broadcast reached, with what became of each delivery",
        description: "`channel` and `status` select those with such a delivery.",
        example: { broadcastId: anId, channel: "sms", status: "failed", limit: 50 },
      },
    })
    .input(ListBroadcastRecipientsInput)
    .output(ListBroadcastRecipientsOutput)
    .query(({ ctx, input }) => listBroadcastRecipients(ctx, input)),
  stopBroadcast: adminProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/admin/notifications/broadcasts/{broadcastId}/stop",
        tags: adminTags,
        summary: "Stop a broadcast",
        description: "Nobody else is added; whom it reached already keeps it. It can be resumed.",
        message: "The broadcast is stopped.",
        example: { broadcastId: anId },
      },
    })
    .input(GetBroadcastInput)
    .output(Broadcast)
    .mutation(({ ctx, input }) => stopBroadcast(ctx, input)),
  resumeBroadcast: adminProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/admin/notifications/broadcasts/{broadcastId}/resume",
        tags: adminTags,
        summary: "Go on with a broadcast that was stopped or failed",
        description: "It goes on where it was: nobody gets it twice.",
        message: "The broadcast goes on.",
        example: { broadcastId: anId },
      },
    })
    .input(GetBroadcastInput)
    .output(Broadcast)
    .mutation(({ ctx, input }) => resumeBroadcast(ctx, input)),
};
