import { expect, test } from 'vitest';
import { isProblem, problemFrom } from '@/api/problem';
import { problemText } from '@/ui/problemTexts';

function refusal(body: unknown, status: number): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'X-Request-Id': 'r-1' } });
}

test('a refusal keeps its code, its words and its data', async () => {
  const lines = [{ offer_id: 'o', wanted: 3, available: 1 }];
  const problem = await problemFrom(
    refusal(
      {
        type: 'about:blank',
        title: 'Conflict',
        status: 409,
        detail: 'Not enough left.',
        code: 'out_of_stock',
        lines,
      },
      409,
    ),
  );
  expect(isProblem(problem, 'out_of_stock')).toBe(true);
  expect(problem.data).toEqual({ lines });
  expect(problem.requestId).toBe('r-1');
  expect(problemText(problem)).toMatch(/Stok/);
});

test('field errors are at hand for forms', async () => {
  const errors = [{ field: 'email', message: 'is missing' }];
  const problem = await problemFrom(refusal({ code: 'validation_failed', detail: '', errors }, 422));
  expect(problem.fieldErrors).toEqual(errors);
});

test('what is no problem+json becomes unexpected, and an unknown code says what the server said', async () => {
  const page = await problemFrom(new Response('<h1>Bad gateway</h1>', { status: 502 }));
  expect(page.code).toBe('unexpected');
  expect(page.status).toBe(502);
  const unknown = await problemFrom(refusal({ code: 'made_up_yesterday', detail: 'The moon is full.' }, 409));
  expect(problemText(unknown)).toBe('The moon is full.');
  expect(problemText(new Error('a bug'))).toMatch(/pihak kami/);
});
