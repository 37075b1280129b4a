import { Anchor, Chip, Group, Radio, Stack, Text } from '@mantine/core';
import {
  IconBuildingBank,
  IconCash,
  IconCreditCard,
  IconDeviceMobile,
  IconQrcode,
  IconWallet,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import type { Bank, Method } from '@/api/purchaseTypes';
import { usePaymentTexts } from '@/features/payments/i18n';
import classes from '@/features/payments/method-picker.module.css';
import { BANKS, missing, type Way, wayBy } from '@/features/payments/methods';
import { useWallet } from '@/features/payments/queries';
import { rupiah } from '@/lib/money';

const ICONS = {
  wallet: IconWallet,
  qris: IconQrcode,
  virtual_account: IconBuildingBank,
  ewallet: IconDeviceMobile,
  card: IconCreditCard,
  cash: IconCash,
};

interface MethodPickerProps {
  value: Way | null;
  onChange: (way: Way) => void;
  /** All that are shown, in this order. */
  methods: readonly Method[];
  /** Those shown but not to be chosen now, with the reason. */
  refused?: Partial<Record<Method, string>>;
  amount: number;
}

/** One card for each way to pay; banks and apps appear under the chosen one. */
export function MethodPicker({ value, onChange, methods, refused = {}, amount }: MethodPickerProps) {
  const t = usePaymentTexts();
  const id = useId();
  const hints = useHints(amount, methods.includes('wallet'));
  return (
    <Radio.Group
      value={value?.method ?? null}
      onChange={(method) => onChange(wayBy(method as Method))}
      aria-label={t('method')}
    >
      <Stack gap="xs">
        {methods.map((method) => {
          const Icon = ICONS[method];
          const reason = refused[method] ?? hints.refused[method];
          return (
            <div key={method}>
              <Radio.Card
                value={method}
                className={classes.card}
                disabled={reason !== undefined}
                aria-labelledby={`${id}-${method}`}
                aria-describedby={`${id}-${method}-hint`}
              >
                <Group wrap="nowrap" gap="sm">
                  <Radio.Indicator disabled={reason !== undefined} />
                  <Icon size={24} stroke={1.6} aria-hidden className={classes.icon} />
                  <div>
                    <Text fw={600} id={`${id}-${method}`}>
                      {t(method)}
                    </Text>
                    <Text size="sm" c="dimmed" id={`${id}-${method}-hint`}>
                      {reason ?? hints.hint[method]}
                    </Text>
                  </div>
                </Group>
              </Radio.Card>
              {method === 'wallet' && hints.refused.wallet && (
                <Anchor
                  renderRoot={(props) => <Link to="/wallet/top-up" {...props} />}
                  size="sm"
                  className={classes.topUp}
                >
                  {t('topUp')}
                </Anchor>
              )}
              {value?.method === method && !reason && <Banks value={value} onChange={onChange} />}
            </div>
          );
        })}
      </Stack>
    </Radio.Group>
  );
}

function useHints(amount: number, withWallet: boolean) {
  const t = usePaymentTexts();
  const wallet = useWallet(withWallet).data;
  const short = wallet ? missing(wallet.balance, amount) : 0;
  const balance = wallet ? rupiah(wallet.balance) : '…';
  const hint: Record<Method, string> = {
    wallet: t('walletHint', { balance }),
    qris: t('qrisHint'),
    virtual_account: t('virtual_accountHint'),
    ewallet: t('ewalletHint'),
    card: t('cardHint'),
    cash: t('cashHint'),
  };
  const refused: Partial<Record<Method, string>> =
    short > 0 ? { wallet: t('walletShort', { balance, missing: rupiah(short) }) } : {};
  return { hint, refused };
}

function Banks({ value, onChange }: { value: Way; onChange: (way: Way) => void }) {
  const t = usePaymentTexts();
  const banks = BANKS[value.method];
  if (!banks) return null;
  const label = t(value.method === 'ewallet' ? 'ewalletBrand' : 'bank');
  return (
    <Chip.Group
      value={value.bank ?? banks[0]}
      onChange={(bank) => onChange({ ...value, bank: bank as Bank })}
    >
      <Group gap="xs" className={classes.banks} role="radiogroup" aria-label={label}>
        {banks.map((bank) => (
          <Chip key={bank} value={bank} variant="light">
            {t(bank)}
          </Chip>
        ))}
      </Group>
    </Chip.Group>
  );
}
