/** What a procedure says of itself for the REST adapter and its document. Without `openapi` it is not mounted. */
export type OperationMeta = {
  openapi?: {
    method: "GET" | "POST" | "PUT" | "DELETE";
    /** `/customer/plans/{planId}`: braces name input fields. */
    path: `/${string}`;
    tags: string[];
    summary: string;
    description?: string;
    /** 201 where the operation creates something, 202 where it starts a task that a worker does. Default 200. */
    status?: 200 | 201 | 202;
    /** Takes the `Idempotency-Key` header into the input field `idempotencyKey`. */
    idempotent?: boolean;
    /** Answers 202 while `transaction.status` of the output is `pending`. */
    mayPend?: boolean;
    /** Answered with ETag and 304 where nothing changed; only for public reads. */
    etag?: boolean;
    /** What the request body may have at most, in bytes. Default 1 MiB. */
    maxBodyBytes?: number;
    /** The sentence of the success envelope. */
    message?: string;
    /** Example of the request body or query. */
    example?: Record<string, unknown>;
  };
};
