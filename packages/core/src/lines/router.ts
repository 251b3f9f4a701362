import { ListLinesInput, ListLinesOutput } from "@nexa/contracts";
import { customerProcedure, router } from "../trpc/init.ts";
import { listLines } from "./list-lines.ts";

export const linesCustomerRouter = router({
  list: customerProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/customer/lines",
        tags: ["profile"],
        summary: "Your numbers",
        description: "The registered number first.",
        example: { limit: 20 },
      },
    })
    .input(ListLinesInput)
    .output(ListLinesOutput)
    .query(({ ctx, input }) => listLines(ctx, input)),
});
