import { Card, Text, Title } from '@mantine/core';
import type { Quote } from '@/api/purchaseTypes';
import { VerifyForCash } from '@/app/shop/VerifyForCash';
import type { Choices } from '@/features/orders/checkout/choices';
import { useCheckoutTexts } from '@/features/orders/checkout/i18n';
import { usePaymentTexts } from '@/features/payments/i18n';
import { MethodPicker } from '@/features/payments/MethodPicker';
import { GATEWAY_METHODS } from '@/features/payments/methods';

const METHODS = ['wallet', ...GATEWAY_METHODS, 'cash'] as const;

interface MethodSectionProps {
  choices: Choices;
  onChoices: (choices: Choices) => void;
  quote: Quote;
  delivered: boolean;
  missing: boolean;
}

/** How to pay, and why some ways are not open. */
export function MethodSection({ choices, onChoices, quote, delivered, missing }: MethodSectionProps) {
  const t = useCheckoutTexts();
  const payment = usePaymentTexts();
  const unproven = quote.unavailable?.some(({ reason }) => reason === 'contact_not_verified');
  const refused = {
    ...(unproven && { cash: payment('cashNeedsProof') }),
    ...(delivered && { cash: payment('cashNeedsPickup') }),
    ...(!quote.methods.includes('qris') && { qris: payment('qrisTooMuch') }),
  };
  return (
    <Card component="section" aria-label={t('method')}>
      <Title order={2} fz="lg" mb="sm">
        {t('method')}
      </Title>
      <MethodPicker
        value={choices.way}
        onChange={(way) => onChoices({ ...choices, way })}
        methods={METHODS}
        refused={refused}
        amount={quote.total}
      />
      {unproven && <VerifyForCash />}
      {missing && (
        <Text size="sm" c="var(--mantine-color-error)" mt="xs" role="alert" data-attention>
          {t('methodNeeded')}
        </Text>
      )}
    </Card>
  );
}
