/** Machine-readable words beside `detail`; authentik has the same key. */
export type ErrorCode = 'query_timeout' | 'query_error';

/** An answer that is no success, in the shapes authentik's API has. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  constructor(
    readonly status: number,
    readonly body: Record<string, unknown>,
    readonly headers: Record<string, string> = {},
  ) {
    super(JSON.stringify(body));
  }
}

/** `{"detail": …}`: the request as a whole cannot be answered. */
export function refused(status: number, detail: string, code?: ErrorCode): ApiError {
  return new ApiError(status, code ? { detail, code } : { detail });
}

/** 400 `{"<field>": ["…"]}`: a parameter or a field of the body is wrong. */
export function invalid(field: string, message: string): ApiError {
  return new ApiError(400, { [field]: [message] });
}

export function notFound(): ApiError {
  return refused(404, 'Not found.');
}

export function errorResponse({ status, body, headers }: ApiError): Response {
  return Response.json(body, { status, headers });
}
