import { Button, CopyButton, Text } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { usePaymentTexts } from '@/features/payments/i18n';
import classes from '@/features/payments/payment.module.css';

interface CopyableProps {
  label: string;
  /** As it is shown, in groups that are easy to read aloud. */
  shown: string;
  /** As it goes into the bank's app. */
  value: string;
}

/** A number one has to carry over into another app. */
export function Copyable({ label, shown, value }: CopyableProps) {
  const t = usePaymentTexts();
  return (
    <div className={classes.copied}>
      <div>
        <Text size="sm" c="dimmed">
          {label}
        </Text>
        <span className={classes.number}>{shown}</span>
      </div>
      <CopyButton value={value} timeout={2500}>
        {({ copied, copy }) => (
          <Button
            variant={copied ? 'filled' : 'light'}
            size="sm"
            flex="none"
            onClick={copy}
            aria-label={
              copied ? t('copied') : t('copyWhat', { what: label.charAt(0).toLowerCase() + label.slice(1) })
            }
            leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
          >
            <span aria-live="polite">{t(copied ? 'copied' : 'copy')}</span>
          </Button>
        )}
      </CopyButton>
    </div>
  );
}

/** `8808123456789012` → `8808 1234 5678 9012` */
export function inFours(digits: string): string {
  return digits.replace(/(.{4})(?=.)/g, '$1 ');
}
