import { ADMIN_ROLES, type AdminRole, type PartnerScope } from "@nexa/contracts";

/**
 * Who may call what: the one table. A test enumerates the routers and fails where a procedure has no row here or a row has no
 * procedure. Meaning of the permissions: the roles table of the design's reference.
 */
const PERMISSIONS = {
  staff: ADMIN_ROLES,
  "staff.manage": ["owner"],
  "settings.manage": ["owner"],
  "partners.manage": ["owner"],
  "catalog.read": ADMIN_ROLES,
  "catalog.write": ["owner", "manager"],
  "customers.read": ["owner", "manager", "finance", "support"],
  "customers.write": ["owner", "manager", "support"],
  "subscriptions.read": ["owner", "manager", "finance", "support"],
  "postpaid.read": ["owner", "manager", "finance", "support"],
  "postpaid.write": ["owner", "manager", "support"],
  "transactions.read": ["owner", "manager", "finance", "support"],
  "transactions.refund": ["owner", "finance"],
  "notifications.read": ["owner", "manager"],
  "notifications.manage": ["owner", "manager"],
  // Support sends to one customer at a time; the verb says so.
  "notifications.send": ["owner", "manager", "support"],
  "audit.read": ["owner", "manager", "finance"],
  "jobs.read": ["owner", "manager", "finance"],
  "jobs.run": ["owner"],
  "transactions.export": ["owner", "manager", "finance"],
  "analytics.read": ["owner", "manager", "finance"],
  "analytics.rebuild": ["owner"],
  "content.read": ["owner", "manager", "content"],
  "content.write": ["owner", "manager", "content"],
  "backups.manage": ["owner"],
  "backups.restore": ["owner"],
  // Each sees the kinds that their role may start.
  "tasks.read": ["owner", "manager", "finance"],
} as const satisfies Record<string, readonly AdminRole[]>;

export type Permission = keyof typeof PERMISSIONS;

/**
 * `public` anyone, `signedIn` a customer or staff, `customer` a customer, `buyer` an active customer (an inactive account reads but
 * does not buy).
 */
export type CustomerAccess = "public" | "signedIn" | "customer" | "buyer";

export const CUSTOMER_POLICY: Readonly<Record<string, CustomerAccess>> = {
  "identity.requestRegistrationCode": "public",
  "identity.register": "public",
  "identity.login": "public",
  "identity.requestPasswordReset": "public",
  "identity.resetPassword": "public",
  "identity.refresh": "public",
  "identity.logout": "signedIn",
  "identity.listSessions": "signedIn",
  "identity.endSession": "signedIn",
  "identity.requestPhoneVerification": "customer",
  "identity.confirmPhone": "customer",
  "identity.changePassword": "customer",
  "customers.getProfile": "customer",
  "customers.updateProfile": "customer",
  "customers.requestEmailCode": "customer",
  "customers.confirmEmail": "customer",
  "customers.removeEmail": "customer",
  "customers.requestNumberChange": "customer",
  "customers.confirmNumberChange": "customer",
  "customers.removePicture": "customer",
  "customers.closeAccount": "customer",
  "lines.list": "customer",
  "lines.request": "customer",
  "lines.confirm": "customer",
  "lines.giveUp": "customer",
  "catalog.listCategories": "public",
  "catalog.listPlans": "public",
  "catalog.getPlan": "public",
  "catalog.listOffers": "public",
  "linkedAccounts.list": "customer",
  "linkedAccounts.add": "buyer",
  "linkedAccounts.listIncoming": "customer",
  "linkedAccounts.confirm": "customer",
  "linkedAccounts.decline": "customer",
  "linkedAccounts.resend": "buyer",
  "linkedAccounts.remove": "customer",
  "linkedAccounts.recharge": "buyer",
  "recharge.quote": "customer",
  "recharge.create": "buyer",
  "transactions.list": "customer",
  "transactions.get": "customer",
  "subscriptions.listActive": "customer",
  "subscriptions.listQueue": "customer",
  "subscriptions.listHistory": "customer",
  "subscriptions.activateNow": "buyer",
  "subscriptions.reorderQueue": "buyer",
  "subscriptions.cancel": "buyer",
  "usage.get": "customer",
  "usage.history": "customer",
  "postpaid.listPlans": "customer",
  "postpaid.listAddonPlans": "customer",
  "postpaid.activate": "buyer",
  "postpaid.getActivation": "customer",
  "postpaid.getUsage": "customer",
  "postpaid.purchaseAddon": "buyer",
  "postpaid.listAddons": "customer",
  "postpaid.listSecondaryNumbers": "customer",
  "postpaid.addSecondaryNumber": "buyer",
  "postpaid.confirmSecondaryNumber": "buyer",
  "postpaid.removeSecondaryNumber": "customer",
  "postpaid.cancel": "buyer",
  "postpaid.getBill": "customer",
  "postpaid.listBills": "customer",
  "postpaid.payBill": "buyer",
  "referrals.generate": "buyer",
  "referrals.listMine": "customer",
  "referrals.listDiscounts": "customer",
  "notifications.list": "customer",
  "notifications.stats": "customer",
  "notifications.markRead": "customer",
  "notifications.markAllRead": "customer",
  "notifications.getPreferences": "customer",
  "notifications.updatePreferences": "customer",
  "notifications.registerDevice": "customer",
  "notifications.removeDevice": "customer",
  "notifications.stream": "customer",
};

