import { once } from "node:events";
import { createServer } from "node:net";
import { expect, test } from "vitest";
import { requireFreePort } from "./port.ts";

test("names a taken port and how to choose another", async () => {
  const holder = createServer().listen(0);
  await once(holder, "listening");
  const address = holder.address();
  const port = typeof address === "object" && address ? address.port : 0;
  await expect(requireFreePort(port)).rejects.toThrow(
    `Port ${port} is taken by another program. Stop it, or choose a port`,
  );
  holder.close();
  await once(holder, "close");
  await expect(requireFreePort(port)).resolves.toBeUndefined();
});
