import {
  Admin,
  AdminIdInput,
  AdminLoginInput,
  ChangePasswordInput,
  CreateAdminInput,
  DoneOutput,
  EmptyInput,
  EndSessionInput,
  ListAdminsInput,
  ListAdminsOutput,
  ListSessionsInput,
  ListSessionsOutput,
  TokenPair,
  UpdateAdminInput,
} from "@nexa/contracts";
import { adminProcedure, publicProcedure, router } from "../trpc/init.ts";
import { changePassword } from "./change-password.ts";
import { createAdmin } from "./create-admin.ts";
import { disableAdmin } from "./disable-admin.ts";
import { enableAdmin } from "./enable-admin.ts";
import { endSession } from "./end-session.ts";
import { getAdminProfile } from "./get-admin-profile.ts";
import { listAdmins } from "./list-admins.ts";
import { listSessions } from "./list-sessions.ts";
import { signInAdmin } from "./sign-in-admin.ts";
import { signOut } from "./sign-out.ts";
import { updateAdmin } from "./update-admin.ts";

const tags = ["admin: staff"];
const adminId = "0199c2f0-7b1e-7c3a-9f10-2a6d5b8c4e01";
const password = "monsoon-kettle-42";

/** Signing out and sessions have no REST path here: `/logout` and `/sessions` of the customer router serve staff too. */
export const identityAdminRouter = router({
  login: publicProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/admin/login",
        tags: ["sign-in"],
        summary: "Sign in as staff",
        message: "You are signed in.",
        example: { email: "admin@nexa.local", password },
      },
    })
    .input(AdminLoginInput)
    .output(TokenPair)
    .mutation(({ ctx, input }) => signInAdmin(ctx, input)),
  logout: adminProcedure
    .input(EmptyInput)
    .output(DoneOutput)
    .mutation(({ ctx, input }) => signOut(ctx, input)),
  listSessions: adminProcedure
    .input(ListSessionsInput)
    .output(ListSessionsOutput)
    .query(({ ctx, input }) => listSessions(ctx, input)),
  endSession: adminProcedure
    .input(EndSessionInput)
    .output(DoneOutput)
    .mutation(({ ctx, input }) => endSession(ctx, input)),
  getProfile: adminProcedure
    .meta({
      openapi: { method: "GET", path: "/admin/profile", tags, summary: "Your staff account", example: {} },
    })
    .input(EmptyInput)
    .output(Admin)
    .query(({ ctx, input }) => getAdminProfile(ctx, input)),
  changePassword: adminProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/admin/admins/change-password",
        tags,
        summary: "Change your own password",
        description: "Ends all your other sessions.",
        message: "Your password is changed.",
        example: { currentPassword: password, newPassword: "banyan-lantern-77" },
      },
    })
    .input(ChangePasswordInput)
    .output(DoneOutput)
    .mutation(({ ctx, input }) => changePassword(ctx, input)),
  listAdmins: adminProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/admin/admins",
        tags,
        summary: "List staff",
        example: { role: "support", limit: 50 },
      },
    })
    .input(ListAdminsInput)
    .output(ListAdminsOutput)
    .query(({ ctx, input }) => listAdmins(ctx, input)),
  createAdmin: adminProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/admin/admins",
        tags,
        summary: "Add a member of staff",
        status: 201,
        message: "The account is ready. Tell them the first password; they are asked to change it.",
        example: { email: "meera@nexa.local", fullName: "Meera Iyer", role: "support", password },
      },
    })
    .input(CreateAdminInput)
    .output(Admin)
    .mutation(({ ctx, input }) => createAdmin(ctx, input)),
  updateAdmin: adminProcedure
    .meta({
      openapi: {
        method: "PUT",
        path: "/admin/admins/{adminId}",
        tags,
        summary: "Change a member of staff's name or role",
        example: { adminId, role: "manager" },
      },
    })
    .input(UpdateAdminInput)
    .output(Admin)
    .mutation(({ ctx, input }) => updateAdmin(ctx, input)),
  disableAdmin: adminProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/admin/admins/{adminId}/disable",
        tags,
        summary: "Disable a member of staff",
        description: "Ends their sessions. The last active owner cannot be disabled.",
        message: "The account is disabled.",
        example: { adminId },
      },
    })
    .input(AdminIdInput)
    .output(Admin)
    .mutation(({ ctx, input }) => disableAdmin(ctx, input)),
  enableAdmin: adminProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/admin/admins/{adminId}/enable",
        tags,
        summary: "Enable a member of staff again",
        message: "The account is enabled.",
        example: { adminId },
      },
    })
    .input(AdminIdInput)
    .output(Admin)
    .mutation(({ ctx, input }) => enableAdmin(ctx, input)),
});
