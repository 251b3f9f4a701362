import {
  ApiKey,
  CreateApiKeyInput,
  CreateApiKeyOutput,
  ListApiKeysInput,
  ListApiKeysOutput,
  RevokeApiKeyInput,
} from "@nexa/contracts";
import { adminProcedure, router } from "../trpc/init.ts";
import { createApiKey } from "./create-api-key.ts";
import { listApiKeys } from "./list-api-keys.ts";
import { revokeApiKey } from "./revoke-api-key.ts";

const tags = ["admin: platform"];

export const partnersAdminRouter = router({
  listApiKeys: adminProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/admin/api-keys",
        tags,
        summary: "List partners' API keys",
        description: "The newest first. A key itself is never shown again; `prefix` is how it begins.",
        example: { isRevoked: false, limit: 50 },
      },
    })
    .input(ListApiKeysInput)
    .output(ListApiKeysOutput)
    .query(({ ctx, input }) => listApiKeys(ctx, input)),
  createApiKey: adminProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/admin/api-keys",
        tags,
        summary: "Make an API key for a partner",
        description: "A partner is known by its name; a new name makes a new partner. `key` is in this answer only.",
        status: 201,
        message: "Copy the key now: it is not shown again.",
        example: {
          partnerName: "Kirana Recharge",
          label: "Shop terminals",
          scopes: ["catalogue:read", "recharge:write", "transactions:read"],
        },
      },
    })
    .input(CreateApiKeyInput)
    .output(CreateApiKeyOutput)
    .mutation(({ ctx, input }) => createApiKey(ctx, input)),
  revokeApiKey: adminProcedure
    .meta({
      openapi: {
        method: "DELETE",
        path: "/admin/api-keys/{apiKeyId}",
        tags,
        summary: "Revoke an API key",
        description: "It ends for good. What the partner sold and sent with it stays.",
        message: "The key is revoked.",
        example: { apiKeyId: "0199c2f0-7b1e-7c3a-9f10-2a6d5b8c4e03" },
      },
    })
    .input(RevokeApiKeyInput)
    .output(ApiKey)
    .mutation(({ ctx, input }) => revokeApiKey(ctx, input)),
});
