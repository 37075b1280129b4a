import { useOrderTexts } from '@/features/orders/i18n';
import { refusalText } from '@/ui/problemTexts';

interface Reasoned {
  reason: string;
  reason_code: string | null;
}

const FOR_BUYER = { unpaid: 'notPaidInTime', replaced: 'replaced', payment_reversed: 'takenBack' } as const;
const FOR_SHOP = { ...FOR_BUYER, replaced: 'replacedForShop' } as const;

/** What people wrote, as it is; what the system says by a code, in the reader's words. Empty: nothing was said. */
export function reasonOf({ reason, reason_code: code }: Reasoned, side: 'buyer' | 'shop'): string {
  if (!code) return reason;
  const words = side === 'buyer' ? FOR_BUYER : FOR_SHOP;
  return code in words ? useOrderTexts.now(words[code as keyof typeof words]) : refusalText(code, code);
}
