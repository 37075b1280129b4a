import { type FieldError, isProblem } from '@/api/problem';
import { useIdentityTexts } from '@/features/identity/i18n';
import { problemText } from '@/ui/problemTexts';

/** Codes that are about one field. */
const FIELD_OF: Record<string, string> = {
  email_taken: 'email',
  phone_taken: 'phone',
  campus_id_taken: 'campus_id',
};

const TEXT_OF: Record<string, Parameters<typeof useIdentityTexts.now>[0]> = {
  password: 'refusedPassword',
  new_password: 'refusedPassword',
  name: 'badName',
  email: 'badEmail',
  phone: 'badPhone',
  campus_id: 'badCampusId',
};

/** What the server refused, by field, for the form to show where it belongs. */
export function refusedFields(error: unknown): Record<string, string> {
  if (!isProblem(error)) return {};
  const taken = FIELD_OF[error.code];
  if (taken) return { [taken]: problemText(error) };
  const said = ({ field, message, code }: FieldError & { code?: string }) => {
    const text = code && useIdentityTexts.has(code) ? code : (TEXT_OF[field] ?? 'refusedField');
    return useIdentityTexts.now(text, { message });
  };
  return Object.fromEntries(error.fieldErrors.map((refused) => [refused.field, said(refused)]));
}
