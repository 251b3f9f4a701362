import {
  ConfirmLineInput,
  DoneOutput,
  Line,
  LineIdInput,
  ListLinesInput,
  ListLinesOutput,
  RequestLineInput,
  RequestLineOutput,
} from "@nexa/contracts";
import { customerProcedure, router } from "../trpc/init.ts";
import { confirmLine } from "./confirm-line.ts";
import { giveUpLine } from "./give-up-line.ts";
import { listLines } from "./list-lines.ts";
import { requestLine } from "./request-line.ts";

const tags = ["profile"];
const lineId = "0199c2f0-7b1e-7c3a-9f10-2a6d5b8c4e01";

export const linesCustomerRouter = router({
  list: customerProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/customer/lines",
        tags,
        summary: "Your numbers",
        description: "The registered number first.",
        example: { limit: 20 },
      },
    })
    .input(ListLinesInput)
    .output(ListLinesOutput)
    .query(({ ctx, input }) => listLines(ctx, input)),
  request: customerProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/customer/lines",
        tags,
        summary: "Ask to add a number to yours",
        description:
          "Sends a code to the number. The answer is the same for every number, so the lineId in it names this request; the number's own id comes with the confirmation.",
        message: "If the number can receive messages, a code is on its way.",
        example: { phoneNumber: "+919812345678" },
      },
    })
    .input(RequestLineInput)
    .output(RequestLineOutput)
    .mutation(({ ctx, input }) => requestLine(ctx, input)),
  confirm: customerProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/customer/lines/{lineId}/confirm",
        tags,
        summary: "Add the number with the code sent to it",
        message: "The number is yours.",
        example: { lineId, code: "493027" },
      },
    })
    .input(ConfirmLineInput)
    .output(Line)
    .mutation(({ ctx, input }) => confirmLine(ctx, input)),
  giveUp: customerProcedure
    .meta({
      openapi: {
        method: "DELETE",
        path: "/customer/lines/{lineId}",
        tags,
        summary: "Give up one of your numbers",
        description: "Only while nothing runs on it, and not the number you sign in with.",
        message: "The number is not yours any more.",
        example: { lineId },
      },
    })
    .input(LineIdInput)
    .output(DoneOutput)
    .mutation(({ ctx, input }) => giveUpLine(ctx, input)),
});
