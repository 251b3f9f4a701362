import { expect, it } from "vitest";
import { z } from "zod";
import { sharedOutput } from "./shared-output.ts";

const Output = sharedOutput(z.object({ items: z.array(z.string()) }));

it("answers one checked object for one object, without what the schema does not name", async () => {
  const value = { items: ["a"], secret: "x" };
  const first = await Output.parseAsync(value);
  expect(first).toEqual({ items: ["a"] });
  expect(await Output.parseAsync(value)).toBe(first);
  expect(await Output.parseAsync({ ...value })).not.toBe(first);
});

it("still refuses what the schema refuses, each time", async () => {
  const wrong = { items: [1] };
  await expect(Output.parseAsync(wrong)).rejects.toThrow(z.ZodError);
  await expect(Output.parseAsync(wrong)).rejects.toThrow(z.ZodError);
  await expect(Output.parseAsync(null)).rejects.toThrow(z.ZodError);
});