export const ADMIN_POLICY: Readonly<Record<string, Permission | "public">> = {
  "identity.login": "public",
  "identity.requestReset": "public",
  "identity.resetPassword": "public",
  "identity.logout": "staff",
  "identity.listSessions": "staff",
  "identity.endSession": "staff",
  "identity.getProfile": "staff",
  "identity.changePassword": "staff",
  "identity.listAdmins": "staff.manage",
  "identity.createAdmin": "staff.manage",
  "identity.updateAdmin": "staff.manage",
  "identity.issueAdminResetLink": "staff.manage",
  "identity.disableAdmin": "staff.manage",
  "identity.enableAdmin": "staff.manage",
  "customers.list": "customers.read",
  "customers.get": "customers.read",
  "customers.suspend": "customers.write",
  "customers.deactivate": "customers.write",
  "customers.reactivate": "customers.write",
  "customers.endSessions": "customers.write",
  "settings.get": "settings.manage",
  "settings.update": "settings.manage",
  "catalog.listCategories": "catalog.read",
  "catalog.createCategory": "catalog.write",
  "catalog.updateCategory": "catalog.write",
  "catalog.deleteCategory": "catalog.write",
  "catalog.listPlans": "catalog.read",
  "catalog.createPlan": "catalog.write",
  "catalog.updatePlan": "catalog.write",
  "catalog.deletePlan": "catalog.write",
  "catalog.activatePlan": "catalog.write",
  "catalog.deactivatePlan": "catalog.write",
  "catalog.listOffers": "catalog.read",
  "catalog.listActiveOffers": "catalog.read",
  "catalog.createOffer": "catalog.write",
  "catalog.createOfferWithDiscount": "catalog.write",
  "catalog.calculateDiscount": "catalog.read",
  "catalog.updateOffer": "catalog.write",
  "catalog.deleteOffer": "catalog.write",
  "transactions.list": "transactions.read",
  "transactions.get": "transactions.read",
  "transactions.refund": "transactions.refund",
  "transactions.export": "transactions.export",
  "subscriptions.listActive": "subscriptions.read",
  "subscriptions.listQueue": "subscriptions.read",
  "linkedAccounts.list": "customers.read",
  "linkedAccounts.listOfCustomer": "customers.read",
  "linkedAccounts.remove": "customers.write",
  "postpaid.listActivations": "postpaid.read",
  "postpaid.validateSecondaries": "postpaid.read",
  "postpaid.getCustomerHistory": "postpaid.read",
  "postpaid.suspend": "postpaid.write",
  "postpaid.restore": "postpaid.write",
  "postpaid.cancel": "postpaid.write",
  "postpaid.removeSecondary": "postpaid.write",
  "postpaid.listBills": "postpaid.read",
  "postpaid.listDuePayments": "postpaid.read",
  "postpaid.creditBill": "transactions.refund",
  "postpaid.payBillOffline": "transactions.refund",
  "referrals.list": "customers.read",
  "referrals.listUsageLogs": "customers.read",
  "referrals.getStats": "customers.read",
  "referrals.getOfCustomer": "customers.read",
  "notifications.list": "notifications.read",
  "notifications.stats": "notifications.read",
  "notifications.automatedStats": "notifications.read",
  "notifications.preview": "notifications.send",
  "notifications.send": "notifications.send",
  "notifications.listBroadcasts": "notifications.read",
  "notifications.getBroadcast": "notifications.read",
  "notifications.listBroadcastRecipients": "notifications.read",
  "notifications.stopBroadcast": "notifications.manage",
  "notifications.resumeBroadcast": "notifications.manage",
  "audit.list": "audit.read",
  "audit.verify": "audit.read",
  "tasks.list": "tasks.read",
  "tasks.get": "tasks.read",
  "tasks.stop": "tasks.read",
  "partners.listApiKeys": "partners.manage",
  "partners.createApiKey": "partners.manage",
  "partners.revokeApiKey": "partners.manage",
};

/** The scope that a partner's key must have for a procedure of the partner router. */
export const PARTNER_POLICY: Readonly<Record<string, PartnerScope>> = {
  "catalog.listPlans": "catalogue:read",
  "recharge.create": "recharge:write",
  "transactions.get": "transactions:read",
  "usage.ingest": "usage:write",
};

/** Whether a role has a permission, for verbs that show each role its part. */
export function roleMay(role: AdminRole, permission: Permission): boolean {
  return PERMISSIONS[permission].some((each) => each === role);
}

/** The scope that the partner router asks for a procedure; undefined where the table has no row. */
export function partnerScope(path: string): PartnerScope | undefined {
  return PARTNER_POLICY[path];
}

/** What the customer router asks for a procedure; undefined where the table has no row. */
export function customerAccess(path: string): CustomerAccess | undefined {
  return CUSTOMER_POLICY[path];
}

/** The roles that may call a procedure of the admin router, `public`, or undefined where the table has no row. */
export function adminAccess(path: string): readonly AdminRole[] | "public" | undefined {
  const permission = ADMIN_POLICY[path];
  return permission === undefined || permission === "public" ? permission : PERMISSIONS[permission];
}
