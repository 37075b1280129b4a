/** Anything the server refused (RFC 9457), or that kept us from asking it. */

export interface FieldError {
  field: string;
  message: string;
  /** Of what one order may have at most, or at least, so many. */
  name?: string;
  most?: number;
  least?: number;
}

export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    /** Stable, snake_case; what texts are looked up by. `offline` and `unexpected` are made here. */
    readonly code: string,
    readonly status: number,
    /** The server's English sentence, shown only when there is no text for the code. */
    readonly detail: string,
    readonly data: Record<string, unknown> = {},
    readonly requestId: string | null = null,
  ) {
    super(`${code}: ${detail}`);
  }

  get fieldErrors(): FieldError[] {
    const { errors } = this.data;
    return Array.isArray(errors) ? (errors as FieldError[]) : [];
  }
}

export function isProblem(error: unknown, code?: string): error is Problem {
  return error instanceof Problem && (code === undefined || error.code === code);
}

const STANDARD = new Set(['type', 'title', 'status', 'detail', 'code', 'request_id']);

/** Reads a refusal; an answer that is not problem+json (a proxy's page, say) becomes `unexpected`. */
export async function problemFrom(response: Response): Promise<Problem> {
  let body: unknown;
  try {
    body = await response.json();
  } catch {
    body = undefined;
  }
  const requestId = response.headers.get('X-Request-Id');
  if (typeof body !== 'object' || body === null || !('code' in body)) {
    return new Problem('unexpected', response.status, response.statusText, {}, requestId);
  }
  const problem = body as Record<string, unknown>;
  const data = Object.fromEntries(Object.entries(problem).filter(([key]) => !STANDARD.has(key)));
  return new Problem(String(problem.code), response.status, String(problem.detail ?? ''), data, requestId);
}
